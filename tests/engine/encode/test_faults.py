"""Why a codec failed."""

from typing import Any

import av.error
import pytest

from studio.engine.encode.faults import reason_of

_CALL = 'avcodec_open2("h264_nvenc", {"preset": "p4"})'
_LOG: Any = (16, "h264_nvenc", "No capable devices found\n")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            av.error.ExternalError(542398533, "Generic error", _CALL, _LOG),
            "No capable devices found",
        ),
        (av.error.ExternalError(542398533, "Generic error", _CALL), "Generic error"),
        (ValueError("there is no such codec"), "there is no such codec"),
    ],
)
def test_the_reason_is_a_sentence_and_no_call(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
