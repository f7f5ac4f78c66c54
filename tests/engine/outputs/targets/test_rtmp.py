from pathlib import Path

import av
import pytest

from studio.core.errors import UnavailableError
from studio.engine.media import PacketKind
from studio.engine.outputs.targets.rtmp import RtmpSender
from tests.support.encoded import both, number_of, sound, video
from tests.support.servers import NginxRtmp
from tests.support.waiting import wait_until


def test_what_is_sent_arrives_whole(tmp_path: Path) -> None:
    packets = both(3.0)
    first = next(packet for packet in packets if packet.kind is PacketKind.VIDEO)
    with NginxRtmp(tmp_path) as nginx:
        sender = RtmpSender(nginx.url, "shop")
        sender.open(first, None, sound(1.0)[1])
        for packet in packets:
            sender.write(packet)
        sender.close()
        wait_until(lambda: "deleteStream" in (tmp_path / "error.log").read_text())
    assert sender.sent_bytes > 5000
    (path,) = nginx.recordings()
    with av.open(str(path)) as film:
        assert [number_of(frame) for frame in film.decode(video=0)] == [
            number % 8 for number in range(90)
        ]
    with av.open(str(path)) as film:
        samples = sum(frame.samples for frame in film.decode(audio=0))
    assert samples == pytest.approx(3 * 48_000, abs=4096)


def test_an_encoder_without_parameter_sets_is_said_before_anybody_is_called() -> None:
    sender = RtmpSender("rtmp://127.0.0.1:9/live", "shop")
    with pytest.raises(UnavailableError, match="no parameter sets"):
        sender.open(video(1.0)[1], None, None)
    sender.abort()
    sender.close()
