"""What the store needs to keep personal data: sealed per person, and found without being read."""

from typing import Protocol

from sqlalchemy import Connection

__all__ = ["Connection", "Sealer"]


class Sealer(Protocol):
    """Seals with one key a person. Taking the key away erases, wherever the bytes are kept."""

    def seal(self, connection: Connection, person: str, data: bytes, now_wall_ms: int) -> bytes:
        """The data so that only `unseal` reads it; a key is made in the same transaction."""
        ...

    def unseal(self, connection: Connection, person: str, sealed: bytes) -> bytes:
        """The data; empty when the person was erased. Raises StudioError for damaged bytes."""
        ...

    def blind(self, token: str) -> str:
        """The token under the studio's key: equal for equal tokens, and says nothing else."""
        ...
