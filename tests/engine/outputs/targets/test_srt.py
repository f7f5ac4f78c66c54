from pathlib import Path

import av
import pytest

from studio.core.errors import BadInputError, StudioError
from studio.engine.media import PacketKind
from studio.engine.outputs.targets.srt import SrtSender
from tests.support.encoded import both, number_of, sound
from tests.support.servers import SrtListener
from tests.support.waiting import wait_until


def send(listener: SrtListener, secret: str = "") -> None:
    packets = both(3.0)
    first = next(packet for packet in packets if packet.kind is PacketKind.VIDEO)
    sender = SrtSender(f"srt://127.0.0.1:{listener.port}?latency=120", secret)
    sender.open(first, None, sound(1.0)[1])
    for packet in packets:
        sender.write(packet)
    assert sender.sent_bytes % 188 == 0
    # The tool holds back up to 16 KiB until the end.
    wait_until(lambda: listener.path.stat().st_size > sender.sent_bytes - 20_000, 20)
    sender.close()
    sender.close()
    wait_until(lambda: listener.path.stat().st_size >= sender.sent_bytes, 20)


@pytest.mark.parametrize("secret", ["", "ten letters and more"])
def test_what_is_sent_arrives_whole(tmp_path: Path, secret: str) -> None:
    with SrtListener(tmp_path / "show.ts", secret) as listener:
        send(listener, secret)
    with av.open(str(listener.path)) as film:
        numbers = [number_of(frame) for frame in film.decode(video=0)]
    assert numbers[:85] == [number % 8 for number in range(85)]


def test_a_wrong_passphrase_is_said(tmp_path: Path) -> None:
    with (
        SrtListener(tmp_path / "show.ts", "the right words") as listener,
        pytest.raises(StudioError, match="server") as caught,
    ):
        send(listener, "the wrong words")
    assert "wrong words" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("srt://127.0.0.1:9?latency=soon", "", "latency is a number of ms"),
        ("srt://127.0.0.1:9?latency=1", "", "latency is a number of ms"),
        ("srt://127.0.0.1:9", "short", "10 to 79 characters"),
        ("srt://127.0.0.1:9?streamid=" + "x" * 600, "", "at most 512"),
    ],
)
def test_what_cannot_be_is_said_before_anybody_is_called(url: str, secret: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        SrtSender(url, secret)


def test_the_key_takes_its_place_in_the_stream_id() -> None:
    SrtSender("srt://127.0.0.1:9?streamid=publish/{key}", "x").close()  # too short for a passphrase
