import socket
import threading

import pytest

from studio.core.errors import UnavailableError
from studio.engine.outputs.targets.libsrt import SrtSocket
from tests.support.servers import free_port


def opened() -> SrtSocket:
    return SrtSocket(latency_ms=120, stream_id="", passphrase="")


def test_a_name_that_nobody_has() -> None:
    connection = opened()
    with pytest.raises(UnavailableError, match="can be found"):
        connection.connect("no-such-host.invalid", 9000)
    connection.close()


def test_nobody_answers_and_other_threads_go_on_meanwhile() -> None:
    connection, counted = opened(), [0]
    is_over = threading.Event()

    def count() -> None:
        while not is_over.wait(0.01):
            counted[0] += 1

    other = threading.Thread(target=count, name="counts")
    other.start()
    with pytest.raises(UnavailableError, match="does not answer"):
        connection.connect("127.0.0.1", free_port(socket.SOCK_DGRAM))
    is_over.set()
    other.join()
    connection.close()
    assert counted[0] > 20


def test_a_closed_one_sends_nothing() -> None:
    connection = opened()
    connection.close()
    connection.close()
    with pytest.raises(UnavailableError, match="is gone"):
        connection.send(b"x" * 188)
