"""The password without sending it: salt, challenge, and the proof (obs-websocket 5)."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field


def new_password() -> str:
    """128 bits of chance; who overhears a proof cannot guess it, however long they compute."""
    return secrets.token_urlsafe(16)


def _chance() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def proof(password: str, salt: str, challenge: str) -> str:
    """What a client sends that knows the password."""
    return _hash(_hash(password + salt) + challenge)


@dataclass(frozen=True, slots=True)
class Question:
    """Asked of one connection and never again."""

    salt: str = field(default_factory=_chance)
    challenge: str = field(default_factory=_chance)

    def is_answered_by(self, password: str, given: object) -> bool:
        """Whether ``given`` proves the password; takes as long for a wrong one."""
        if not password or not isinstance(given, str):
            return False
        return hmac.compare_digest(proof(password, self.salt, self.challenge), given)
