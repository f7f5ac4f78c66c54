import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from studio.core.clock import NS_PER_S
from studio.engine.encode import preset
from studio.engine.encode.candidates import NVENC, X264, Candidate
from studio.engine.encode.encode_run import EncodeRun
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.figures import EncodeFigures
from studio.engine.encode.key_frames import KeyFrameGate
from studio.engine.encode.lineup import Lineup
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.encode.video_encoder import EncoderSettings
from studio.engine.media import MediaClock, MediaPacket, PacketKind
from tests.fakes.encoders import Encoders
from tests.fakes.virtual_clock import VirtualClock
from tests.support.encoded import SETTINGS, decoded_luma, picture

WAIT_S = 30.0


class Stand:
    """A run with one reader, on a clock that only the test moves."""

    def __init__(
        self,
        encoders: Encoders,
        line: tuple[Candidate, ...] = (X264,),
        settings: EncoderSettings = SETTINGS,
    ) -> None:
        self.clock = VirtualClock()
        media = MediaClock(self.clock)
        self.fanout = FanOut("test")
        self.reader: PacketReader = self.fanout.attach("r", frozenset({PacketKind.VIDEO}))
        self.gate = KeyFrameGate()
        self.figures = EncodeFigures()
        self.slow: list[bool] = []
        self.dead: list[str] = []
        self.run = EncodeRun(
            lambda: Lineup(line, settings, lambda _failed, _why: None, encoders),
            preset.first_state(settings.preset, 0),
            self.fanout,
            self.gate,
            self.figures,
            media,
            self.slow.append,
            self.dead.append,
        )
        self._number = 0

    def encode(self, count: int = 1, advance_ns: int = NS_PER_S // 30) -> list[MediaPacket]:
        """Each picture is waited for before the next is given."""
        made = []
        for _ in range(count):
            self.run.queue.put(picture(self._number))
            self._number += 1
            packet = self.reader.get(WAIT_S)
            assert packet is not None
            made.append(packet)
            self.clock.advance(advance_ns)
        return made


@contextmanager
def running(encoders: Encoders, line: tuple[Candidate, ...] = (X264,)) -> Iterator[Stand]:
    stand = Stand(encoders, line)
    stand.run.start()
    until(lambda: stand.run.lineup is not None)
    try:
        yield stand
    finally:
        stand.run.stop()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_pictures_come_out_and_the_track_is_told() -> None:
    with running(Encoders()) as stand:
        made = stand.encode(10)
        assert decoded_luma(made) == [number % 8 for number in range(10)]
        assert stand.fanout.tracks()[PacketKind.VIDEO].extradata
        assert stand.figures.key_frames == 1


def test_a_key_frame_when_one_was_asked_for() -> None:
    with running(Encoders()) as stand:
        stand.encode(3)
        stand.gate.request()
        assert [packet.is_key for packet in stand.encode(3)] == [True, False, False]


def test_a_rate_within_the_opened_one_changes_in_place() -> None:
    encoders = Encoders()
    with running(encoders) as stand:
        stand.encode(2)
        stand.run.wanted_bps = 100_000
        stand.encode(2)
        assert encoders.opened[0].bitrate_bps == 100_000
        assert len(encoders.opened) == 1


def test_openings_for_a_higher_rate_are_seconds_apart() -> None:
    encoders = Encoders()
    with running(encoders) as stand:
        stand.clock.advance(10 * NS_PER_S)
        stand.encode(2)
        for bitrate_bps in (300_000, 400_000, 500_000):
            stand.run.wanted_bps = bitrate_bps
            stand.encode(2)
        assert [one.settings.bitrate_bps for one in encoders.opened] == [200_000, 300_000]
        stand.clock.advance(4 * NS_PER_S)
        assert stand.encode()[0].is_key
        assert encoders.opened[-1].settings.bitrate_bps == 500_000


def test_slow_encoding_gets_a_faster_preset_and_calm_the_first_again() -> None:
    cost_ns = {"veryfast": 40_000_000, "superfast": 12_000_000, "ultrafast": 3_000_000}
    calm_ns = 1_000_000
    load = {"is_busy": True}
    stand: Stand

    def spend(settings: EncoderSettings) -> None:
        stand.clock.advance(cost_ns[settings.preset] if load["is_busy"] else calm_ns)

    encoders = Encoders(on_picture=spend)
    stand = Stand(encoders, settings=replace(SETTINGS, preset="veryfast"))
    stand.run.start()
    until(lambda: stand.run.lineup is not None)
    try:
        stand.encode(80)
        assert stand.run.presets.preset == "superfast"
        load["is_busy"] = False
        stand.encode(80, advance_ns=NS_PER_S // 4)
        assert stand.run.presets.preset == "veryfast"
        assert [one.settings.preset for one in encoders.opened] == [
            "veryfast",
            "superfast",
            "veryfast",
        ]
    finally:
        stand.run.stop()


def test_dropping_with_nothing_cheaper_left_is_said() -> None:
    with running(Encoders()) as stand:  # ultrafast already
        stand.encode(1)
        stand.run.queue.dropped += 3
        stand.encode(40)
        assert True in stand.slow


def test_when_nothing_works_it_is_said_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    encoders = Encoders({X264.name: ("raise", 1)})
    with running(encoders) as stand:
        stand.encode(1)
        stand.run.queue.put(picture(1))
        until(lambda: bool(stand.dead))
        assert "device lost" in stand.dead[0]
    assert "no encoder works" in caplog.text


def test_an_error_of_the_program_ends_the_run_visibly(caplog: pytest.LogCaptureFixture) -> None:
    with running(Encoders({NVENC.name: ("crash", 2)}), (NVENC, X264)) as stand:
        stand.encode(2)
        stand.run.queue.put(picture(2))
        until(lambda: stand.run.has_crashed and stand.run.queue.is_closed)
    assert "thread ended by an error" in caplog.text


def test_what_an_abandoned_run_still_makes_is_not_published() -> None:
    let_go = threading.Event()
    with running(Encoders({NVENC.name: ("hang", 2)}, let_go), (NVENC,)) as stand:
        stand.encode(2)
        stand.run.queue.put(picture(2))
        until(lambda: stand.run.busy_since_ns is not None)
        stand.run.abandon()
        let_go.set()
        stand.run.stop()
        assert stand.reader.get_nowait() is None
