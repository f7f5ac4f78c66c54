"""The recording's two lines: proof, its age, and words when it fails."""

import pytest

from studio.core.status import RecorderState, RecorderStatus
from studio.ui.streamer.recording_words import clock_text, recording_words, size_text


def _recording(**known: object) -> RecorderStatus:
    return RecorderStatus(RecorderState.RECORDING, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (RecorderStatus(), ("", "", "")),
        (
            _recording(duration_s=65, written_bytes=20_000_000, proven_age_s=4.2),
            ("● Recording 00:01:05", "20 MB · checked 4 s ago", ""),
        ),
        (_recording(duration_s=1), ("● Recording 00:00:01", "0 MB · first check soon", "")),
        (
            _recording(duration_s=30, written_bytes=1_230_000_000),
            ("● Recording 00:00:30", "1.2 GB · not checked for too long", "urgent"),
        ),
        (
            _recording(duration_s=99, proven_age_s=50.0),
            ("● Recording 00:01:39", "0 MB · not checked for too long", "urgent"),
        ),
        (
            _recording(duration_s=99, proven_age_s=1.0, reason="the disk has not answered for 6 s"),
            ("● Recording 00:01:39", "0 MB · The disk has not answered for 6 s", "urgent"),
        ),
        (RecorderStatus(RecorderState.FINISHING), ("Finishing the recording", "", "")),
        (
            RecorderStatus(RecorderState.FAILED, reason="its file is gone: no such file"),
            ("Recording failed", "Its file is gone: no such file", "urgent"),
        ),
    ],
)
def test_words(status: RecorderStatus, words: tuple[str, str, str]) -> None:
    assert recording_words(status) == words


def test_sizes_and_times() -> None:
    assert [size_text(n) for n in (0, 999_000_000, 1_500_000_000)] == ["0 MB", "999 MB", "1.5 GB"]
    assert clock_text(3661.9) == "01:01:01"
