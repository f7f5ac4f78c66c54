"""The settings as a file; one that cannot be read is set aside and said."""

from pathlib import Path

import msgspec

from studio.core.errors import BadInputError
from studio.core.files import set_aside, write_atomically
from studio.core.platforms import check_platforms
from studio.core.settings import Settings
from studio.core.store_address import check_store
from studio.core.targets import check_targets


def load_settings(path: Path) -> Settings:
    """The settings, or their defaults when there is no file. BadInputError names file and field."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise BadInputError(f"cannot be read: {error.strerror}", str(path)) from error
    try:
        settings = msgspec.json.decode(data, type=Settings)
        check_targets(settings.targets)
        check_platforms(settings.platforms)
        check_store(settings.store.url)
        return settings
    except BadInputError as error:
        raise BadInputError(f"these settings are not right: {error}", str(path)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInputError(f"these settings are not right: {error}", str(path)) from error


def load_settings_or_default(path: Path) -> tuple[Settings, str]:
    """The settings and a sentence if the file was bad; it is kept under another name."""
    try:
        return load_settings(path), ""
    except BadInputError as error:
        kept = set_aside(path) if path.exists() else path
        return Settings(), f"{error}; the defaults hold now, the file was kept as {kept.name}"


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the file. Raises OSError."""
    write_atomically(path, msgspec.json.format(msgspec.json.encode(settings), indent=1))
