"""An RTMP connection that publishes (RTMP 1.0; Adobe, 2012): handshake, commands, messages.

Our own, because the library's blocks the whole interpreter while a server does not answer.
"""

import contextlib
import os
import socket
import ssl
import struct
import sys
from urllib.parse import urlsplit

from studio.core.errors import BadInputError, UnavailableError
from studio.core.targets import place_of
from studio.engine.outputs.targets import amf0
from studio.engine.outputs.targets import rtmp_chunks as rtmp
from studio.engine.outputs.targets.rtmp_chunks import ChunkReader, Message, chunks_of

_PORTS = {"rtmp": 1935, "rtmps": 443}
_HANDSHAKE_BYTES = 1536
_CHUNK_BYTES = 4096
_SEND_BUFFER_BYTES = 512 * 1024
_CONTROL, _COMMANDS, _MEDIA = 2, 3, 4
_PING_REQUEST, _PING_RESPONSE = 6, 7
_CONNECT, _CREATE_STREAM = 1.0, 4.0


class RtmpClient:
    """One connection, from one thread; `abort` from any. Raises StudioError, without the key.

    UnavailableError: try again later. BadInputError: the server does not want this key or path.
    """

    def __init__(self, url: str, key: str, timeout_s: float = 5.0) -> None:
        parts = urlsplit(url)
        self._place = place_of(url)
        self._is_secure = parts.scheme == "rtmps"
        self._host = parts.hostname or ""
        self._port = parts.port or _PORTS[parts.scheme]
        path = parts.path.strip("/")
        # As everybody does it: the last part of the path is the stream when no key is given.
        app, _, stream = path.rpartition("/") if not key else (path, "", key)
        self._app = app or path
        self._stream = stream if app or key else ""
        self._query = f"?{parts.query}" if parts.query else ""
        self._timeout_s = timeout_s
        self.local_address = ""  # of this computer, once it is connected
        self._socket: socket.socket | None = None
        self._reader = ChunkReader()
        self._waiting: list[Message] = []
        self._received = 0
        self._acknowledged = 0
        self._window_bytes = 2_500_000
        self._stream_id = 0

    def publish(self) -> None:
        """Connect and begin to publish."""
        try:
            self._connect()
            self._shake_hands()
            self._set_up()
        except OSError as error:
            raise self._lost(error) from error

    def send(self, kind: int, data: bytes, time_ms: int) -> None:
        """Send sound, picture or metadata, and hear what the server says meanwhile."""
        try:
            self._hear()
            message = Message(kind, data, self._stream_id, time_ms)
            self._send_all(chunks_of(message, _MEDIA, _CHUNK_BYTES))
        except OSError as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Say goodbye, if the server still listens; never raises."""
        connection, self._socket = self._socket, None
        if connection is None:
            return
        with contextlib.suppress(OSError):
            connection.settimeout(0.5)
            for command in (
                amf0.encode("FCUnpublish", 6.0, None, self._stream),
                amf0.encode("deleteStream", 7.0, None, float(self._stream_id)),
            ):
                connection.sendall(
                    chunks_of(Message(rtmp.COMMAND, command), _COMMANDS, _CHUNK_BYTES)
                )
            connection.shutdown(socket.SHUT_WR)
        connection.close()

    def abort(self) -> None:
        """Make whatever waits on the connection return."""
        connection = self._socket
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> None:
        plain = socket.create_connection((self._host, self._port), self._timeout_s)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER_BYTES)
        if sys.platform == "linux":  # a network that is gone is noticed in as long
            wait_ms = int(self._timeout_s * 1000)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, wait_ms)
        self.local_address = str(plain.getsockname()[0])
        self._socket = plain
        if self._is_secure:
            context = ssl.create_default_context()
            self._socket = context.wrap_socket(plain, server_hostname=self._host)

    def _shake_hands(self) -> None:
        """RTMP 1.0 §5.2, the simple form that every server takes."""
        ours = struct.pack(">II", 0, 0) + os.urandom(_HANDSHAKE_BYTES - 8)
        self._send_all(b"\x03" + ours)
        answer = self._exactly(1 + _HANDSHAKE_BYTES)
        if answer[0] != 3:
            raise UnavailableError("this server does not speak RTMP", self._place)
        self._send_all(answer[1:])
        self._exactly(_HANDSHAKE_BYTES)

    def _set_up(self) -> None:
        size = struct.pack(">I", _CHUNK_BYTES)
        self._send_all(chunks_of(Message(rtmp.SET_CHUNK_SIZE, size), _CONTROL, 128))
        address = f"{self._place}/{self._app}{self._query}"
        self._command(
            *("connect", _CONNECT),
            {
                "app": self._app + self._query,
                "type": "nonprivate",
                "flashVer": "FMLE/3.0 (compatible; Hawker)",
                "tcUrl": address,
            },
        )
        self._result_of(_CONNECT)
        self._command("releaseStream", 2.0, None, self._stream)
        self._command("FCPublish", 3.0, None, self._stream)
        self._command("createStream", _CREATE_STREAM, None)
        answer = self._result_of(_CREATE_STREAM)
        number = answer[3] if len(answer) > 3 else None
        self._stream_id = int(number) if isinstance(number, float) and 0 <= number < 2**32 else 1
        self._command("publish", 5.0, None, self._stream, "live")
        self._await_start()

    def _command(self, *values: amf0.Amf) -> None:
        is_publish = values[0] == "publish"
        message = Message(rtmp.COMMAND, amf0.encode(*values), self._stream_id if is_publish else 0)
        self._send_all(chunks_of(message, _COMMANDS, _CHUNK_BYTES))

    def _result_of(self, transaction: float) -> list[amf0.Amf]:
        while True:
            answer = self._next_command()
            if answer[1:2] != [transaction]:
                continue
            if answer[0] == "_error":
                raise BadInputError(f"the server refuses: {_words_of(answer)}", self._place)
            if answer[0] == "_result":
                return answer

    def _await_start(self) -> None:
        while True:
            answer = self._next_command()
            if answer[0] not in ("onStatus", "_error"):
                continue
            if _field(answer, "code") == "NetStream.Publish.Start":
                return
            if answer[0] == "_error" or _field(answer, "level") == "error":
                raise BadInputError(f"the server refuses: {_words_of(answer)}", self._place)

    def _next_command(self) -> list[amf0.Amf]:
        while True:
            while self._waiting:
                message = self._waiting.pop(0)
                if message.kind == rtmp.COMMAND:
                    answer = amf0.decode(message.data)
                    if answer and isinstance(answer[0], str):
                        return answer
            self._take_in(self._received_now())

    def _hear(self) -> None:
        """Answer pings and notice a refusal, without waiting."""
        connection = self._open_socket()
        connection.settimeout(0.0)
        try:
            while True:
                self._take_in(self._received_now())
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            connection.settimeout(self._timeout_s)
        for message in self._waiting:
            if message.kind == rtmp.COMMAND:
                answer = amf0.decode(message.data)
                if answer[:1] == ["onStatus"] and _field(answer, "level") == "error":
                    raise UnavailableError(f"the server ended it: {_words_of(answer)}", self._place)
        self._waiting.clear()

    def _take_in(self, data: bytes) -> None:
        self._received += len(data)
        for message in self._reader.feed(data):
            if message.kind == rtmp.USER_CONTROL:
                self._answer_ping(message.data)
            elif message.kind == rtmp.WINDOW_SIZE and len(message.data) >= 4:
                self._window_bytes = max(1000, int.from_bytes(message.data[:4], "big"))
            elif len(self._waiting) < 100:
                self._waiting.append(message)
        if self._received - self._acknowledged > self._window_bytes // 2:
            self._acknowledged = self._received
            count = struct.pack(">I", self._received & 0xFFFFFFFF)
            self._send_all(chunks_of(Message(rtmp.ACKNOWLEDGEMENT, count), _CONTROL, _CHUNK_BYTES))

    def _answer_ping(self, data: bytes) -> None:
        if len(data) >= 6 and int.from_bytes(data[:2], "big") == _PING_REQUEST:
            answer = struct.pack(">H", _PING_RESPONSE) + data[2:6]
            self._send_all(chunks_of(Message(rtmp.USER_CONTROL, answer), _CONTROL, _CHUNK_BYTES))

    def _exactly(self, count: int) -> bytes:
        found = bytearray()
        while len(found) < count:
            found += self._received_now(count - len(found))
        return bytes(found)

    def _received_now(self, most: int = 65_536) -> bytes:
        data = self._open_socket().recv(most)
        if not data:
            raise UnavailableError("the server closed the connection", self._place)
        return data

    def _send_all(self, data: bytes) -> None:
        self._open_socket().sendall(data)

    def _open_socket(self) -> socket.socket:
        if self._socket is None:
            raise UnavailableError("the connection is closed", self._place)
        return self._socket

    def _lost(self, error: OSError) -> UnavailableError:
        if isinstance(error, ssl.SSLCertVerificationError):
            words = "the server's certificate cannot be trusted"
        elif isinstance(error, TimeoutError):
            words = "the server does not answer"
        elif isinstance(error, socket.gaierror):
            words = "no server of that name can be found"
        else:
            words = f"the connection was lost: {(error.strerror or type(error).__name__).lower()}"
        return UnavailableError(words, self._place)


def _field(answer: list[amf0.Amf], name: str) -> amf0.Amf:
    info = answer[3] if len(answer) > 3 else None
    return info.get(name) if isinstance(info, dict) else None


def _words_of(answer: list[amf0.Amf]) -> str:
    said = _field(answer, "description") or _field(answer, "code") or "no reason is given"
    return str(said)[:200]
