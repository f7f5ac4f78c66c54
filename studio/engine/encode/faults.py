"""Why a codec failed, as a sentence for a person."""

from collections.abc import Sequence

import av.error


def reason_of(error: Exception) -> str:
    """What FFmpeg logged last where it was asked to log, else what the error is called.

    The call with all its options, which the error names too, helps nobody.
    """
    if not isinstance(error, av.error.FFmpegError):
        return str(error)
    log: Sequence[object] = getattr(error, "log", None) or ()  # level, codec, words
    logged = log[-1] if log else ""
    words = logged.strip().rstrip(".") if isinstance(logged, str) else ""
    return words or error.strerror or type(error).__name__
