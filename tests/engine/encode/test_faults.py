"""Why a codec failed."""

import av.error
import pytest

from studio.engine.encode.faults import reason_of

_CALL = 'avcodec_open2("h264_nvenc", {"preset": "p4"})'


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            av.error.ExternalError(
                542398533, "Generic error", _CALL, (16, "h264_nvenc", "No capable devices found\n")
            ),
            "No capable devices found",
        ),
        (av.error.ExternalError(542398533, "Generic error", _CALL), "Generic error"),
        (ValueError("there is no such codec"), "there is no such codec"),
    ],
)
def test_the_reason_is_a_sentence_and_no_call(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
