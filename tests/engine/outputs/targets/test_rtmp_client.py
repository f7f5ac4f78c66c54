"""The RTMP connection against nginx, and against servers that misbehave."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.engine.outputs.targets import amf0
from studio.engine.outputs.targets.rtmp_chunks import COMMAND, USER_CONTROL, Message, chunks_of
from studio.engine.outputs.targets.rtmp_client import RtmpClient
from tests.support.servers import NginxRtmp, free_port
from tests.support.waiting import wait_until

_WAIT_S = 0.4


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NginxRtmp]:
    with NginxRtmp(tmp_path_factory.mktemp("nginx")) as nginx:
        yield nginx


@contextmanager
def playing(part: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that plays a part for its one client; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(10)
                try:
                    part(connection)
                except OSError:
                    return

        server = threading.Thread(target=serve, name="played-server")
        server.start()
        try:
            yield f"rtmp://127.0.0.1:{listening.getsockname()[1]}/live"
        finally:
            with socket.socket() as knock:
                knock.connect_ex(listening.getsockname())
            server.join(20)


def listen_only(connection: socket.socket) -> None:
    """Say nothing."""
    connection.recv(10_000)


def hands(connection: socket.socket) -> None:
    """The server's half of the handshake."""
    _exactly(connection, 1537)
    connection.sendall(b"\x03" + bytes(1536) + bytes(1536))
    _exactly(connection, 1536)


def _exactly(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise ConnectionError
        data += part
    return data


def say(connection: socket.socket, *values: amf0.Amf) -> None:
    connection.sendall(chunks_of(Message(COMMAND, amf0.encode(*values)), 3, 128))


def accept(connection: socket.socket) -> None:
    """Agree to everything."""
    hands(connection)
    say(connection, "_result", 1.0, None, {"code": "NetConnection.Connect.Success"})
    say(connection, "_result", 4.0, None, 1.0)
    say(connection, "onStatus", 0.0, None, {"code": "NetStream.Publish.Start", "level": "status"})


def refusal(url: str, key: str = "secret-key") -> StudioError:
    client = RtmpClient(url, key, timeout_s=_WAIT_S)
    with pytest.raises(StudioError) as caught:
        client.publish()
    client.close()
    assert "secret-key" not in str(caught.value)
    return caught.value


def test_nginx_lets_it_publish(nginx: NginxRtmp) -> None:
    client = RtmpClient(nginx.url, "shop")
    client.publish()
    client.send(9, b"\x17\x00\0\0\0", 0)
    client.close()
    client.close()
    wait_until(lambda: any(path.name.startswith("shop") for path in nginx.recordings()))


def test_without_a_key_the_address_ends_in_the_stream(nginx: NginxRtmp) -> None:
    client = RtmpClient(f"{nginx.url}/inside", "")
    client.publish()
    client.send(9, b"\x17\x00\0\0\0", 0)
    client.close()
    wait_until(lambda: any(path.name.startswith("inside") for path in nginx.recordings()))


def test_a_key_that_is_refused_is_said(nginx: NginxRtmp) -> None:
    assert "server" in refusal(nginx.url, "refused").what


def test_nobody_there() -> None:
    error = refusal(f"rtmp://127.0.0.1:{free_port()}/live")
    assert error.what == "the connection was lost: connection refused"
    assert isinstance(error, UnavailableError)


def test_no_such_name() -> None:
    assert "can be found" in refusal("rtmp://no-such-host.invalid/live").what


def test_a_server_that_says_nothing() -> None:
    with playing(listen_only) as url:
        error = refusal(url)
    assert isinstance(error, UnavailableError)


def test_a_server_of_another_kind() -> None:
    with playing(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad\r\n" * 100)) as url:
        assert refusal(url).what == "this server does not speak RTMP"


def test_a_server_that_closes_at_once() -> None:
    with playing(lambda _connection: None) as url:
        assert isinstance(refusal(url), UnavailableError)


@pytest.mark.parametrize(
    "answer",
    [
        ("_error", 1.0, None, {"level": "error", "description": "[ AccessManager.Reject ]"}),
        ("_error", 1.0, None, {"code": "NetConnection.Connect.Rejected"}),
    ],
)
def test_a_refused_connection_is_no_use_to_try_again(answer: tuple[amf0.Amf, ...]) -> None:
    def part(connection: socket.socket) -> None:
        hands(connection)
        say(connection, *answer)
        connection.recv(10_000)

    with playing(part) as url:
        error = refusal(url)
    assert isinstance(error, BadInputError)
    assert error.what.startswith("the server refuses: ")


def test_a_refused_stream_is_said_in_the_servers_words() -> None:
    def part(connection: socket.socket) -> None:
        hands(connection)
        say(connection, "_result", 1.0, None, {})
        say(connection, "onBWDone", 0.0, None)
        say(connection, "_result", 4.0, None, 1.0)
        bad: dict[str, amf0.Amf] = {
            "level": "error",
            "code": "NetStream.Publish.BadName",
            "description": "in use",
        }
        say(connection, "onStatus", 0.0, None, bad)
        while connection.recv(10_000):
            pass

    with playing(part) as url:
        error = refusal(url)
    assert isinstance(error, BadInputError)
    assert error.what == "the server refuses: in use"


def test_pings_are_answered_and_an_end_is_heard() -> None:
    answered = threading.Event()

    def part(connection: socket.socket) -> None:
        accept(connection)
        ping = Message(USER_CONTROL, struct.pack(">HI", 6, 0xABCDEF01))
        connection.sendall(chunks_of(ping, 2, 128))
        data = b""
        while struct.pack(">HI", 7, 0xABCDEF01) not in data:
            data += connection.recv(10_000)
        answered.set()
        end: dict[str, amf0.Amf] = {"level": "error", "description": "moved"}
        say(connection, "onStatus", 0.0, None, end)
        while connection.recv(10_000):
            pass

    with playing(part) as url:
        client = RtmpClient(url, "k", timeout_s=5)
        client.publish()
        try:
            with pytest.raises(UnavailableError, match="the server ended it: moved"):
                _send_on(client, b"x", 0.01)
        finally:
            client.close()
        assert answered.is_set()


def test_a_server_that_takes_nothing_any_more_is_left() -> None:
    is_over = threading.Event()

    def part(connection: socket.socket) -> None:
        accept(connection)
        is_over.wait(20)

    with playing(part) as url:
        client = RtmpClient(url, "k", timeout_s=_WAIT_S)
        client.publish()
        with pytest.raises(UnavailableError):
            _send_on(client)
        client.close()
        is_over.set()


def test_who_waits_is_let_go_by_another_thread() -> None:
    is_over = threading.Event()

    def part(connection: socket.socket) -> None:
        accept(connection)
        is_over.wait(20)

    with playing(part) as url:
        client = RtmpClient(url, "k", timeout_s=30)
        client.publish()
        threading.Timer(0.1, client.abort).start()
        with pytest.raises(UnavailableError):
            _send_on(client)
        client.close()
        is_over.set()


def _send_on(client: RtmpClient, data: bytes = bytes(60_000), pause_s: float = 0.0) -> None:
    """Send until the connection refuses, for at most ten seconds of small packets."""
    for number in range(1000 if pause_s else 100_000):
        client.send(9, data, number)
        time.sleep(pause_s)


def test_a_secure_server_without_a_trusted_certificate(tmp_path: Path) -> None:
    with playing(listen_only) as url:
        error = refusal(url.replace("rtmp://", "rtmps://"))
    assert isinstance(error, UnavailableError)
