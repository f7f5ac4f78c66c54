"""The stage by requests, in a whole engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages import requests as ask
from studio.core.messages.events import PreviewMoved, ReplayChanged, ShowChanged
from studio.core.messages.results import PictureRings, RecordingStarted
from studio.core.scene import Transition, TransitionKind
from studio.engine.replay_air import FILM_ID
from tests.support.engine_stand import EngineStand, running_engine
from tests.support.waiting import wait_until

_CUT = Transition(TransitionKind.CUT)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[EngineStand]:
    with running_engine(tmp_path) as running:
        yield running


def _staged(stand: EngineStand) -> tuple[str, str]:
    show = stand.engine.history.show
    return show.current_scene_id, show.preview_scene_id


def test_a_scene_is_prepared_and_taken_and_the_two_swap(stand: EngineStand) -> None:
    stand.ask(ask.SetPreviewMode())
    assert _staged(stand) == ("one", "one")
    stand.ask(ask.PreviewScene("two"))
    assert _staged(stand) == ("one", "two")
    stand.ask(ask.TakePreview(_CUT))
    assert _staged(stand) == ("two", "one")
    stand.ask(ask.SetPreviewMode(is_on=False))
    assert _staged(stand) == ("two", "")


def test_without_swapping_the_prepared_scene_stays(stand: EngineStand) -> None:
    stand.ask(ask.SetPreviewMode(is_swapping=False))
    stand.ask(ask.PreviewScene("two"))
    stand.ask(ask.TakePreview())
    assert _staged(stand) == ("two", "two")


def test_every_step_is_told_and_is_no_edit(stand: EngineStand) -> None:
    stand.ask(ask.SetPreviewMode())
    stand.ask(ask.PreviewScene("two"))
    told = [event for event in stand.events if isinstance(event, ShowChanged)]
    assert [event.show.preview_scene_id for event in told[-2:]] == ["one", "two"]
    assert told[-1].undo_name == ""


def test_by_hand_to_the_end_and_back(stand: EngineStand) -> None:
    stand.ask(ask.SetPreviewMode())
    stand.ask(ask.PreviewScene("two"))
    stand.ask(ask.MoveTransition(0.4))
    mix = stand.engine.stage.mix_now()
    assert mix.from_scene is not None
    assert (mix.from_scene.id, mix.to_scene.id, mix.progress) == ("one", "two", 0.4)
    stand.ask(ask.MoveTransition(0.0))
    assert stand.engine.stage.mix_now().to_scene.id == "one"
    stand.ask(ask.MoveTransition(0.9))
    stand.ask(ask.MoveTransition(1.0))
    assert _staged(stand) == ("two", "one")
    mix = stand.engine.stage.mix_now()
    assert (mix.to_scene.id, mix.from_scene) == ("two", None)


def test_what_makes_no_sense_is_refused(stand: EngineStand) -> None:
    for request in (ask.PreviewScene("two"), ask.TakePreview(), ask.MoveTransition(0.5)):
        with pytest.raises(BadInputError):
            stand.ask(request)
    stand.ask(ask.SetPreviewMode())
    with pytest.raises(NotFoundError):
        stand.ask(ask.PreviewScene("gone"))
    assert _staged(stand) == ("one", "one")


def test_a_windows_small_pictures(stand: EngineStand) -> None:
    stand.ask(ask.SetPreviewMode())
    rings = stand.ask(ask.WatchPictures(has_preview=True, thumbnail_px=192))
    assert isinstance(rings, PictureRings)
    assert rings.scene_ids == ("one", "two")
    assert Path(rings.preview.path).exists()
    assert Path(rings.thumbnails.path).exists()


def test_the_last_moments_go_on_air_and_back(stand: EngineStand) -> None:
    with pytest.raises(BadInputError, match="nothing to save"):
        stand.ask(ask.PlayReplay())
    stand.ask(ask.StartShow(is_rehearsal=True))
    wait_until(lambda: stand.engine.replay.kept_s > 1.0, 60)
    answer = stand.ask(ask.PlayReplay(seconds=1.0))
    assert isinstance(answer, RecordingStarted)
    wait_until(lambda: stand.engine.stage.replay.status.is_on_air, 60)
    assert stand.engine.stage.mix_now().to_scene.id == FILM_ID
    stand.ask(ask.ControlReplay(is_paused=True, position_s=0.5, speed=0.5))
    assert stand.engine.snapshot().replay.is_paused
    stand.ask(ask.StopReplay())
    wait_until(lambda: not stand.engine.stage.replay.status.is_on_air, 60)
    assert stand.engine.stage.mix_now().to_scene.id == "one"
    assert Path(answer.path).exists()
    assert any(isinstance(event, ReplayChanged) for event in stand.events)


def test_another_size_of_the_preview_is_told_to_every_window(stand: EngineStand) -> None:
    stand.ask(ask.SizePreview(200))
    told = [event.preview for event in stand.events if isinstance(event, PreviewMoved)]
    assert [max(one.width_px, one.height_px) for one in told] == [200]
    stand.ask(ask.SizePreview(200))
    assert sum(isinstance(event, PreviewMoved) for event in stand.events) == 1
