"""Who contributes reasons to the health bar; another part adds its own to `CONTRIBUTORS`."""

from collections.abc import Iterator

from studio.core.sources import MicrophoneSettings
from studio.core.status import RecorderState, Severity, ShowState, SourceState
from studio.core.targets import TargetState
from studio.ui.health.judge import Contributor, Look, Reason
from studio.ui.health.renditions import lesser_pictures
from studio.ui.sentences import said
from studio.ui.state import ViewState
from studio.ui.streamer.recording_words import is_unproven
from studio.ui.words import tr

_BUSY, _CALM = 0.85, 0.7  # of the time that there is for a picture
_SKIPPED_SHARE, _CALM_SKIPPED_SHARE = 0.02, 0.005
_LOSS, _CALM_LOSS = 0.05, 0.03
_SILENCE_DB = -60.0
_SILENCE_S = 9.0


def connection(look: Look) -> Iterator[Reason]:
    """Hub or engine away."""
    state = look.state
    if not state.is_connected:
        severity = Severity.URGENT if state.is_on_air else Severity.WARNING
        yield Reason("hub", severity, tr("reconnecting"), is_at_once=True)
    elif state.is_engine_lost:
        words = tr("engine_returns") if state.will_engine_return else tr("engine_gone")
        yield Reason("engine", Severity.URGENT, words, is_at_once=True)


def alarms(look: Look) -> Iterator[Reason]:
    """What engine and hub raised."""
    for alarm in look.state.alarms:
        text, advice = said(alarm.text), said(alarm.advice)
        yield Reason(alarm.id, alarm.severity, text, advice, is_at_once=True)


def encoder(look: Look) -> Iterator[Reason]:
    """Too little time for a picture, and pictures that were skipped for it."""
    stats, show = look.state.stats, look.state.show
    if not _is_watched(look.state) or not stats.encoder.name or show is None:
        return
    budget_ms = 1000 / show.canvas.rate_hz
    work_ms = stats.frames.compose_p50_ms + stats.encoder.encode_p50_ms
    if work_ms > budget_ms * (_CALM if "busy" in look.shown else _BUSY):
        text = tr("health_busy", ms=f"{work_ms:.0f}", budget=f"{budget_ms:.0f}")
        yield Reason("busy", Severity.WARNING, text, tr("health_busy_advice"))
    skipped, made = look.recent_skipped
    share = _CALM_SKIPPED_SHARE if "pictures-skipped" in look.shown else _SKIPPED_SHARE
    if skipped and skipped > share * max(1, made + skipped):
        text = tr("health_skipped", count=skipped)
        yield Reason("pictures-skipped", Severity.WARNING, text, tr("health_busy_advice"))


def viewers(look: Look) -> Iterator[Reason]:
    """Viewers whose line is bad."""
    all_of_them = look.state.stats.viewers
    limit = _CALM_LOSS if "viewers" in look.shown else _LOSS
    losing = [one for one in all_of_them if one.loss > limit]
    if losing:
        worst = max(one.loss for one in losing)
        text = tr(
            "health_loss", count=len(losing), all=len(all_of_them), percent=f"{worst * 100:.0f}"
        )
        is_most = len(losing) * 2 > len(all_of_them)
        advice = tr("health_loss_ours") if is_most else tr("health_loss_theirs")
        severity = Severity.WARNING if is_most else Severity.NOTE
        yield Reason("viewers", severity, text, advice)


def targets(look: Look) -> Iterator[Reason]:
    """Servers that do not get the show; an alarm of the engine's with the same id stands first."""
    for one in look.state.stats.targets:
        if one.state is TargetState.FAILED:
            text = tr("health_target_failed", name=one.name, reason=said(one.reason))
            yield Reason(
                f"target-{one.target_id}", Severity.URGENT, text, tr("health_target_advice")
            )
        elif one.state is TargetState.RECONNECTING:
            text = tr("health_target_away", name=one.name, reason=said(one.reason))
            yield Reason(f"target-{one.target_id}", Severity.WARNING, text)


def sources(look: Look) -> Iterator[Reason]:
    """Sources that the scene on the programme shows, and that give nothing."""
    show = look.state.show
    if show is None or not _is_watched(look.state):
        return
    seen = {layer.source_id for layer in show.current_scene.layers if layer.is_visible}
    seen |= {strip.source_id for strip in show.strips if not strip.is_muted}
    for one in look.state.sources:
        source = show.source(one.source_id)
        is_bad = one.state in (SourceState.RETRYING, SourceState.UNAVAILABLE)
        if source is not None and is_bad and one.source_id in seen:
            text = tr("health_source", name=source.name, reason=said(one.reason))
            yield Reason(f"source-{one.source_id}", Severity.WARNING, text)


def silence(look: Look) -> Iterator[Reason]:
    """A microphone that is open while nothing at all is heard."""
    show = look.state.show
    if show is None or not _is_watched(look.state) or len(look.recent) < 2:
        return
    if look.now_s - look.recent[0].at_s < _SILENCE_S:
        return
    open_ones = {strip.source_id for strip in show.strips if not strip.is_muted}
    has_microphone = any(
        isinstance(source.settings, MicrophoneSettings) and source.id in open_ones
        for source in show.sources
    )
    if has_microphone and all(one.sound_db < _SILENCE_DB for one in look.recent):
        yield Reason("silence", Severity.WARNING, tr("health_silence"), tr("health_silence_advice"))


def recording(look: Look) -> Iterator[Reason]:
    """A recording whose proof is overdue, and a disk that is nearly full."""
    recorder = look.state.recorder
    if is_unproven(recorder):
        advice = tr("health_unproven_advice")
        yield Reason("recording-unproven", Severity.URGENT, tr("health_unproven"), advice)
    warn_s = look.state.settings.recording.warn_free_s
    if recorder.state is RecorderState.RECORDING and 0 <= recorder.disk_left_s < warn_s:
        text = tr("health_disk", minutes=int(recorder.disk_left_s // 60))
        yield Reason("disk", Severity.WARNING, text, tr("health_disk_advice"))


def _is_watched(state: ViewState) -> bool:
    """Whether it matters at this moment."""
    is_recording = state.recorder.state is RecorderState.RECORDING
    return state.is_on_air or state.state is ShowState.REHEARSAL or is_recording


CONTRIBUTORS: tuple[Contributor, ...] = (
    connection,
    alarms,
    encoder,
    viewers,
    lesser_pictures,
    targets,
    sources,
    silence,
    recording,
)
