from pathlib import Path

import av
import msgspec

from studio.core.edits import ChangeSecondCanvas
from studio.core.messages import requests as ask
from studio.core.messages.results import RecordingStarted
from studio.core.scene import Canvas
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.second_recording import SecondRecording
from tests.support.engine_stand import running_engine
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


def test_both_canvases_are_recorded_side_by_side(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        stand.ask(ask.ApplyEdit(ChangeSecondCanvas(Canvas(180, 320))))
        recording = msgspec.structs.replace(stand.engine.settings.recording, has_second=True)
        stand.ask(
            ask.SetSettings(msgspec.structs.replace(stand.engine.settings, recording=recording))
        )
        started = stand.ask(ask.StartRecording())
        assert isinstance(started, RecordingStarted)
        second = stand.engine.second_recording
        wait_until(lambda: second.status().written_bytes > 0, _PATIENCE_S)
        stand.ask(ask.StopRecording())
        assert second.wait(_PATIENCE_S)
        assert second.status().state is RecorderState.OFF
        wait_until(lambda: not stand.engine.second.pipeline.is_running, _PATIENCE_S)
        wait_until(lambda: stand.engine.recorder.status().state is RecorderState.OFF, _PATIENCE_S)
    first = Path(started.path)
    sizes = []
    for path in (first, first.with_name(f"{first.stem} second.mp4")):
        with av.open(str(path)) as film:
            video = film.streams.video[0]
            sizes.append((video.width, video.height))
            assert film.streams.audio
    assert sizes == [(320, 180), (180, 320)]


def test_without_the_setting_only_the_first_is_recorded(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        stand.ask(ask.ApplyEdit(ChangeSecondCanvas(Canvas(180, 320))))
        stand.ask(ask.StartRecording())
        assert not stand.engine.second_recording.is_running
        stand.ask(ask.StopRecording())


def test_what_goes_wrong_is_an_alarm_and_no_more() -> None:
    alarms: list[Alarm] = []
    recording = SecondRecording(FanOut("second"), RecordingSettings(), MediaClock(), alarms.append)
    recording.end()
    recording.begin("/proc/no/such/place.mp4")
    assert not recording.is_running
    assert [alarm.id for alarm in alarms] == ["second-recording"]
    assert alarms[0].text.startswith("Second canvas: Recording: ")
