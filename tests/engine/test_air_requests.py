from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import SettingsChanged
from studio.core.messages.results import RecordingStarted
from studio.core.status import RecorderState, ShowState
from tests.support.engine_stand import EngineStand, running_engine
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[EngineStand]:
    with running_engine(tmp_path) as running:
        yield running


def test_the_show_runs_and_ends(stand: EngineStand) -> None:
    def state() -> ShowState:
        return stand.engine.on_air.state

    stand.ask(ask.StartShow(is_rehearsal=True))
    assert state() is ShowState.REHEARSAL
    stand.ask(ask.StartShow())
    stand.ask(ask.PauseShow())
    assert state() is ShowState.PAUSED
    stand.ask(ask.PauseShow(is_paused=False))
    stand.ask(ask.EndShow())
    assert state() is ShowState.ENDED
    assert not stand.engine.pipeline.is_running


def test_a_recording_needs_no_show_and_lets_the_encoders_go(
    stand: EngineStand, tmp_path: Path
) -> None:
    started = stand.ask(ask.StartRecording(str(tmp_path / "film.mp4")))
    assert isinstance(started, RecordingStarted)
    assert stand.engine.pipeline.is_running
    status = stand.engine.recorder.status
    wait_until(lambda: status().duration_s > 0.5, _PATIENCE_S)
    stand.ask(ask.StopRecording())
    wait_until(lambda: not stand.engine.pipeline.is_running, _PATIENCE_S)
    assert status().state is RecorderState.OFF
    assert (tmp_path / "film.mp4").exists()


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (ask.EndShow(), BadInputError),
        (ask.PauseShow(), BadInputError),
        (ask.StopRecording(), StudioError),
        (ask.StartRecording("/proc/no/such/place.mp4"), StudioError),
        (ask.OpenViewer("v=0\r\n"), UnavailableError),
        (ask.AddViewerCandidates("gone", "a=mid:0\r\n"), NotFoundError),
        (ask.CloseViewer("gone"), NotFoundError),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_runs(
    stand: EngineStand, request_: ask.Request, error: type[StudioError]
) -> None:
    with pytest.raises(error):
        stand.ask(request_)
    assert not stand.engine.pipeline.is_running
    assert stand.engine.on_air.state is ShowState.OFF


def test_a_malformed_offer_is_named(stand: EngineStand) -> None:
    stand.ask(ask.StartShow())
    with pytest.raises(BadInputError, match="SDP"):
        stand.ask(ask.OpenViewer("v=0\r\n"))


def test_the_bitrate_changes_on_air_and_is_kept(stand: EngineStand) -> None:
    stand.ask(ask.StartShow())
    stand.ask(ask.SetVideoBitrate(900_000))
    status = stand.engine.pipeline.encoder_status
    wait_until(lambda: status().target_bps == 900_000, _PATIENCE_S)
    assert stand.engine.settings.video.bitrate_bps == 900_000
    told = [event for event in stand.events if isinstance(event, SettingsChanged)]
    assert told[-1].settings == stand.engine.settings


def test_settings_are_taken_and_told(stand: EngineStand) -> None:
    stand.ask(ask.StartShow())
    video = msgspec.structs.replace(stand.engine.settings.video, bitrate_bps=700_000)
    settings = msgspec.structs.replace(stand.engine.settings, video=video)
    stand.ask(ask.SetSettings(settings))
    assert stand.engine.snapshot().settings == settings
    assert stand.engine.pipeline.encoder_status().target_bps == 700_000
