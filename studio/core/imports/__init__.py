"""Shows of other studios, read into ours; what cannot be carried is noted, never guessed away."""

from studio.core.imports.detect import import_file
from studio.core.imports.report import Imported, Note, ProfileVideo

__all__ = ["Imported", "Note", "ProfileVideo", "import_file"]
