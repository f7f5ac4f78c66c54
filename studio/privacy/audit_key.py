"""The key that signs the audit chain's checkpoints: Ed25519 (RFC 8032)."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from studio.core.errors import StudioError
from studio.core.files import write_atomically

AUDIT_KEY_FILE = "audit.key"
_BYTES = 32


class AuditKey:
    """Signs, and tells whether a signature is its own."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)

    @classmethod
    def in_folder(cls, folder: Path) -> "AuditKey":
        """Made at the first start; a damaged one is never replaced by itself: StudioError."""
        path = folder / AUDIT_KEY_FILE
        if not path.exists():
            write_atomically(path, os.urandom(_BYTES), is_secret=True)
        private = path.read_bytes()
        if len(private) != _BYTES:
            raise StudioError("the key of the audit chain is damaged", str(path))
        return cls(private)

    @property
    def public_hex(self) -> str:
        """The public key, for somebody who wants to check elsewhere."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(message)

    def is_own(self, message: bytes, signature: bytes) -> bool:
        """Whether this key signed it."""
        try:
            self._key.public_key().verify(signature, message)
        except InvalidSignature:
            return False
        return True
