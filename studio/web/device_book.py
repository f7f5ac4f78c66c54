"""The book of paired devices: who may come in from another machine; of a token only its hash."""

import hashlib
import hmac
import logging
from pathlib import Path

import msgspec

from studio.core.chat_text import clean_text
from studio.core.clock import Clock
from studio.core.devices import MOST_DEVICES, MOST_NAME, Device
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.files import set_aside, write_atomically
from studio.core.ids import new_id, new_secret
from studio.core.team import Role, Who

_log = logging.getLogger("studio.web.device_book")
_MOST_REVOKED = 100
_SEEN_KEPT_MS = 60_000


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A device as it is kept; a revoked one has no token."""

    device: Device
    token_sha256: str = ""


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entries: tuple[_Entry, ...] = ()


class DeviceBook:
    """On the hub's event loop."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._entries: dict[str, _Entry] = {entry.device.id: entry for entry in _read(path)}
        self._saved_wall_ms = 0

    def devices(self) -> tuple[Device, ...]:
        """All there were, the revoked ones too, in the order in which they were paired."""
        return tuple(entry.device for entry in self._entries.values())

    def add(self, name: str, role: Role) -> tuple[Device, str]:
        """A new device and its token, which is told this once."""
        good = [entry for entry in self._entries.values() if not entry.device.is_revoked]
        if len(good) >= MOST_DEVICES:
            sentence = f"there are {MOST_DEVICES} devices, which is the limit; remove one"
            raise BadInputError(sentence, "devices")
        token = new_secret()
        name = _clean(name) or role.value.capitalize()
        device = Device(new_id("helper"), name, role, self._clock.wall_ms())
        self._put(_Entry(device, _hash(token)))
        return device, token

    def revoke(self, device_id: str) -> Device:
        """Let it in no more. Raises NotFoundError."""
        before = self._entry(device_id).device
        device = msgspec.structs.replace(before, is_revoked=True)
        self._put(_Entry(device))
        return device

    def rename(self, device_id: str, name: str) -> Device:
        """Call it something else. Raises NotFoundError, and BadInputError for no name at all."""
        entry = self._entry(device_id)
        name = _clean(name)
        if not name:
            raise BadInputError("a device needs a name", "name")
        device = msgspec.structs.replace(entry.device, name=name)
        self._put(msgspec.structs.replace(entry, device=device))
        return device

    def seen(self, device_id: str) -> None:
        """It was here now; written down at most once a minute."""
        entry = self._entries.get(device_id)
        if entry is None:
            return
        now_ms = self._clock.wall_ms()
        device = msgspec.structs.replace(entry.device, last_seen_wall_ms=now_ms)
        self._entries[device_id] = msgspec.structs.replace(entry, device=device)
        if now_ms - self._saved_wall_ms >= _SEEN_KEPT_MS:
            try:
                self._save()
            except UnavailableError as error:
                _log.warning("last seen not kept", extra={"error": str(error)})

    def who_has(self, token: str) -> Who | None:
        """Whose token it is. Compared by hash, in constant time each."""
        wanted = _hash(token)
        found: Device | None = None
        for entry in self._entries.values():
            is_it = hmac.compare_digest(entry.token_sha256, wanted)
            if is_it and not entry.device.is_revoked:
                found = entry.device
        return Who(found.id, found.name, found.role) if found is not None else None

    def _entry(self, device_id: str) -> _Entry:
        entry = self._entries.get(device_id)
        if entry is None or entry.device.is_revoked:
            raise NotFoundError("there is no such device", device_id)
        return entry

    def _put(self, entry: _Entry) -> None:
        """Keep it, or leave everything as it was when the disk refuses."""
        before = dict(self._entries)
        self._entries[entry.device.id] = entry
        revoked = [key for key, one in self._entries.items() if one.device.is_revoked]
        for key in revoked[:-_MOST_REVOKED]:
            del self._entries[key]
        try:
            self._save()
        except UnavailableError:
            self._entries = before
            raise

    def _save(self) -> None:
        data = msgspec.json.encode(_Book(tuple(self._entries.values())))
        try:
            write_atomically(self._path, msgspec.json.format(data, indent=1), is_secret=True)
        except OSError as error:
            raise UnavailableError(
                f"the devices could not be saved: {error.strerror}", str(self._path)
            ) from error
        self._saved_wall_ms = self._clock.wall_ms()


def _clean(name: str) -> str:
    return clean_text(name)[:MOST_NAME].strip()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _read(path: Path) -> tuple[_Entry, ...]:
    """What was kept; a file that cannot be read is set aside, and nobody gets in by it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Book).entries
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        _log.warning("devices not read", extra={"error": type(error).__name__})
        if path.exists():
            set_aside(path)
        return ()
