"""The show as a file: JSON with a version number, read strictly, written whole."""

from pathlib import Path

import msgspec

from studio.core.errors import BadInputError, UnavailableError
from studio.core.files import set_aside, versions_of, write_versioned
from studio.core.scene import Show
from studio.core.show_check import check_show

FILE_VERSION = 1
_MAX_BYTES = 4_000_000


class ShowFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds."""

    version: int
    show: Show


def save_show(path: Path, show: Show) -> None:
    """Replace the file atomically and keep earlier versions. Raises OSError."""
    data = msgspec.json.encode(ShowFile(FILE_VERSION, show))
    write_versioned(path, msgspec.json.format(data, indent=1))


def load_show(path: Path) -> Show:
    """Read and check a show; BadInputError names the file and the field."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnavailableError(f"the show cannot be read: {error.strerror}", str(path)) from error
    if len(data) > _MAX_BYTES:
        raise BadInputError(f"the file has {len(data)} bytes; {_MAX_BYTES} are allowed", str(path))
    try:
        held = msgspec.json.decode(data, type=ShowFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInputError(f"this is not a show: {error}", str(path)) from error
    if held.version != FILE_VERSION:
        raise BadInputError(
            f"the show has version {held.version}; this studio reads {FILE_VERSION}", str(path)
        )
    return check_show(held.show, str(path))


def load_newest_good(path: Path) -> tuple[Show | None, str]:
    """The show, or the newest earlier version that is whole, and a sentence if it is not the first.

    A file that cannot be read is set aside under another name, never written over.
    """
    try:
        return load_show(path), ""
    except (BadInputError, UnavailableError) as error:
        reason = str(error)
    kept = set_aside(path) if path.exists() else path
    for version in versions_of(path):
        try:
            return load_show(version), f"{reason} (kept as {kept.name}; opened {version.name})"
        except (BadInputError, UnavailableError):
            continue
    return None, f"{reason} (kept as {kept.name})"
