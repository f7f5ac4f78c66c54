"""What every sender promises, whatever it speaks."""

import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from studio.core.errors import UnavailableError
from studio.engine.media import PacketKind
from studio.engine.outputs.targets.rtmp import RtmpSender
from studio.engine.outputs.targets.sender import Sender
from studio.engine.outputs.targets.srt import SrtSender
from studio.engine.outputs.targets.whip import WhipMemory, WhipSender
from tests.support.encoded import video

MAKES: dict[str, Callable[[int], Sender]] = {
    "rtmp": lambda port: RtmpSender(f"rtmp://127.0.0.1:{port}/live", "top-secret-key", 0.5),
    "srt": lambda port: SrtSender(f"srt://127.0.0.1:{port}", "top-secret-key"),
    "whip": lambda port: WhipSender(
        f"http://127.0.0.1:{port}/whip", "top-secret-key", WhipMemory(), int, lambda: None
    ),
}


@pytest.fixture(params=sorted(MAKES))
def sender(request: pytest.FixtureRequest) -> Iterator[Sender]:
    """To a server that listens and never says a word."""
    kind = socket.SOCK_DGRAM if request.param == "srt" else socket.SOCK_STREAM
    with socket.socket(socket.AF_INET, kind) as silent:
        silent.bind(("127.0.0.1", 0))
        if kind is socket.SOCK_STREAM:
            silent.listen()
        yield MAKES[request.param](silent.getsockname()[1])


def test_it_takes_pictures_and_sound_that_are_made_anyway(sender: Sender) -> None:
    assert PacketKind.VIDEO in sender.kinds
    assert len(sender.kinds) == 2
    assert (sender.sent_bytes, sender.round_trip_ms, sender.loss) == (0, 0.0, 0.0)
    sender.close()


def test_closing_needs_no_opening_and_may_be_done_again(sender: Sender) -> None:
    sender.close()
    sender.abort()
    sender.close()


def test_a_silent_server_is_said_without_the_secret_and_others_go_on(sender: Sender) -> None:
    counted, is_over = [0], threading.Event()

    def count() -> None:
        while not is_over.wait(0.001):
            counted[0] += 1

    other = threading.Thread(target=count, name="counts")
    other.start()
    with pytest.raises(UnavailableError) as caught:
        sender.open(video(1.0)[0], None, None)
    is_over.set()
    other.join()
    sender.close()
    assert "top-secret-key" not in str(caught.value)
    assert counted[0] > 0
