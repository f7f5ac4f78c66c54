"""Each thing that goes wrong has a sentence, and is quiet when all is well."""

import pytest

from studio.core.scene import Show, Source, Strip
from studio.core.sources import MicrophoneSettings
from studio.core.status import (
    Alarm,
    EncoderStatus,
    EngineStats,
    FrameCounts,
    Meter,
    RecorderState,
    RecorderStatus,
    Severity,
    ShowState,
    SourceState,
    SourceStatus,
    ViewerStatus,
)
from studio.core.targets import TargetState, TargetStatus
from studio.ui import words
from studio.ui.health.contributors import CONTRIBUTORS
from studio.ui.health.judge import Judgement, Reason, judged
from studio.ui.state import ViewState
from tests.support.small_show import small_show


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def _live(show: Show | None = None, **known: object) -> ViewState:
    return ViewState(
        is_connected=True,
        show=show or small_show(),
        state=ShowState.LIVE,
        **known,  # type: ignore[arg-type]
    )


def _after(state: ViewState, seconds: int = 12, start: Judgement | None = None) -> Judgement:
    judgement = start or Judgement()
    for second in range(seconds):
        judgement = judged(judgement, state, float(second), CONTRIBUTORS)
    return judgement


def _reasons(state: ViewState) -> tuple[Reason, ...]:
    return _after(state).shown


def _encoding(work_ms: float) -> EngineStats:
    return EngineStats(
        frames=FrameCounts(rendered=100, compose_p50_ms=work_ms / 2),
        encoder=EncoderStatus("x264", encode_p50_ms=work_ms / 2),
    )


def test_all_is_well() -> None:
    assert _reasons(_live(stats=_encoding(9.0))) == ()


def test_too_little_time_for_a_picture_leaves_only_at_a_lower_limit() -> None:
    busy = _after(_live(stats=_encoding(30.0)))
    (reason,) = busy.shown
    assert reason.text == "A picture takes 30 of the 33 ms there are"
    assert reason.advice.startswith("Close other programs")
    between = _live(stats=_encoding(26.0))
    assert _reasons(between) == ()
    assert [one.id for one in _after(between, start=busy).shown] == ["busy"]
    assert _after(_live(stats=_encoding(20.0)), 20, start=busy).shown == ()


def test_nobody_minds_when_nobody_watches() -> None:
    off = ViewState(is_connected=True, show=small_show(), stats=_encoding(60.0))
    assert _reasons(off) == ()


def test_skipped_pictures_are_counted_over_ten_seconds() -> None:
    judgement = Judgement()
    for second in range(12):
        frames = FrameCounts(rendered=30 * second, skipped=2 * second)
        state = _live(stats=EngineStats(frames=frames, encoder=EncoderStatus("x264")))
        judgement = judged(judgement, state, float(second), CONTRIBUTORS)
    (reason,) = judgement.shown
    assert reason.text == "20 pictures were skipped in the last ten seconds"


@pytest.mark.parametrize(
    ("losses", "severity", "advice"),
    [
        ((0.2, 0.0, 0.0), Severity.NOTE, "It is their line"),
        ((0.2, 0.1, 0.0), Severity.WARNING, "It is likely your own line"),
    ],
)
def test_loss_of_few_is_theirs_and_of_most_is_ours(
    losses: tuple[float, ...], severity: Severity, advice: str
) -> None:
    viewers = tuple(ViewerStatus(str(n), loss=loss) for n, loss in enumerate(losses))
    (reason,) = _reasons(_live(stats=EngineStats(viewers=viewers)))
    assert reason.severity is severity
    assert "of 3 viewers lose up to 20 %" in reason.text
    assert reason.advice.startswith(advice)


def test_a_server_is_said_once_and_the_engines_alarm_stands_first() -> None:
    target = TargetStatus("yt", "YouTube", TargetState.FAILED, "the key is wrong")
    stats = EngineStats(targets=(target,))
    (reason,) = _reasons(_live(stats=stats))
    assert reason.text == "YouTube does not get the show: The key is wrong"
    assert reason.severity is Severity.URGENT
    alarm = Alarm("target-yt", Severity.URGENT, "as the engine says it")
    (reason,) = _reasons(_live(stats=stats, alarms=(alarm,)))
    assert reason.text == "As the engine says it"
    away = TargetStatus("yt", "YouTube", TargetState.RECONNECTING, "no answer")
    (reason,) = _reasons(_live(stats=EngineStats(targets=(away,))))
    assert (reason.severity, "tried again by itself" in reason.text) == (Severity.WARNING, True)


def test_a_source_counts_only_where_it_is_seen() -> None:
    gone = SourceStatus("cam", SourceState.RETRYING, "it was unplugged")
    (reason,) = _reasons(_live(sources=(gone,)))
    assert reason.text == "Camera gives nothing: It was unplugged"
    elsewhere = SourceStatus("nowhere", SourceState.RETRYING, "it was unplugged")
    assert _reasons(_live(sources=(elsewhere,))) == ()


def test_silence_of_an_open_microphone() -> None:
    show = small_show()
    spoken = Show(
        show.name,
        show.scenes,
        show.current_scene_id,
        (*show.sources, Source("mic", "Mic", MicrophoneSettings())),
        (*show.strips, Strip("mic")),
    )
    silent = (Meter("mic", peak_db=-90.0), Meter("master", peak_db=-90.0))
    (reason,) = _reasons(_live(spoken, meters=silent))
    assert reason.text == "Nothing has been heard for ten seconds"
    assert _reasons(_live(spoken, meters=(Meter("mic", peak_db=-20.0),))) == ()
    assert _reasons(_live(meters=silent)) == ()


def test_a_recording_without_proof_is_urgent_and_a_full_disk_a_warning() -> None:
    stale = RecorderStatus(RecorderState.RECORDING, duration_s=90, proven_age_s=60)
    (reason,) = _reasons(_live(recorder=stale))
    assert (reason.id, reason.severity) == ("recording-unproven", Severity.URGENT)
    tight = RecorderStatus(RecorderState.RECORDING, proven_age_s=3, disk_left_s=600)
    (reason,) = _reasons(_live(recorder=tight))
    assert reason.text == "The disk has room for 10 more minutes of recording"


def test_the_hub_away_is_urgent_on_air_only() -> None:
    (reason,) = _reasons(ViewState(state=ShowState.LIVE))
    assert (reason.id, reason.severity) == ("hub", Severity.URGENT)
    (reason,) = _reasons(ViewState())
    assert reason.severity is Severity.WARNING
