"""The recording's proof: what is on the disk now really is a picture that decodes."""

from pathlib import Path

import av

_TAIL_S = 4.0


def newest_decodes(path: Path, duration_s: float) -> bool:
    """Whether a picture of the last seconds of the file can be decoded."""
    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            stream.thread_type = "NONE"
            if duration_s > _TAIL_S and stream.time_base:
                place = int((duration_s - _TAIL_S) / stream.time_base)
                container.seek(place, stream=stream, backward=True)
            return any(True for _ in container.decode(stream))
    except (av.error.FFmpegError, OSError, IndexError):
        return False
