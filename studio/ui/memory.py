"""What a window remembers from one start to the next: layouts, sizes, what was used last."""

import base64
import binascii
import logging
import zlib
from pathlib import Path

import msgspec

from studio.core.files import write_atomically

_log = logging.getLogger("studio.ui.memory")
WINDOW_FILE = "window.json"
_MOST_RECENT = 12
_MOST_STATES = 64


class Remembered(msgspec.Struct, frozen=True):
    """The file. ``states``: a checksum and Qt's own bytes, by role, layout and size class."""

    states: dict[str, str] = {}
    layouts: dict[str, str] = {}
    locked: frozenset[str] = frozenset()
    recent: tuple[str, ...] = ()


class Memory:
    """``path`` None remembers until the end. A broken file is nothing worse than forgetting."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = _read(path)

    @property
    def recent(self) -> tuple[str, ...]:
        """Ids of the commands that were used last, newest first."""
        return self._known.recent

    def used(self, command_id: str) -> None:
        """A command was used."""
        others = [one for one in self._known.recent if one != command_id]
        self._change(recent=(command_id, *others)[:_MOST_RECENT])

    def state(self, name: str) -> bytes:
        """Qt's bytes that were kept under that name; empty when there are none that are whole."""
        return _unpacked(self._known.states.get(name, ""))

    def keep_state(self, name: str, state: bytes) -> None:
        """Keep Qt's bytes under a name; the oldest names beyond the bound are forgotten."""
        states = {key: kept for key, kept in self._known.states.items() if key != name}
        states[name] = _packed(state)
        self._change(states=dict(list(states.items())[-_MOST_STATES:]))

    def forget_state(self, name: str) -> None:
        """As if it had never been kept."""
        states = {key: kept for key, kept in self._known.states.items() if key != name}
        self._change(states=states)

    def layout(self, role: str) -> str:
        """The name of the layout that a role used last, or empty."""
        return self._known.layouts.get(role, "")

    def keep_layout(self, role: str, name: str) -> None:
        """A role uses that layout now."""
        self._change(layouts={**self._known.layouts, role: name})

    def is_locked(self, role: str) -> bool:
        """Whether a role's layout is locked."""
        return role in self._known.locked

    def keep_locked(self, role: str, is_locked: bool) -> None:
        """A role's layout is locked, or not."""
        locked = self._known.locked
        self._change(locked=locked | {role} if is_locked else locked - {role})

    def _change(self, **fields: object) -> None:
        changed = msgspec.structs.replace(self._known, **fields)
        if changed == self._known:
            return
        self._known = changed
        if self._path is None:
            return
        try:
            write_atomically(self._path, msgspec.json.encode(changed))
        except OSError as error:
            _log.warning("the window's memory cannot be written: %s", error)


def _read(path: Path | None) -> Remembered:
    if path is None:
        return Remembered()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Remembered)
    except FileNotFoundError:
        return Remembered()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        _log.warning("the window's memory cannot be read and begins anew: %s", error)
        return Remembered()


def _packed(state: bytes) -> str:
    return f"{zlib.crc32(state):08x}:{base64.b64encode(state).decode()}"


def _unpacked(kept: str) -> bytes:
    """Only what this program wrote: Qt is never given bytes that somebody else changed."""
    checksum, _, text = kept.partition(":")
    try:
        state = base64.b64decode(text, validate=True)
        return state if zlib.crc32(state) == int(checksum, 16) else b""
    except (binascii.Error, ValueError):
        return b""
