"""The SRT library (Haivision, MPL-2.0) by its C interface: connect, send, figures, close."""

import ctypes
import socket
import struct
import sys
import threading
from functools import cache
from typing import Any

from studio.core.errors import BadInputError, UnavailableError

PAYLOAD_BYTES = 1316  # seven packets of MPEG-TS, what live mode sends at once
_NAMES = {
    "linux": ("libsrt-gnutls.so.1.5", "libsrt-openssl.so.1.5", "libsrt.so.1.5", "libsrt.so.1"),
    "darwin": ("libsrt.dylib", "/opt/homebrew/lib/libsrt.dylib", "/usr/local/lib/libsrt.dylib"),
    "win32": ("srt.dll", "libsrt.dll"),
}
# enum SRT_SOCKOPT of srt.h 1.5
_SEND_TIMEOUT, _LATENCY, _PASSPHRASE, _CONNECT_TIMEOUT, _STREAM_ID = 13, 23, 26, 36, 46
_INVALID = -1
_REJECTED, _TIMED_OUT = 1002, 6003  # SRT_ECONNREJ, SRT_ETIMEOUT
_PASSPHRASE_CHARACTERS = range(10, 80)
_starting = threading.Lock()


@cache
def _library() -> Any:
    for name in _NAMES.get(sys.platform, ()):
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.srt_getlasterror_str.restype = ctypes.c_char_p
        library.srt_startup()
        return library
    raise UnavailableError("the library for SRT is missing; install libsrt1.5-gnutls", "SRT")


class SrtSocket:
    """A caller in live mode, from one thread; `close` from any. Calls let other threads run."""

    def __init__(self, *, latency_ms: int, stream_id: str, passphrase: str) -> None:
        if passphrase and len(passphrase.encode()) not in _PASSPHRASE_CHARACTERS:
            raise BadInputError("an SRT passphrase has 10 to 79 characters", "SRT")
        if len(stream_id.encode()) > 512:
            raise BadInputError("an SRT stream id has at most 512 characters", "SRT")
        with _starting:
            self._srt = _library()
        self._number = self._srt.srt_create_socket()
        self._set(_CONNECT_TIMEOUT, struct.pack("i", 4000))
        self._set(_SEND_TIMEOUT, struct.pack("i", 4000))
        self._set(_LATENCY, struct.pack("i", latency_ms))
        if stream_id:
            self._set(_STREAM_ID, stream_id.encode())
        if passphrase:
            self._set(_PASSPHRASE, passphrase.encode())

    def connect(self, host: str, port: int) -> None:
        """Call the server. Raises UnavailableError, or BadInputError when it refuses."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
        except (OSError, UnicodeError) as error:
            raise UnavailableError("no server of that name can be found", host) from error
        family, _kind, _protocol, _name, address = found[0]
        packed = _packed(family, str(address[0]), port)
        if self._srt.srt_connect(self._number, packed, len(packed)) == _INVALID:
            code = self._srt.srt_getlasterror(None)
            if code == _REJECTED:
                sentence = "the server refuses: is the passphrase or the stream id right?"
                raise UnavailableError(sentence, f"srt://{host}:{port}")
            raise UnavailableError("the server does not answer", f"srt://{host}:{port}")

    def send(self, data: bytes) -> None:
        """At most `PAYLOAD_BYTES`. Raises UnavailableError when the connection is over."""
        if self._srt.srt_send(self._number, data, len(data)) == _INVALID:
            code = self._srt.srt_getlasterror(None)
            if code == _TIMED_OUT:
                raise UnavailableError("the server takes nothing any more", "SRT")
            raise UnavailableError("the server is gone", "SRT")

    def close(self) -> None:
        """End it; whoever waits in another call returns. May be called twice."""
        number, self._number = self._number, _INVALID
        if number != _INVALID:
            self._srt.srt_close(number)

    def _set(self, option: int, value: bytes) -> None:
        if self._srt.srt_setsockflag(self._number, option, value, len(value)) == _INVALID:
            said = (self._srt.srt_getlasterror_str() or b"").decode("utf-8", "replace")
            raise BadInputError(f"SRT refuses an option: {said}", f"option {option}")


def _packed(family: int, host: str, port: int) -> bytes:
    """A sockaddr as this system lays it out."""
    head = struct.pack("=H", family)
    if sys.platform == "darwin":
        head = struct.pack("=BB", 28 if family == socket.AF_INET6 else 16, family)
    if family == socket.AF_INET6:
        raw = socket.inet_pton(family, host.partition("%")[0])
        return head + struct.pack("!HI", port, 0) + raw + struct.pack("=I", 0)
    return head + struct.pack("!H", port) + socket.inet_aton(host) + bytes(8)
