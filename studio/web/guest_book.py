"""The book of guest links: who may send a camera, until when; of a token only its hash is kept."""

import hashlib
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from studio.core.clock import Clock
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.files import set_aside, write_atomically
from studio.core.guests import LIFETIME_S, MOST_LINKS, GuestLifetime, GuestLink, GuestState
from studio.core.ids import new_id, new_secret

_log = logging.getLogger("studio.web.guest_book")
_MS_PER_S = 1000


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link as it is kept."""

    link: GuestLink
    token_sha256: str
    is_revoked: bool = False


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class GuestRefused:
    """Why a token lets nobody in: it is "unknown", "revoked" or "expired"."""

    why: str


class GuestBook:
    """On the hub's event loop. ``on_closed(link, state)``: a link ended while it was good."""

    def __init__(
        self, path: Path, clock: Clock, on_closed: Callable[[GuestLink, GuestState], None]
    ) -> None:
        self._path = path
        self._clock = clock
        self._on_closed = on_closed
        self._entries: dict[str, Entry] = {entry.link.id: entry for entry in _read(path)}
        now_ms = clock.wall_ms()
        self._told_expired = {
            key for key, entry in self._entries.items() if entry.link.expires_wall_ms <= now_ms
        }

    def links(self) -> tuple[GuestLink, ...]:
        """Every link with what it is; one that lets in is said to wait."""
        return tuple(
            msgspec.structs.replace(entry.link, state=self._state_of(entry))
            for entry in self._entries.values()
        )

    def create(
        self, name: str, lifetime: GuestLifetime, *, has_camera: bool, has_microphone: bool
    ) -> tuple[GuestLink, str]:
        """A new link and its token, which is told this once."""
        if len(self._entries) >= MOST_LINKS:
            raise BadInputError(
                f"there are {MOST_LINKS} guest links, which is the limit; remove one", "guest link"
            )
        _check_parts(has_camera=has_camera, has_microphone=has_microphone)
        link = GuestLink(
            new_id("guest"), name, 0, lifetime, has_camera=has_camera, has_microphone=has_microphone
        )
        return self._put(link)

    def renew(
        self, link_id: str, name: str, lifetime: GuestLifetime, parts: tuple[bool, bool]
    ) -> tuple[GuestLink, str]:
        """Another token and time for an earlier link; ``parts``: camera, microphone."""
        before = self._entry(link_id).link
        _check_parts(has_camera=parts[0], has_microphone=parts[1])
        return self._put(
            msgspec.structs.replace(
                before, name=name, lifetime=lifetime, has_camera=parts[0], has_microphone=parts[1]
            )
        )

    def revoke(self, link_id: str, *, is_forgotten: bool) -> None:
        """Let nobody in by it any more; forgotten: take it off the list as well."""
        entry = self._entry(link_id)
        was_good = self._state_of(entry) is GuestState.WAITING
        self._entries[link_id] = msgspec.structs.replace(entry, is_revoked=True)
        if is_forgotten:
            del self._entries[link_id]
        self._save()
        if was_good:
            self._on_closed(entry.link, GuestState.REVOKED)

    def find(self, token: str) -> GuestLink | GuestRefused:
        """Whose token it is, if it lets in now. Compared by hash, in constant time each."""
        wanted = _hash(token)
        found: Entry | None = None
        for entry in self._entries.values():
            if hmac.compare_digest(entry.token_sha256, wanted):
                found = entry
        if found is None:
            return GuestRefused("unknown")
        state = self._state_of(found)
        if state is not GuestState.WAITING:
            return GuestRefused(state.value)
        return found.link

    def tick(self) -> None:
        """Called about once a second: links whose time is over are closed."""
        for key, entry in list(self._entries.items()):
            is_over = self._state_of(entry) is GuestState.EXPIRED
            if is_over and key not in self._told_expired:
                self._told_expired.add(key)
                self._on_closed(entry.link, GuestState.EXPIRED)

    def end_show(self) -> None:
        """The show ended: links for this show end with it."""
        now_ms = self._clock.wall_ms()
        for key, entry in self._entries.items():
            if (
                entry.link.lifetime is GuestLifetime.SHOW
                and self._state_of(entry) is GuestState.WAITING
            ):
                link = msgspec.structs.replace(entry.link, expires_wall_ms=now_ms)
                self._entries[key] = msgspec.structs.replace(entry, link=link)
        self._save()
        self.tick()

    def _put(self, link: GuestLink) -> tuple[GuestLink, str]:
        token = new_secret()
        expires_ms = self._clock.wall_ms() + LIFETIME_S[link.lifetime] * _MS_PER_S
        link = msgspec.structs.replace(link, expires_wall_ms=expires_ms)
        before = dict(self._entries)
        self._entries[link.id] = Entry(link, _hash(token))
        self._told_expired.discard(link.id)
        try:
            self._save()
        except UnavailableError:
            self._entries = before
            raise
        return link, token

    def _entry(self, link_id: str) -> Entry:
        entry = self._entries.get(link_id)
        if entry is None:
            raise NotFoundError("there is no such guest link", link_id)
        return entry

    def _state_of(self, entry: Entry) -> GuestState:
        if entry.is_revoked:
            return GuestState.REVOKED
        if entry.link.expires_wall_ms <= self._clock.wall_ms():
            return GuestState.EXPIRED
        return GuestState.WAITING

    def _save(self) -> None:
        data = msgspec.json.encode(_Book(tuple(self._entries.values())))
        try:
            write_atomically(self._path, msgspec.json.format(data, indent=1), is_secret=True)
        except OSError as error:
            raise UnavailableError(
                f"the guest links could not be saved: {error.strerror}", str(self._path)
            ) from error


def _check_parts(*, has_camera: bool, has_microphone: bool) -> None:
    if not (has_camera or has_microphone):
        raise BadInputError("a guest needs a camera or a microphone", "guest link")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _read(path: Path) -> tuple[Entry, ...]:
    """What was kept; a file that cannot be read is set aside, and nobody gets in by it."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Book).entries[:MOST_LINKS]
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        _log.warning("guest links not read", extra={"error": type(error).__name__})
        if path.exists():
            set_aside(path)
        return ()
