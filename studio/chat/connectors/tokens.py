"""Where a login's tokens are kept between two starts; encrypted, and never in a log."""

from typing import Protocol

import msgspec

from studio.core.logins import Tokens
from studio.core.secret_file import SecretFile


class TokenKeeper(Protocol):
    """Keeps the tokens of one login."""

    def load(self) -> Tokens | None:
        """What was kept last; None when there is nothing."""
        ...

    def keep(self, tokens: Tokens | None) -> None:
        """Keep these instead; None forgets. UnavailableError when the disk refuses."""
        ...


class SecretTokens:
    """In the studio's file of secrets, under ``name``."""

    def __init__(self, secrets: SecretFile, name: str) -> None:
        self._secrets = secrets
        self._name = name

    def load(self) -> Tokens | None:
        """What was kept last; None when there is nothing that can be read."""
        text = self._secrets.get(self._name)
        if not text:
            return None
        try:
            return msgspec.json.decode(text, type=Tokens)
        except msgspec.DecodeError:
            return None

    def keep(self, tokens: Tokens | None) -> None:
        """Keep these instead; None forgets."""
        self._secrets.set(self._name, msgspec.json.encode(tokens).decode() if tokens else "")
