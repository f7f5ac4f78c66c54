from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import av
import pytest

from studio.core.errors import BadInputError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, Severity
from studio.engine.encode.fanout import FanOut
from studio.engine.outputs.replay import ReplayBuffer
from tests.support.encoded import video
from tests.support.waiting import wait_until


class Stand:
    """A buffer on a fan-out that a test feeds."""

    def __init__(self, folder: Path, replay_s: int = 3) -> None:
        self.settings = RecordingSettings(folder=str(folder), replay_s=replay_s)
        self.fanout = FanOut("test")
        self.alarms: list[Alarm] = []
        self.buffer = ReplayBuffer(self.fanout, self.settings, self.alarms.append)
        self.buffer.start()

    def show(self, seconds: float, from_s: float = 0.0) -> None:
        """That much of a show, as fast as it goes."""
        wait_until(lambda: bool(self.fanout.readers))
        (reader,) = self.fanout.readers
        for packet in video(seconds):
            shift = int(from_s * packet.clock_hz)
            self.fanout.publish(replace(packet, pts=packet.pts + shift, dts=packet.dts + shift))
            wait_until(lambda: len(reader) == 0)

    def saved(self) -> tuple[Path, Alarm]:
        path = self.buffer.save()
        wait_until(lambda: bool(self.alarms), 30)
        return Path(path), self.alarms[-1]


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    made = Stand(tmp_path / "videos")
    yield made
    made.buffer.stop()
    made.fanout.close()


def test_the_last_moments_are_saved_and_no_more_is_kept(stand: Stand) -> None:
    stand.show(9.0)
    wait_until(lambda: stand.buffer.kept_s > 2.9)
    assert stand.buffer.kept_s <= 4.1
    path, alarm = stand.saved()
    assert path.name.startswith("Replay ")
    assert (alarm.severity, alarm.text) == (Severity.NOTE, f"The last 4 s are saved: {path.name}")
    with av.open(str(path)) as film:
        assert 90 <= sum(1 for _ in film.decode(video=0)) <= 121
    assert list(path.parent.iterdir()) == [path]


def test_another_show_is_not_mixed_with_the_one_before(stand: Stand) -> None:
    stand.show(2.0)
    stand.show(1.0, from_s=60.0)
    wait_until(lambda: 0.5 < stand.buffer.kept_s < 1.5)


def test_nothing_yet_and_nothing_wanted_are_said(stand: Stand) -> None:
    with pytest.raises(BadInputError, match="nothing to save yet"):
        stand.buffer.save()
    stand.show(1.0)
    stand.buffer.set_settings(replace_s(stand.settings, 0))
    with pytest.raises(BadInputError, match="turned off"):
        stand.buffer.save()
    assert stand.buffer.kept_s == 0
    wait_until(lambda: stand.fanout.readers == ())
    stand.buffer.set_settings(replace_s(stand.settings, 5))
    stand.show(1.0)
    wait_until(lambda: stand.buffer.kept_s > 0.5)


def replace_s(settings: RecordingSettings, replay_s: int) -> RecordingSettings:
    return RecordingSettings(folder=settings.folder, replay_s=replay_s)


def test_a_disk_that_refuses_is_said_and_leaves_nothing(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand.show(1.0)

    def refuse(_path: Path, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    path, alarm = stand.saved()
    assert alarm.severity is Severity.WARNING
    assert alarm.text == "The replay could not be saved: No space left on device"
    assert not path.exists()
    assert list(path.parent.iterdir()) == []
