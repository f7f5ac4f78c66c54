"""Language and colours of a window that is not the studio's own: kept on this machine."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from studio.core.files import write_atomically
from studio.core.paths import SETTINGS_FILE
from studio.core.settings import UiSettings
from studio.core.settings_file import load_settings_or_default
from studio.ui.command import Command
from studio.ui.words import tr

_log = logging.getLogger("studio.processes.own_look")
LOOK_FILE = "moderator-look.json"
LANGUAGES = ("", "en", "zh")
THEMES = ("", "dark", "light")


class OwnLook:
    """Begins as the studio of the same data folder looks, until something else is chosen."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / LOOK_FILE
        settings, _complaint = load_settings_or_default(data_dir / SETTINGS_FILE)
        self.ui = _read(self._path) or settings.ui

    def commands(self, use: Callable[[UiSettings], object]) -> list[Command]:
        """One for each language and each set of colours."""
        found = []
        for field, choices in (("language", LANGUAGES), ("theme", THEMES)):
            for choice in choices:
                name = choice or "system"
                found.append(
                    Command(
                        f"view.{field}_{name}",
                        tr(f"own_{field}_{name}"),
                        partial(self._choose, field, choice, use),
                        group="view",
                        is_checked=partial(self._is, field, choice),
                    )
                )
        return found

    def _is(self, field: str, choice: str) -> bool:
        return bool(getattr(self.ui, field) == choice)

    def _choose(self, field: str, choice: str, use: Callable[[UiSettings], object]) -> None:
        self.ui = msgspec.structs.replace(self.ui, **{field: choice})
        try:
            write_atomically(self._path, msgspec.json.encode(self.ui))
        except OSError as error:
            _log.warning("the look is forgotten at the end: %s", error)
        use(self.ui)


def _read(path: Path) -> UiSettings | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=UiSettings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
