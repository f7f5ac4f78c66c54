"""Pictures that came in a message, kept beside the show under the sum of what is in them."""

import base64
import binascii
import hashlib
import threading
from pathlib import Path

from studio.core.errors import BadInputError, UnavailableError
from studio.core.files import write_atomically
from studio.core.messages.requests import MOST_PICTURE_BYTES, KeepPicture

_MOST_AT_ONCE = 4
_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}


class KeptPictures:
    """Parts come in order; at most four pictures are on their way, the oldest is forgotten."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._coming: dict[str, bytearray] = {}

    def take(self, request: KeepPicture) -> Path | None:
        """One part; the file once it is whole, or was kept before. Raises StudioError."""
        known = next(iter(self._folder.glob(f"{request.digest}.*")), None)
        if known is not None:
            return known
        try:
            part = base64.b64decode(request.data, validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadInputError("a part of the picture is not whole", "KeepPicture") from error
        with self._lock:
            data = self._joined(request, part)
        return None if data is None else self._keep(request.digest, data)

    def _joined(self, request: KeepPicture, part: bytes) -> bytes | None:
        if request.offset == 0:
            self._coming.pop(request.digest, None)
            self._coming[request.digest] = bytearray()
            while len(self._coming) > _MOST_AT_ONCE:
                del self._coming[next(iter(self._coming))]
        data = self._coming.get(request.digest)
        most = min(request.total_bytes, MOST_PICTURE_BYTES)
        if data is None or len(data) != request.offset or len(data) + len(part) > most or not part:
            self._coming.pop(request.digest, None)
            raise BadInputError("a part of the picture is not whole", "KeepPicture")
        data += part
        if len(data) < request.total_bytes:
            return None
        return bytes(self._coming.pop(request.digest))

    def _keep(self, digest: str, data: bytes) -> Path:
        suffix = next((end for begin, end in _BEGINNINGS.items() if data.startswith(begin)), "")
        if not suffix or hashlib.sha256(data).hexdigest() != digest:
            raise BadInputError("this is no picture that can be kept", "KeepPicture")
        path = self._folder / f"{digest}{suffix}"
        try:
            write_atomically(path, data)
        except OSError as error:
            raise UnavailableError("the picture could not be kept", str(path)) from error
        return path
