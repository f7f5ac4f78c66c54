"""Secrets at rest: encrypted in one file, with the key in another that only its owner reads.

It keeps stream keys out of settings, logs, backups of single files and what people send for
help. Who can read the whole data folder as its owner can read the secrets too.
"""

import json
import logging
import threading
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from studio.core.errors import UnavailableError
from studio.core.files import write_atomically

_log = logging.getLogger("studio.core.secret_file")
_STEM = "secrets"
HUB_SECRETS = "hub_secrets"  # the stem of the hub's own


class SecretFile:
    """Secrets by name; every method is safe from any thread, but each process needs its ``stem``.

    Of the file and of its key, in ``folder``.
    """

    def __init__(self, folder: Path, stem: str = _STEM) -> None:
        self._secrets = folder / f"{stem}.json"
        self._key_path = folder / f"{stem}.key"
        self._lock = threading.Lock()

    def get(self, name: str) -> str:
        """The secret; empty when there is none or it cannot be read any more."""
        token = self._tokens().get(name)
        if not token:
            return ""
        try:
            key = self._key_path.read_bytes()
            return Fernet(key).decrypt(token.encode()).decode()
        except (OSError, InvalidToken, ValueError):
            _log.warning("secret cannot be read any more", extra={"secret_name": name})
            return ""

    def has(self, name: str) -> bool:
        """Whether one is kept under that name."""
        return bool(self._tokens().get(name))

    def set(self, name: str, secret: str) -> None:
        """Keep it; an empty one is forgotten. Raises UnavailableError when the disk refuses."""
        with self._lock:
            tokens = self._tokens()
            tokens.pop(name, None)
            try:
                if secret:
                    tokens[name] = Fernet(self._key()).encrypt(secret.encode()).decode()
                data = json.dumps(tokens, indent=1).encode()
                write_atomically(self._secrets, data, is_secret=True)
            except (OSError, ValueError) as error:
                sentence = f"the key could not be kept: {type(error).__name__}"
                raise UnavailableError(sentence, str(self._secrets)) from error

    def _tokens(self) -> dict[str, str]:
        try:
            found = json.loads(self._secrets.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {key: value for key, value in found.items() if isinstance(value, str)}

    def _key(self) -> bytes:
        path = self._key_path
        if not path.exists():
            write_atomically(path, Fernet.generate_key(), is_secret=True)
        return path.read_bytes()
