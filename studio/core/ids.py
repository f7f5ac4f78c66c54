"""Short identifiers for things that people make, and long ones for secrets."""

import os
import re
import secrets

_ALPHABET = b"abcdefghijkmnpqrstuvwxyz23456789"  # 32 signs: a byte chooses without a remainder
_SIGN_OF = _ALPHABET * 8
_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,63}\Z")


def new_id(prefix: str) -> str:
    """A readable identifier such as ``layer-k3m9x2qa``; 40 bits of chance."""
    return f"{prefix}-{os.urandom(8).translate(_SIGN_OF).decode()}"


def new_secret() -> str:
    """256 bits from the system's generator, safe in a header and a file name."""
    return secrets.token_urlsafe(32)


def is_id(text: str) -> bool:
    """Whether the text may stand as an identifier in a file or a message."""
    return bool(_ID.match(text))
