"""How a device and the hub prove to each other that they know the code and see one certificate.

The code itself never goes over the network. Both stretch it together with the SHA-256 of the
certificate that they see and with chance from the device, and prove that they hold the result.
Whoever stands between them with a certificate of their own has proofs that fit neither side.
"""

import hashlib
import hmac
import secrets
from typing import Annotated

import msgspec

from studio.core.devices import MOST_NAME
from studio.core.pairings import CODE_LENGTH, CODE_SIGNS
from studio.core.team import Role

_CONTEXT = b"hawker pairing 1"
# scrypt with 32 MiB for each try: who overhears a proof has 8.5e11 codes to try and ten minutes.
_COST, _BLOCK, _MEMORY_BYTES = 2**15, 8, 64 * 1024 * 1024
_NONCE_BYTES = 32

Digits = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class PairAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    """What a device sends. ``nonce``: 256 bits of chance, so that no table helps anybody."""

    nonce: Digits
    proof: Digits
    device_name: Annotated[str, msgspec.Meta(max_length=MOST_NAME)] = ""


class PairGranted(msgspec.Struct, frozen=True, rename="camel"):
    """What the hub answers. ``token``: 256 bits, told this once."""

    device_id: str
    token: str
    name: str
    role: Role
    proof: Digits


def new_code() -> str:
    """Eight signs of chance, 39.6 bits."""
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))


def new_nonce() -> str:
    """256 bits of chance."""
    return secrets.token_hex(_NONCE_BYTES)


def shared_key(code: str, fingerprint: str, nonce: str) -> bytes:
    """What both know; about a tenth of a second of work and 32 MiB, so never on an event loop."""
    salt = _CONTEXT + bytes.fromhex(fingerprint) + bytes.fromhex(nonce)
    return hashlib.scrypt(
        code.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY_BYTES, dklen=32
    )


def device_proof(key: bytes, device_name: str) -> str:
    """That the device knows the code, sees that certificate, and is called so."""
    return _mac(key, "device", device_name)


def hub_proof(key: bytes, device_id: str, token: str, name: str, role: Role) -> str:
    """That the hub knows the code, has that certificate, and grants exactly this."""
    return _mac(key, "hub", device_id, token, name, role.value)


def is_same(proof: str, other: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(proof, other)


def _mac(key: bytes, *parts: str) -> str:
    """HMAC-SHA256 over the parts, each with its length, so that none can pass for two."""
    return hmac.new(key, msgspec.json.encode(parts), hashlib.sha256).hexdigest()
