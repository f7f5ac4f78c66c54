import itertools
from collections.abc import Iterator

import pytest

from studio.core.clock import NS_PER_S
from studio.core.scene import Canvas
from studio.core.settings import VideoSettings
from studio.core.status import EncoderStatus
from studio.engine.encode.ladder import Ladder
from studio.engine.media import MediaClock, MediaPacket, PacketKind
from tests.fakes.virtual_clock import VirtualClock
from tests.support.encoded import picture
from tests.support.waiting import wait_until

_SIZE_PX = (640, 480)
_CANVAS = Canvas(*_SIZE_PX, 30)
_SETTINGS = VideoSettings(bitrate_bps=2_000_000, encoder="libx264", preset="ultrafast")


class Stand:
    """A ladder of a machine whose figures the test makes up."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.programme = EncoderStatus(encode_p50_ms=5.0)
        self.skipped = 0
        self.number = 0
        self.ladder = Ladder(
            MediaClock(self.clock), 4, lambda: self.programme, lambda: self.skipped
        )
        self.ladder.start(_CANVAS, _SETTINGS)

    def let_pass(self, seconds: float) -> None:
        self.clock.advance(round(seconds * NS_PER_S))

    def afford(self, count: int) -> None:
        """Let time pass until that many are made besides the programme."""

        def is_so() -> bool:
            self.let_pass(1.1)
            return len(self.ladder.rungs) == count + 1

        wait_until(is_so)

    def submit(self, count: int) -> None:
        for _ in range(count):
            self.ladder.submit(picture(self.number, _SIZE_PX))
            self.number += 1
            self.let_pass(1 / 30)

    def packets(self, number: int, count: int) -> list[MediaPacket]:
        """What comes from a rung that is wanted."""
        reader = self.ladder.fanouts[number].attach("test", frozenset({PacketKind.VIDEO}))
        found: list[MediaPacket] = []

        def is_enough() -> bool:
            self.ladder.want({number: 300_000})
            self.submit(1)
            while (packet := reader.get_nowait()) is not None:
                found.append(packet)
            return len(found) >= count

        wait_until(is_enough)
        reader.close()
        return found


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    yield made
    made.ladder.stop()


def test_nothing_is_made_that_nobody_watches(stand: Stand) -> None:
    stand.afford(3)
    stand.submit(30)
    assert stand.ladder.statuses() == ()


def test_a_rung_that_is_wanted_begins_with_a_key_frame_at_its_rate(stand: Stand) -> None:
    stand.afford(3)
    packets = stand.packets(2, 5)
    assert packets[0].is_key
    (status,) = stand.ladder.statuses()
    assert (status.rung, status.height_px, status.rate_hz) == (2, 240, 30)
    assert status.target_bps == 300_000
    steps = {after.pts - before.pts for before, after in itertools.pairwise(packets)}
    assert min(steps) == pytest.approx(3000, abs=2)


def test_half_the_rate_takes_every_second_picture(stand: Stand) -> None:
    stand.afford(3)
    packets = stand.packets(1, 5)
    steps = {after.pts - before.pts for before, after in itertools.pairwise(packets)}
    assert min(steps) == pytest.approx(6000, abs=2)


def test_a_key_frame_is_made_for_who_joins(stand: Stand) -> None:
    stand.afford(3)
    stand.packets(2, 3)
    assert stand.packets(2, 1)[0].is_key
    stand.ladder.request_key_frame(3)  # one that does not run: nothing happens


def test_it_ends_some_time_after_the_last_who_watched(stand: Stand) -> None:
    stand.afford(3)
    stand.packets(2, 1)
    stand.let_pass(5)
    assert stand.ladder.statuses()
    stand.let_pass(10)
    wait_until(lambda: not stand.ladder.statuses())


def test_under_load_there_are_fewer_and_afterwards_more_again(stand: Stand) -> None:
    stand.afford(3)
    stand.packets(2, 1)
    for left in (2, 1, 0):
        stand.let_pass(5)
        stand.skipped += 10
        wait_until(lambda left=left: len(stand.ladder.rungs) <= left + 1)  # type: ignore[misc]
    wait_until(lambda: not stand.ladder.statuses())
    stand.afford(3)


def test_another_rate_of_the_programme_moves_the_rungs(stand: Stand) -> None:
    stand.afford(3)
    stand.ladder.set_bitrate(1_000_000)
    assert stand.ladder.rungs[0].most_bps == 1_000_000
    assert stand.ladder.rungs[1].most_bps == 600_000
