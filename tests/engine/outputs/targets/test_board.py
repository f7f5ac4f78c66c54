"""All servers together, with a real one among them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.secret_file import SecretFile
from studio.core.status import Alarm, Severity
from studio.core.targets import CanvasChoice, Target, TargetState
from studio.engine.media import PacketKind
from studio.engine.outputs.targets.board import TargetBoard
from tests.support.broadcast import Broadcast
from tests.support.servers import NginxRtmp, free_port
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


class Stand:
    """A board on a programme."""

    def __init__(self, place: Path, programme: Broadcast) -> None:
        self.alarms: dict[str, Alarm] = {}
        self.secrets = SecretFile(place)
        self.board = TargetBoard(
            programme.fanout,
            self.secrets,
            programme.clock,
            lambda: None,
            lambda alarm: self.alarms.update({alarm.id: alarm}),
            self._clear,
        )

    def _clear(self, alarm_id: str) -> None:
        self.alarms.pop(alarm_id, None)

    def wait_for(self, *states: TargetState) -> None:
        wait_until(lambda: self.states == states, _PATIENCE_S)

    @property
    def states(self) -> tuple[TargetState, ...]:
        return tuple(status.state for status in self.board.statuses())


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    with Broadcast(PacketKind.AUDIO_AAC) as programme:
        stand = Stand(tmp_path, programme)
        yield stand
        stand.board.stop()


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[NginxRtmp]:
    (tmp_path / "nginx").mkdir()
    with NginxRtmp(tmp_path / "nginx") as nginx:
        yield nginx


def nobody(target_id: str = "nobody") -> Target:
    return Target(target_id, "Nobody", f"rtmp://127.0.0.1:{free_port()}/live")


def test_one_that_fails_touches_no_other(stand: Stand, nginx: NginxRtmp) -> None:
    stand.board.set_targets((nobody(), Target("shop", "Shop", nginx.url)))
    assert stand.states == (TargetState.OFF, TargetState.OFF)
    stand.board.set_secret("shop", " key1 \n")
    stand.board.start()
    stand.wait_for(TargetState.RECONNECTING, TargetState.LIVE)
    alarm = stand.alarms["target-nobody"]
    assert alarm.text == "Nobody does not get the show: the connection was lost: connection refused"
    assert alarm.severity is Severity.WARNING
    status = stand.board.statuses()[1]
    assert (status.has_secret, status.reason, status.dropped_packets) == (True, "", 0)
    wait_until(lambda: stand.board.statuses()[1].sent_bps > 10_000, _PATIENCE_S)
    assert stand.board.rooms_bps() == ()  # RTMP says nothing of its line
    stand.board.stop()
    assert stand.states == (TargetState.OFF, TargetState.OFF)
    assert stand.alarms == {}
    assert [path.name.partition("-")[0] for path in nginx.recordings()] == ["key1"]


def test_a_server_that_goes_and_comes_gets_the_show_again(stand: Stand, nginx: NginxRtmp) -> None:
    stand.board.set_targets((Target("shop", "Shop", f"{nginx.url}/show"),))
    stand.board.start()
    stand.wait_for(TargetState.LIVE)
    nginx.stop()
    stand.wait_for(TargetState.RECONNECTING)
    assert "target-shop" in stand.alarms
    nginx.start()
    stand.wait_for(TargetState.LIVE)
    assert stand.board.statuses()[0].reconnects == 1
    wait_until(lambda: "target-shop" not in stand.alarms)
    wait_until(lambda: len(nginx.recordings()) == 2, _PATIENCE_S)


def test_servers_come_and_go_on_air(stand: Stand, nginx: NginxRtmp) -> None:
    stand.board.start()
    shop = Target("shop", "Shop", f"{nginx.url}/one")
    stand.board.set_targets((shop,))
    stand.wait_for(TargetState.LIVE)
    stand.board.set_targets((msgspec.structs.replace(shop, name="My shop"),))
    assert stand.board.statuses()[0].name == "My shop"
    assert stand.states == (TargetState.LIVE,), "another name is no reason to hang up"
    stand.board.set_targets((msgspec.structs.replace(shop, is_enabled=False),))
    stand.wait_for(TargetState.OFF)
    stand.board.set_targets(())
    assert stand.board.statuses() == ()


def test_another_key_connects_anew(stand: Stand, nginx: NginxRtmp) -> None:
    stand.board.set_targets((Target("shop", "Shop", nginx.url),))
    stand.board.set_secret("shop", "first")
    stand.board.start()
    stand.wait_for(TargetState.LIVE)
    stand.board.set_secret("shop", "second")
    wait_until(lambda: len(nginx.recordings()) == 2, _PATIENCE_S)
    stand.wait_for(TargetState.LIVE)


def test_what_is_not_there_is_named(stand: Stand) -> None:
    for act in (stand.board.retry, lambda name: stand.board.set_secret(name, "x")):
        with pytest.raises(NotFoundError) as caught:
            act("gone")
        assert caught.value.where == "gone"
    with pytest.raises(BadInputError, match="needs a path"):
        stand.board.set_targets((Target("shop", "Shop", "rtmp://example.com"),))
    stand.board.set_targets((nobody(),))
    stand.board.retry("nobody")


def test_an_srt_passphrase_that_cannot_be_waits_for_a_person(stand: Stand) -> None:
    stand.board.set_targets((Target("far", "Far", "srt://127.0.0.1:9"),))
    stand.board.set_secret("far", "short")
    stand.board.start()
    stand.wait_for(TargetState.FAILED)
    assert stand.alarms["target-far"].severity is Severity.URGENT


def test_a_server_gets_the_canvas_it_chose_while_there_is_one(
    tmp_path: Path, nginx: NginxRtmp
) -> None:
    with Broadcast(PacketKind.AUDIO_AAC) as first, Broadcast(PacketKind.AUDIO_AAC) as second:
        board = TargetBoard(
            *(first.fanout, SecretFile(tmp_path), first.clock),
            *(lambda: None, lambda alarm: None, lambda alarm_id: None),
            second.fanout,
        )
        board.set_targets((Target("shop", "Shop", f"{nginx.url}/up", canvas=CanvasChoice.SECOND),))
        board.start()
        assert not board.wants_second
        assert [one.name for one in first.fanout.readers if "shop" in one.name]
        board.has_second(True)
        assert board.wants_second
        wait_until(lambda: board.statuses()[0].state is TargetState.LIVE, _PATIENCE_S)
        assert any("shop" in one.name for one in second.fanout.readers)
        assert board.rooms_bps(CanvasChoice.SECOND) == ()
        board.stop()
        assert not board.wants_second
