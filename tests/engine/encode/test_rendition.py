import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError
from studio.core.scene import Canvas
from studio.core.settings import VideoSettings
from studio.core.status import Alarm
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.rendition import Rendition
from studio.engine.media import MediaClock, MediaPacket, PacketKind
from tests.fakes.encoders import Encoders, KnownProbe
from tests.fakes.virtual_clock import VirtualClock
from tests.support.encoded import decoded_luma, picture

CANVAS = Canvas(160, 96, 30)
SETTINGS = VideoSettings(bitrate_bps=200_000, preset="ultrafast")
WAIT_S = 30.0


class Stand:
    """A rendition on a clock that only the test moves, and one who watches."""

    def __init__(
        self, encoders: Encoders, working: tuple[str, ...], settings: VideoSettings
    ) -> None:
        self.clock = VirtualClock()
        self.alarms: list[Alarm] = []
        self.fanout = FanOut("test")
        self.reader = self.fanout.attach("viewer", frozenset({PacketKind.VIDEO}))
        self.rendition = Rendition(
            CANVAS,
            settings,
            self.fanout,
            self.alarms.append,
            MediaClock(self.clock),
            prober=KnownProbe(working),
            open_encoder=encoders,
        )
        self.number = 0

    def submit(self) -> None:
        self.rendition.submit(picture(self.number))
        self.number += 1
        self.clock.advance(NS_PER_S // 30)

    def encode(self, count: int = 1) -> list[MediaPacket]:
        made = []
        for _ in range(count):
            self.submit()
            packet = self.reader.get(WAIT_S)
            assert packet is not None
            made.append(packet)
        return made


@contextmanager
def on_air(
    encoders: Encoders, *working: str, settings: VideoSettings = SETTINGS
) -> Iterator[Stand]:
    stand = Stand(encoders, working, settings)
    stand.rendition.start()
    until(lambda: stand.rendition.status().name != "")
    try:
        yield stand
    finally:
        stand.rendition.stop()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_without_hardware_x264_makes_the_show() -> None:
    with on_air(Encoders()) as stand:
        made = stand.encode(30)
        assert decoded_luma(made) == [number % 8 for number in range(30)]
        until(lambda: stand.rendition.status().key_frames == 1)
        status = stand.rendition.status()
        assert (status.name, status.preset, status.is_hardware) == ("x264", "ultrafast", False)
        assert status.target_bps == 200_000
        assert status.actual_bps > 0
        assert status.fallbacks == 0
        assert stand.alarms == []


def test_hardware_that_fails_on_air_hands_the_same_picture_to_the_next() -> None:
    encoders = Encoders({"h264_nvenc": ("raise", 10), "h264_qsv": ("refuse", 0)})
    with on_air(encoders, "h264_nvenc", "h264_qsv") as stand:
        assert stand.rendition.status().name == "NVIDIA NVENC"
        made = stand.encode(20)
        assert decoded_luma(made) == [number % 8 for number in range(20)]
        assert [index for index, packet in enumerate(made) if packet.is_key] == [0, 10]
        status = stand.rendition.status()
        assert (status.name, status.is_hardware, status.fallbacks) == ("x264", False, 2)
        assert [alarm.id for alarm in stand.alarms] == ["encoder-fallback"] * 2
        assert "NVIDIA NVENC" in stand.alarms[0].text
        assert stand.rendition.skipped == 0


def test_a_driver_that_hangs_is_left_to_itself() -> None:
    let_go = threading.Event()
    begun: list[object] = []
    encoders = Encoders({"h264_nvenc": ("hang", 5)}, let_go, begun.append)
    with on_air(encoders, "h264_nvenc") as stand:
        made = stand.encode(5)
        stand.submit()
        until(lambda: len(begun) == 6)
        stand.clock.advance(4 * NS_PER_S)
        stand.submit()
        until(lambda: stand.rendition.status().name == "x264")
        made += stand.encode(5)
        let_go.set()
        assert "did not come back" in stand.alarms[0].text
        keys = [index for index, packet in enumerate(made) if packet.is_key]
        assert keys == [0, 5]
        assert decoded_luma(made)[:5] == [0, 1, 2, 3, 4]


def test_an_error_of_the_program_does_not_end_the_show(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with on_air(Encoders({"h264_nvenc": ("crash", 5)}), "h264_nvenc") as stand:
        stand.encode(5)
        stand.clock.advance(3 * NS_PER_S)
        stand.submit()  # lost with the encoder
        until(lambda: _is_replaced(stand))
        assert stand.encode(3)[0].is_key
        assert stand.rendition.status().fallbacks == 1
    assert "thread ended by an error" in caplog.text


def _is_replaced(stand: Stand) -> bool:
    stand.submit()
    if stand.rendition.status().name != "x264":
        return False
    while stand.reader.get(0.2) is not None:
        pass
    stand.rendition.request_key_frame()
    return True


def test_the_compositor_never_waits_and_what_is_dropped_is_counted() -> None:
    let_go = threading.Event()
    with on_air(Encoders({"libx264": ("hang", 0)}, let_go)) as stand:
        for _ in range(20):
            stand.submit()
        assert stand.rendition.skipped >= 11
        let_go.set()


def test_key_frames_on_request_are_limited() -> None:
    with on_air(Encoders(), settings=VideoSettings(200_000, "", "ultrafast", 10.0)) as stand:
        made = []
        for _ in range(90):
            stand.rendition.request_key_frame()
            made += stand.encode()
        assert 3 <= sum(packet.is_key for packet in made) <= 6


def test_the_rate_changes_while_on_air() -> None:
    encoders = Encoders()
    with on_air(encoders) as stand:
        stand.encode(2)
        stand.rendition.set_bitrate(120_000)
        stand.encode(2)
        assert encoders.opened[0].bitrate_bps == 120_000
        assert stand.rendition.status().target_bps == 120_000


def test_how_long_after_its_tick_a_picture_is_done() -> None:
    stand: Stand

    def spend(_settings: object) -> None:
        stand.clock.advance(7_000_000)

    encoders = Encoders(on_picture=spend)
    with on_air(encoders) as stand:
        stand.number = 1
        for _ in range(5):
            stand.clock.wait_until(picture(stand.number).media_ns)
            stand.rendition.submit(picture(stand.number))
            stand.number += 1
            assert stand.reader.get(WAIT_S) is not None
        until(lambda: stand.rendition.done_p99_ms > 0)
        assert stand.rendition.done_p99_ms == pytest.approx(7, abs=0.1)
        assert stand.rendition.status().encode_p99_ms == pytest.approx(7, abs=0.1)


def test_names_that_do_not_exist_are_refused_before_the_show() -> None:
    with pytest.raises(BadInputError, match="no encoder"):
        Stand(Encoders(), (), VideoSettings(encoder="h265"))
    with pytest.raises(BadInputError, match="no preset"):
        Stand(Encoders(), (), VideoSettings(preset="best"))


def test_a_stopped_one_starts_nothing_any_more(caplog: pytest.LogCaptureFixture) -> None:
    with on_air(Encoders({"h264_nvenc": ("crash", 0)}), "h264_nvenc") as stand:
        stand.submit()
        until(lambda: "thread ended by an error" in caplog.text)
        stand.clock.advance(5 * NS_PER_S)
        stand.rendition.stop()
        before = threading.active_count()
        stand.submit()
        assert threading.active_count() <= before
