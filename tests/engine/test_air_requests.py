from collections.abc import Iterator
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import SettingsChanged
from studio.core.messages.results import RecordingStarted
from studio.core.overlay import CardSize, NoteCard
from studio.core.preview_ring import PreviewReader
from studio.core.settings import OverlaySettings
from studio.core.status import RecorderState, ShowState
from studio.core.targets import Target, TargetState
from tests.support.engine_stand import EngineStand, running_engine
from tests.support.servers import NginxRtmp
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


def test_a_live_show_goes_to_a_real_server_and_a_rehearsal_does_not(tmp_path: Path) -> None:
    (tmp_path / "nginx").mkdir()
    with NginxRtmp(tmp_path / "nginx") as nginx, running_engine(tmp_path) as stand:
        target = Target("shop", "Shop", nginx.url)
        settings = msgspec.structs.replace(stand.engine.settings, targets=(target,))
        stand.ask(ask.SetSettings(settings))
        stand.ask(ask.SetTargetSecret("shop", "evening"))
        stand.ask(ask.StartShow(is_rehearsal=True))
        assert stand.engine.stats(0.0).targets[0].state is TargetState.OFF
        stand.ask(ask.StartShow())
        wait_until(lambda: stand.engine.stats(0.0).targets[0].sent_bps > 0, 30)
        stand.ask(ask.RetryTarget("shop"))
        stand.ask(ask.EndShow())
        assert stand.engine.stats(0.0).targets[0].state is TargetState.OFF
        (path,) = nginx.recordings()
    assert path.name.startswith("evening")
    with av.open(str(path)) as film:
        assert {stream.type for stream in film.streams} == {"video", "audio"}
        assert sum(1 for _ in film.decode(video=0)) > 3


def test_a_server_whose_address_cannot_be_leaves_the_settings_as_they_were(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        before = stand.engine.settings
        wrong = msgspec.structs.replace(before, targets=(Target("shop", "Shop", "shop.example"),))
        with pytest.raises(BadInputError, match="must begin with"):
            stand.ask(ask.SetSettings(wrong))
        assert stand.engine.settings == before


def test_what_just_happened_in_a_show_is_saved(stand: EngineStand) -> None:
    with pytest.raises(BadInputError, match="nothing to save yet"):
        stand.ask(ask.SaveReplay())
    stand.ask(ask.StartShow(is_rehearsal=True))
    wait_until(lambda: stand.engine.replay.kept_s > 1.0, _PATIENCE_S)
    answer = stand.ask(ask.SaveReplay())
    assert isinstance(answer, RecordingStarted)
    wait_until(lambda: Path(answer.path).exists(), _PATIENCE_S)
    stand.ask(ask.EndShow())
    with av.open(answer.path) as film:
        assert {stream.type for stream in film.streams} == {"video", "audio"}


def test_cards_over_the_picture_are_on_the_programme_and_gone_again(stand: EngineStand) -> None:
    def light() -> float:
        """Of the brightest place where a card stands, bottom left."""
        mix = stand.engine.programme
        newest = PreviewReader(Path(mix.preview_info.path))
        seen = newest.latest()
        width_px, height_px = newest.width_px, newest.height_px
        newest.close()
        if seen is None:
            return 0.0
        pixels = np.frombuffer(seen[1], np.uint8).reshape(height_px, width_px, 4)
        corner = pixels[int(height_px * 0.6) : int(height_px * 0.94), int(width_px * 0.08) :]
        return float(corner[:, : width_px // 4, 2].max())

    overlay = OverlaySettings(size=CardSize.LARGE)
    settings = msgspec.structs.replace(stand.engine.settings, overlay=overlay)
    stand.ask(ask.SetSettings(settings))
    wait_until(lambda: 0 < light() < 200, _PATIENCE_S)
    card = NoteCard("note", "Back in five minutes", "Tea is on")
    stand.ask(ask.ShowOverlay((card,)))
    wait_until(lambda: light() > 220, _PATIENCE_S)
    stand.ask(ask.ShowOverlay())
    wait_until(lambda: light() < 200, _PATIENCE_S)
