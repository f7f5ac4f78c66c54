"""Who writes on the viewer page: a name in a signed cookie, and nothing else is kept of them."""

import base64
import binascii
import hashlib
import hmac
from typing import Annotated

import msgspec

from studio.core.ids import new_secret

COOKIE = "hawker_chat"
LIFETIME_S = 30 * 86_400
_MOST_COOKIE = 600
_MAC_BYTES = 32


class ChatSession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody on the page. ``issued_s``: seconds since the epoch.

    ``name`` is empty for somebody who votes or takes part, and has not written yet.
    """

    user_id: Annotated[str, msgspec.Meta(min_length=16, max_length=64)]
    name: Annotated[str, msgspec.Meta(max_length=64)]
    issued_s: int
    since_s: int = 0

    @property
    def here_since_s(self) -> int:
        """When they were first here, whatever they were called then."""
        return self.since_s or self.issued_s


class ChatSessions:
    """Signs and reads cookies (HMAC-SHA-256, RFC 2104); ``key`` is the hub's own secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def make(
        self, name: str, now_s: int, before: ChatSession | None = None
    ) -> tuple[ChatSession, str]:
        """A newcomer, or somebody who takes another name, and their cookie."""
        user_id = before.user_id if before is not None else new_secret()[:32]
        session = ChatSession(user_id, name, now_s, before.here_since_s if before else now_s)
        data = msgspec.json.encode(session)
        return session, base64.urlsafe_b64encode(self._mac(data) + data).decode()

    def read(self, cookie: str, now_s: int) -> ChatSession | None:
        """Who it is; None for a cookie that is old, changed or not ours."""
        if not cookie or len(cookie) > _MOST_COOKIE:
            return None
        try:
            signed = base64.b64decode(cookie.encode("ascii"), b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError, ValueError):
            return None
        mac, data = signed[:_MAC_BYTES], signed[_MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(data)):
            return None
        try:
            session = msgspec.json.decode(data, type=ChatSession)
        except msgspec.DecodeError:
            return None
        is_fresh = now_s - LIFETIME_S < session.issued_s <= now_s + 60
        return session if is_fresh else None

    def _mac(self, data: bytes) -> bytes:
        return hmac.digest(self._key, data, hashlib.sha256)
