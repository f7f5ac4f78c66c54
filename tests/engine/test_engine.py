from pathlib import Path

import av
import numpy as np
import pytest

from studio.core.edits import ChangeCanvas, ChangeLayer, RenameShow
from studio.core.messages.events import MetersReported, ShowChanged, SourceStatusChanged
from studio.core.messages.requests import (
    ApplyEdit,
    PauseShow,
    StartRecording,
    StartShow,
    StopRecording,
    SwitchScene,
    Undo,
)
from studio.core.messages.results import RecordingStarted
from studio.core.picture_filters import ColourCorrection, Lut
from studio.core.preview_ring import PreviewReader
from studio.core.scene import Canvas
from studio.core.status import RecorderState, ShowState
from studio.engine.audio.meters import MeterBank
from studio.engine.show_file import load_show, save_show
from tests.support.engine_stand import EngineStand, running_engine, tiny_show
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


def middle_of(path: str) -> tuple[int, int, int]:
    """The preview's colour in the middle, red, green, blue."""
    reader = PreviewReader(Path(path))
    wait_until(lambda: reader.latest() is not None, _PATIENCE_S)
    newest = reader.latest()
    width_px, height_px = reader.width_px, reader.height_px
    reader.close()
    assert newest is not None
    place = (height_px // 2 * width_px + width_px // 2) * 4
    blue, green, red, _ = newest[1][place : place + 4]
    return red, green, blue


def test_it_runs_from_the_show_to_the_recording(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        stand.ask(StartShow())
        started = stand.ask(StartRecording())
        assert isinstance(started, RecordingStarted)
        status = stand.engine.recorder.status
        wait_until(lambda: status().duration_s > 1.5, _PATIENCE_S)
        stand.ask(StopRecording())
        wait_until(lambda: status().state is RecorderState.OFF, _PATIENCE_S)
        stats = stand.engine.stats(0.0)
        assert stats.encoder.name == "x264"
        assert stats.frames.rendered > 30
        assert {source.source_id for source in stats.sources} == {"pattern", "patch", "tone"}
    with av.open(started.path) as container:
        pictures = sum(1 for _ in container.decode(video=0))
    with av.open(started.path) as container:
        loudest = max(np.abs(frame.to_ndarray()).max() for frame in container.decode(audio=0))
    assert pictures >= 30
    assert loudest > 0.05
    assert any(isinstance(event, MetersReported) for event in stand.events)
    assert any(isinstance(event, SourceStatusChanged) for event in stand.events)


def test_a_switched_scene_is_composed_and_a_pause_is_dark(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        stand.ask(SwitchScene("two"))
        path = stand.engine.snapshot().preview.path
        wait_until(lambda: abs(middle_of(path)[0] - 0xA0) < 8, _PATIENCE_S)
        stand.ask(StartShow())
        stand.ask(PauseShow())
        wait_until(lambda: middle_of(path)[0] < 40, _PATIENCE_S)
        assert stand.engine.snapshot().state is ShowState.PAUSED


def test_an_edit_is_told_saved_and_there_the_next_time(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        stand.ask(ApplyEdit(RenameShow("Evening")))
        told = [event for event in stand.events if isinstance(event, ShowChanged)]
        assert told[-1].show.name == "Evening"
    assert load_show(stand.data / "show.json").name == "Evening"
    again = EngineStand(tmp_path)
    assert again.engine.snapshot().show.name == "Evening"


def test_another_canvas_is_taken_while_nothing_is_encoded(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        before = stand.engine.snapshot().preview
        stand.ask(ApplyEdit(ChangeCanvas(Canvas(180, 320))))
        after = stand.engine.snapshot().preview
        assert (after.width_px, after.height_px) == (180, 320)
        assert not Path(before.path).exists()


def test_without_a_show_the_demo_show_is_open(tmp_path: Path) -> None:
    assert EngineStand(tmp_path).engine.snapshot().show.name == "Clay & Co."


@pytest.mark.parametrize("has_older", [True, False])
def test_a_broken_show_is_said_kept_and_replaced(tmp_path: Path, has_older: bool) -> None:
    stand = EngineStand(tmp_path)
    path = stand.data / "show.json"
    if has_older:
        save_show(path, tiny_show())
        save_show(path, tiny_show())  # the second save keeps the first as an older version
    path.write_text('{"name": 5}')
    engine = EngineStand(tmp_path).engine
    assert engine.snapshot().show.name == ("Tiny" if has_older else "Clay & Co.")
    (alarm,) = engine.snapshot().alarms
    assert alarm.id == "show-not-loaded"
    assert str(path) in alarm.text
    kept = [file.read_text() for file in stand.data.rglob("*broken*")]
    assert kept == ['{"name": 5}']


def test_filters_show_on_the_programme_and_a_broken_file_is_said(tmp_path: Path) -> None:
    """Through requests alone: the colour turns grey, a LUT that is none leaves it as it is."""
    broken = tmp_path / "look.cube"
    broken.write_text("LUT_3D_SIZE 2\n0 0 0\n")
    with running_engine(tmp_path) as stand:
        stand.ask(SwitchScene("two"))
        path = stand.engine.programme.preview_info.path

        def is_grey() -> bool:
            red, green, blue = middle_of(path)
            return max(abs(red - green), abs(green - blue)) <= 3

        grey = (Lut(path=str(broken)), ColourCorrection(saturation=-1.0))
        wait_until(lambda: middle_of(path)[0] > 100, _PATIENCE_S)
        assert not is_grey()
        stand.ask(ApplyEdit(ChangeLayer("two", "patch", filters=grey)))
        wait_until(is_grey, _PATIENCE_S)
        wait_until(lambda: any("look.cube" in one.text for one in stand.engine.alarms.all()))
        stand.ask(Undo())
        wait_until(lambda: not is_grey(), _PATIENCE_S)
        wait_until(lambda: not any("look" in one.text for one in stand.engine.alarms.all()))


def test_loudness_is_counted_from_the_moment_a_show_goes_live(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_engine(tmp_path) as stand:
        begun: list[ShowState] = []
        on_air = stand.engine.on_air
        monkeypatch.setattr(MeterBank, "begin", lambda _bank: begun.append(on_air.state))
        stand.ask(StartShow(is_rehearsal=True))
        assert begun == []
        stand.ask(StartShow())
        assert begun == [ShowState.LIVE]
