"""The recording with its proof, in words: how long, how large, when it was last read back."""

from studio.core.status import RecorderState, RecorderStatus
from studio.ui.sentences import said
from studio.ui.words import tr

_LONGEST_UNPROVEN_S = 20.0  # the first proof is due after three seconds
_LONGEST_AGE_S = 45.0  # every fifteen seconds there is one


def recording_words(recorder: RecorderStatus) -> tuple[str, str, str]:
    """What stands in the first line, what in the second, and the tone of the second."""
    if recorder.state is RecorderState.FINISHING:
        return tr("finishing"), "", ""
    if recorder.state is RecorderState.FAILED:
        return tr("recording_failed"), said(recorder.reason), "urgent"
    if recorder.state is not RecorderState.RECORDING:
        return "", "", ""
    first = "● " + tr("recording", time=clock_text(recorder.duration_s))
    size = size_text(recorder.written_bytes)
    if recorder.reason:
        return first, f"{size} · {said(recorder.reason)}", "urgent"
    if is_unproven(recorder):
        return first, f"{size} · {tr('recording_unproven')}", "urgent"
    if recorder.proven_age_s < 0:
        return first, f"{size} · {tr('recording_first_check')}", ""
    return first, f"{size} · {tr('recording_checked', seconds=int(recorder.proven_age_s))}", ""


def is_unproven(recorder: RecorderStatus) -> bool:
    """Whether a proof is overdue."""
    if recorder.state is not RecorderState.RECORDING:
        return False
    if recorder.proven_age_s < 0:
        return recorder.duration_s > _LONGEST_UNPROVEN_S
    return recorder.proven_age_s > _LONGEST_AGE_S


def size_text(size_bytes: int) -> str:
    """Megabytes, or gigabytes with one figure after the point."""
    if size_bytes >= 1_000_000_000:
        return f"{size_bytes / 1e9:.1f} GB"
    return f"{size_bytes / 1e6:.0f} MB"


def clock_text(seconds: float) -> str:
    """``h:mm:ss`` with leading zeros where they keep the figures still."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
