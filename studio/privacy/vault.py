"""One key a person, wrapped by the studio's own: taking it away erases what it sealed.

AES-256-GCM (NIST SP 800-38D) with a fresh nonce each time; the person's pseudonym is bound in as
additional data, so that what was sealed for one never opens as another's.
"""

import hashlib
import hmac
import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from studio.core.errors import StudioError
from studio.core.files import write_atomically
from studio.store import person_keys
from studio.store.sealing import Connection

MASTER_KEY_FILE = "vault.key"
_KEY_BYTES = 32
_NONCE_BYTES = 12
_NAME_BYTES = 8
_CACHED_KEYS = 5000
_MS_PER_DAY = 86_400_000
# Letters only: PostgreSQL's parser would take some mixtures of digits and letters for numbers.
K = TypeVar("K")
V = TypeVar("V")
_LETTERS = bytes.maketrans(b"0123456789abcdef", b"abcdefghijklmnop")


def master_key(folder: Path) -> bytes:
    """The studio's key; made at the first start, in a file that only its owner reads.

    Raises StudioError for a file that is no key: making another would lose all that is sealed.
    """
    path = folder / MASTER_KEY_FILE
    if not path.exists():
        write_atomically(path, os.urandom(_KEY_BYTES), is_secret=True)
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise StudioError(
            "the key of the stored chat is damaged; put it back from a copy", str(path)
        )
    return key


class Vault:
    """Seals and unseals; safe from any thread.

    A person's key expires ``retention_days`` after something of theirs was last sealed.
    """

    def __init__(self, master: bytes, retention_days: int = 90) -> None:
        self._wrap = AESGCM(_derived(master, b"wrap"))
        self._blind_key = _derived(master, b"blind")
        self._actor_key = _derived(master, b"actor")
        self._retention_ms = retention_days * _MS_PER_DAY
        self._lock = threading.Lock()
        # By the wrapped bytes: somebody who was erased and came back has another key.
        self._ciphers: OrderedDict[bytes, AESGCM] = OrderedDict()
        self._expiries: OrderedDict[str, int] = OrderedDict()

    def pseudonym(self, platform: str, user_id: str) -> str:
        """The key under which somebody is known here: the same each time, and tells no name."""
        said = f"{platform}\n{user_id}".encode()
        return "p-" + _letters(hmac.digest(self._actor_key, said, hashlib.sha256), 26)

    def blind(self, token: str) -> str:
        """The token for the search index; 48 bits."""
        return _letters(hmac.digest(self._blind_key, token.encode(), hashlib.sha256), 12)

    def seal(self, connection: Connection, person: str, data: bytes, now_wall_ms: int) -> bytes:
        """The data under the person's key."""
        wrapped = self._key_to_seal(connection, person, now_wall_ms)
        nonce = os.urandom(_NONCE_BYTES)
        cipher = self._unwrapped(person, wrapped)
        return _name_of(wrapped) + nonce + cipher.encrypt(nonce, data, person.encode())

    def unseal(self, connection: Connection, person: str, sealed: bytes) -> bytes:
        """The data; empty when the person was erased. Raises StudioError for damaged bytes."""
        wrapped = person_keys.key_of(connection, person)
        if wrapped is None or not sealed.startswith(_name_of(wrapped)):
            return b""  # they were erased, and came back perhaps with another key
        return _opened(self._unwrapped(person, wrapped), sealed[_NAME_BYTES:], person)

    def _key_to_seal(self, connection: Connection, person: str, now_wall_ms: int) -> bytes:
        """The person's key, wrapped; made when there is none."""
        expires = now_wall_ms + self._retention_ms
        wrapped = person_keys.key_of(connection, person)
        if wrapped is None:
            nonce = os.urandom(_NONCE_BYTES)
            key = os.urandom(_KEY_BYTES)
            wrapped = nonce + self._wrap.encrypt(nonce, key, person.encode())
            person_keys.keep_key(connection, person, wrapped, expires)
        elif self._is_expiry_old(person, expires):
            person_keys.extend_key(connection, person, expires)
        return wrapped

    def _is_expiry_old(self, person: str, expires: int) -> bool:
        """Once a day is often enough to write down that somebody was here again."""
        with self._lock:
            if expires - self._expiries.get(person, 0) < _MS_PER_DAY:
                return False
            _remember(self._expiries, person, expires)
            return True

    def _unwrapped(self, person: str, wrapped: bytes) -> AESGCM:
        with self._lock:
            known = self._ciphers.get(wrapped)
        if known is not None:
            return known
        cipher = AESGCM(_opened(self._wrap, wrapped, person))
        with self._lock:
            _remember(self._ciphers, wrapped, cipher)
        return cipher


def _remember(cache: OrderedDict[K, V], key: K, value: V) -> None:
    cache[key] = value
    cache.move_to_end(key)
    while len(cache) > _CACHED_KEYS:
        cache.popitem(last=False)


def _derived(master: bytes, purpose: bytes) -> bytes:
    return hmac.digest(master, b"hawker " + purpose, hashlib.sha256)


def _name_of(wrapped: bytes) -> bytes:
    """By which sealed bytes say which key they need."""
    return hashlib.sha256(wrapped).digest()[:_NAME_BYTES]


def _letters(digest: bytes, count: int) -> str:
    return digest.hex().encode().translate(_LETTERS).decode()[:count]


def _opened(cipher: AESGCM, sealed: bytes, person: str) -> bytes:
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], person.encode())
    except (InvalidTag, ValueError) as error:
        raise StudioError(
            "what was stored cannot be opened with this studio's key", person
        ) from error
