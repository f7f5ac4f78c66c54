"""The recording's proof: what lies on the disk now really is a picture that decodes."""

import io
from collections.abc import Iterable
from pathlib import Path

import av
import av.error
from av.video.stream import VideoStream

from studio.core.errors import UnavailableError
from studio.engine.outputs.fragments import FragmentIndex

# Fragments are half a second: enough for the usual key frame distance, then for the longest.
_TAIL_FRAGMENTS = (8, 30)


class RecordingProof:
    """Reads a recording back while it is written, from the newest key frame to its end."""

    def __init__(self, path: Path) -> None:
        self._fragments = FragmentIndex(path)

    def newest_s(self) -> float:
        """Time of the newest picture on the disk, in seconds from the beginning; decoded.

        Raises UnavailableError when there is none, or one of the last does not decode.
        """
        where = str(self._fragments.path)
        try:
            self._fragments.refresh()
            for count in _TAIL_FRAGMENTS:
                tail = self._fragments.tail(count)
                newest_s = decoded_until(tail) if tail else None
                if newest_s is not None:
                    return newest_s
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise UnavailableError(f"it cannot be read back: {error}", where) from error
        raise UnavailableError("there is no picture in it yet", where)


def decoded_until(data: bytes) -> float | None:
    """Decode an MP4 from its last key frame on; the last picture's time, None for no key frame.

    Raises FFmpegError for what is no MP4, ValueError when not every picture comes out.
    """
    with av.open(io.BytesIO(data), "r", format="mp4") as container:
        if not container.streams.video:
            return None
        stream = container.streams.video[0]
        group = _last_group(container.demux(stream))
        if not group:
            return None
        times = _picture_times(stream, group)
    if len(times) != len(group):
        raise ValueError(f"only {len(times)} of its last {len(group)} pictures decode")
    return times[-1]


def _last_group(packets: "Iterable[av.Packet[VideoStream]]") -> "list[av.Packet[VideoStream]]":
    group: list[av.Packet[VideoStream]] = []
    for packet in packets:
        if packet.is_keyframe:
            group.clear()
        if packet.dts is not None and (group or packet.is_keyframe):
            group.append(packet)
    return group


def _picture_times(stream: VideoStream, group: "list[av.Packet[VideoStream]]") -> list[float]:
    context = stream.codec_context
    frames = [frame for packet in group for frame in context.decode(packet)]
    frames += context.decode(None)
    return [frame.time for frame in frames if not frame.is_corrupt]
