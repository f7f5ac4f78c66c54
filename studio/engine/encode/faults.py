"""Why a codec failed, as a sentence for a person."""

import av.error


def reason_of(error: Exception) -> str:
    """What FFmpeg logged last where it was asked to log, else what the error is called.

    The call with all its options, which the error names too, helps nobody.
    """
    if not isinstance(error, av.error.FFmpegError):
        return str(error)
    logged = error.log[2].strip() if error.log else ""
    return logged.rstrip(".") or error.strerror or type(error).__name__
