"""One server's thread against a sender that a test plays."""

import threading
from collections.abc import Callable, Iterator

import pytest

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.targets import Target, TargetState, TargetStatus
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock, MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.targets.sender import Sender
from studio.engine.outputs.targets.target_run import TargetRun
from tests.fakes.virtual_clock import VirtualClock
from tests.support.encoded import sound, video
from tests.support.waiting import wait_until


class PlayedSender(Sender):
    """Takes packets until it is told to fail."""

    def __init__(self, fault: StudioError | None = None, after: int = 0) -> None:
        super().__init__()
        self._fault = fault
        self._after = after
        self.taken: list[MediaPacket] = []
        self.opened = self.closed = 0
        self.may_write = threading.Event()
        self.may_write.set()

    def open(self, first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> None:
        """Count it, or fail."""
        self.opened += 1
        if self._fault is not None and not self._after:
            raise self._fault

    def write(self, packet: MediaPacket) -> None:
        """Take it, wait, or fail."""
        self.may_write.wait(30)
        if self._fault is not None and len(self.taken) >= self._after:
            raise self._fault
        self.taken.append(packet)
        self.sent_bytes += len(packet.data)

    def close(self) -> None:
        """Count it."""
        self.closed += 1

    def abort(self) -> None:
        """Wait no more."""
        self.may_write.set()


class Stand:
    """A run with the given senders, one after another."""

    def __init__(self, *senders: PlayedSender, clock: Clock | None = None) -> None:
        self.senders = senders
        self.made = 0
        self.told: list[TargetStatus] = []
        self.fanout = FanOut("test")
        self.fanout.set_track(sound(1.0)[1])
        target = Target("shop", "Shop", "rtmp://127.0.0.1/live")
        self.run = TargetRun(target, self._make, self.fanout, MediaClock(clock), self.told.append)
        self._over = threading.Event()
        self._feeder = threading.Thread(target=self._feed, name="feeds")
        self._feeder.start()
        self.run.start()

    def _make(self) -> Sender:
        self.made += 1
        return self.senders[min(self.made, len(self.senders)) - 1]

    def _feed(self) -> None:
        pictures = video(1.0)
        while not self._over.wait(0.002):
            for packet in pictures:
                self.fanout.publish(packet)

    def wait_for(self, state: TargetState) -> None:
        wait_until(lambda: self.run.status().state is state, 30)

    def end(self) -> None:
        self.run.stop()
        assert self.run.wait(10)
        self._over.set()
        self._feeder.join(10)


@pytest.fixture
def play() -> Iterator[Callable[..., Stand]]:
    made: list[Stand] = []

    def begin(*senders: PlayedSender, clock: Clock | None = None) -> Stand:
        made.append(Stand(*senders, clock=clock))
        return made[-1]

    yield begin
    for stand in made:
        stand.end()


def test_it_begins_with_a_key_frame_and_sends_until_it_is_stopped(
    play: Callable[..., Stand],
) -> None:
    sender = PlayedSender()
    stand = play(sender)
    stand.wait_for(TargetState.LIVE)
    wait_until(lambda: len(sender.taken) > 50)
    assert sender.taken[0].is_key
    assert {packet.kind for packet in sender.taken} == {PacketKind.VIDEO}
    stand.end()
    assert (sender.opened, sender.closed) == (1, 1)
    states = [status.state for status in stand.told]
    assert states == [TargetState.CONNECTING, TargetState.LIVE, TargetState.OFF]
    assert stand.fanout.readers == ()


def test_a_lost_server_is_tried_again_and_begins_with_a_key_frame(
    play: Callable[..., Stand],
) -> None:
    lost = PlayedSender(UnavailableError("the connection was lost", "rtmp://127.0.0.1"), after=20)
    away = PlayedSender(UnavailableError("the server does not answer", "rtmp://127.0.0.1"))
    back = PlayedSender()
    stand = play(lost, away, back)
    wait_until(lambda: bool(back.taken), 30)
    assert back.taken[0].is_key
    status = stand.run.status()
    assert (status.state, status.reason, status.reconnects) == (TargetState.LIVE, "", 1)
    reasons = [one.reason for one in stand.told if one.state is TargetState.RECONNECTING]
    assert reasons == ["the connection was lost", "the server does not answer"]
    assert lost.closed == away.closed == 1


def test_what_is_no_use_to_try_again_waits_for_a_person(play: Callable[..., Stand]) -> None:
    wrong = PlayedSender(BadInputError("the server refuses: no such key", "rtmp://127.0.0.1"))
    good = PlayedSender()
    stand = play(wrong, good)
    stand.wait_for(TargetState.FAILED)
    assert stand.run.status().reason == "the server refuses: no such key"
    assert stand.made == 1
    stand.run.retry_now()
    stand.wait_for(TargetState.LIVE)


def test_a_slow_server_drops_pictures_and_keeps_nobody_waiting(play: Callable[..., Stand]) -> None:
    slow = PlayedSender()
    stand = play(slow)
    stand.wait_for(TargetState.LIVE)
    slow.may_write.clear()
    quick = stand.fanout.attach("quick", frozenset({PacketKind.VIDEO}), 10_000)
    wait_until(lambda: stand.run.status().dropped_packets > 100, 30)
    assert quick.dropped == 0
    quick.close()
    slow.may_write.set()
    before = len(slow.taken)
    wait_until(lambda: len(slow.taken) > before + 500)


def test_a_server_that_hangs_is_cut_off_at_the_end(play: Callable[..., Stand]) -> None:
    stuck = PlayedSender()
    stand = play(stuck)
    stand.wait_for(TargetState.LIVE)
    stuck.may_write.clear()
    stand.run.stop()
    assert stand.run.wait(0.3)
    assert stuck.closed == 1


def test_it_can_be_stopped_while_it_waits(play: Callable[..., Stand]) -> None:
    away = PlayedSender(UnavailableError("the server does not answer", "rtmp://127.0.0.1"))
    stand = play(away)
    stand.wait_for(TargetState.RECONNECTING)
    wait_until(lambda: stand.run.status().retry_in_s > 0)
    stand.run.stop()
    assert stand.run.wait(5)
    assert stand.run.status().state is TargetState.OFF


def test_a_network_that_is_back_is_used_at_once(play: Callable[..., Stand]) -> None:
    stand = play(*[PlayedSender(UnavailableError("no way there", "rtmp://x")) for _ in range(40)])
    stand.wait_for(TargetState.RECONNECTING)
    wait_until(lambda: stand.run.status().retry_in_s > 0)
    for _ in range(10):  # one after another, faster than the pauses between tries would allow
        before = stand.made
        stand.run.network_changed(frozenset({"10.0.0.7"}))
        wait_until(lambda: stand.made > before, 0.4)  # noqa: B023 - waited for in this round


def test_what_hangs_on_a_network_that_is_gone_is_cut_and_nothing_else(
    play: Callable[..., Stand],
) -> None:
    here, after = PlayedSender(), PlayedSender()
    here.local_address = "10.0.0.7"
    stand = play(here, after)
    stand.wait_for(TargetState.LIVE)
    here.may_write.clear()
    stand.run.network_changed(frozenset({"10.0.0.7", "10.0.0.8"}))
    assert not here.may_write.is_set()
    here.local_address = "127.0.0.1"
    stand.run.network_changed(frozenset())
    assert not here.may_write.is_set()
    here.local_address = "10.0.0.7"
    stand.run.network_changed(frozenset({"10.0.0.8"}))
    assert here.may_write.is_set()


def test_what_a_server_can_take_counts_after_the_first_seconds(play: Callable[..., Stand]) -> None:
    sender, clock = PlayedSender(), VirtualClock()
    sender.room_bps = 1_500_000
    stand = play(sender, clock=clock)
    stand.wait_for(TargetState.LIVE)
    assert stand.run.room_bps == 0
    clock.advance(6 * NS_PER_S)
    assert stand.run.room_bps == 1_500_000
    stand.end()
    assert stand.run.room_bps == 0
