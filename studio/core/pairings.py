"""What a helper's machine knows: where a studio is, and the studio that it was paired with."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from studio.core.errors import BadInputError, UnavailableError
from studio.core.files import set_aside, write_atomically
from studio.core.running import HubAddress
from studio.core.secret_file import SecretFile
from studio.core.team import Role, Who

SCHEME = "hawker"
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
CODE_LENGTH = 8
PAIR_PORT = 8482
_FILE = "pairing.json"
_SECRETS = "pairing_secret"
_TOKEN = "device"  # noqa: S105 - the name it is kept by
_FINGERPRINT = re.compile(r"^[0-9a-f]{64}\Z")
_SHAPE = "this is no invitation; it looks like K7QM-2XRD@192.168.1.5:8482"


def plain_code(text: str) -> str:
    """A code as it is compared: capitals without strokes and spaces; empty when it is none."""
    code = re.sub(r"[\s-]", "", text).upper()
    is_one = len(code) == CODE_LENGTH and set(code) <= set(CODE_SIGNS)
    return code if is_one else ""


def shown_code(code: str) -> str:
    """A code as it is read out: two halves with a stroke between them."""
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"


def plain_fingerprint(text: str) -> str:
    """SHA-256 as 64 small digits, with or without colons; empty when it is none."""
    digits = text.replace(":", "").strip().lower()
    return digits if _FINGERPRINT.match(digits) else ""


class PairingAddress(NamedTuple):
    """An invitation as it is told: the code, where to go, and whom to expect there if known."""

    code: str
    host: str
    port: int
    fingerprint: str = ""

    @property
    def link(self) -> str:
        """All of it in one line."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        behind = f"#{self.fingerprint}" if self.fingerprint else ""
        return f"{SCHEME}://{shown_code(self.code)}@{host}:{self.port}{behind}"

    @classmethod
    def parse(cls, text: str) -> "PairingAddress":
        """From a link or from ``CODE@HOST:PORT``. Raises BadInputError with the shape it has."""
        text = text.strip()
        link = text if text.lower().startswith(f"{SCHEME}://") else f"{SCHEME}://{text}"
        try:
            parts = urlsplit(link)
            host, port = parts.hostname or "", parts.port or PAIR_PORT
        except ValueError as error:
            raise BadInputError(_SHAPE, "invitation") from error
        code = plain_code(parts.username or "")
        fingerprint = plain_fingerprint(parts.fragment)
        is_more = parts.password or parts.path.strip("/") or parts.query
        if not (code and host) or is_more or bool(parts.fragment) != bool(fingerprint):
            raise BadInputError(_SHAPE, "invitation")
        return cls(code, host, port, fingerprint)


class Pairing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The studio that this machine was paired with; its token is kept apart."""

    host: str
    port: int
    fingerprint: str
    device_id: str
    name: str
    role: Role

    @property
    def who(self) -> Who:
        """Whom the studio takes this machine for."""
        return Who(self.device_id, self.name, self.role)

    @property
    def url(self) -> str:
        """The control socket's address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"wss://{host}:{self.port}/control"


class PairingShelf:
    """The one pairing that a helper's data folder keeps."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE
        self._secrets = SecretFile(folder, _SECRETS)

    def read(self) -> Pairing | None:
        """The pairing; a file that cannot be read is set aside, and there is none."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Pairing)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            if self._path.is_file():
                set_aside(self._path)
            return None

    def keep(self, pairing: Pairing, token: str) -> None:
        """Replace what was there. Raises UnavailableError when the disk refuses."""
        self._secrets.set(_TOKEN, token)
        data = msgspec.json.format(msgspec.json.encode(pairing), indent=1)
        try:
            write_atomically(self._path, data, is_secret=True)
        except OSError as error:
            raise UnavailableError(
                f"the pairing could not be kept: {error.strerror}", str(self._path)
            ) from error

    def forget(self) -> None:
        """Be paired with nobody."""
        self._path.unlink(missing_ok=True)
        self._secrets.set(_TOKEN, "")

    def address(self) -> HubAddress | None:
        """Where the studio's control socket is and what opens it; None without a pairing."""
        pairing, token = self.read(), self._secrets.get(_TOKEN)
        if pairing is None or not token:
            return None
        return HubAddress(pairing.url, token, pairing.fingerprint)
