"""The child process of a probe: one candidate encodes some pictures, and they are decoded."""

import sys
import time

import av
import av.error
import av.logging
import numpy as np
from av.video.codeccontext import VideoCodecContext

from studio.core.clock import NS_PER_S
from studio.core.errors import StudioError, UnavailableError
from studio.engine.encode import candidates
from studio.engine.encode.candidates import Candidate
from studio.engine.encode.faults import reason_of
from studio.engine.encode.probe import ProbeResult
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import ComposedFrame, MediaPacket

_SIZE_PX = (1280, 720)
_RATE_HZ = 30
_FRAMES = 8
_KEY_AT = (0, 5)


def main(arguments: list[str]) -> int:
    """Try the candidate named by the one argument and print its result as a line of JSON."""
    candidate = candidates.BY_NAME.get(arguments[0]) if len(arguments) == 1 else None
    if candidate is None:
        sys.stderr.write("usage: probe_child ENCODER\n")
        return 2
    began = time.monotonic()
    try:
        check(candidate)
        reason = ""
    except (StudioError, av.error.FFmpegError, OSError, ValueError) as error:
        reason = error.what if isinstance(error, StudioError) else reason_of(error)
    took_ms = round((time.monotonic() - began) * 1000, 1)
    result = ProbeResult(candidate.name, candidate.label, not reason, reason, took_ms)
    sys.stdout.write(result.as_line() + "\n")
    return 0


def check(candidate: Candidate) -> None:
    """Raise, with the reason, unless the candidate encodes, obeys a key request and decodes."""
    width_px, height_px = _SIZE_PX
    settings = EncoderSettings(width_px, height_px, _RATE_HZ, 2_500_000)
    encoder = VideoEncoder(candidate, settings)
    made: list[MediaPacket] = []
    for number in range(_FRAMES):
        made += encoder.encode(_picture(number), number in _KEY_AT)
    made += encoder.flush()
    keys = tuple(index for index, packet in enumerate(made) if packet.is_key)
    if len(made) != _FRAMES:
        raise UnavailableError(f"gave {len(made)} packets for {_FRAMES} pictures", candidate.label)
    if keys != _KEY_AT:
        raise UnavailableError(f"made key frames at {keys}, not at {_KEY_AT}", candidate.label)
    if not encoder.parameter_sets:
        raise UnavailableError("gives no parameter sets", candidate.label)
    decoded = _decoded_count(made)
    if decoded != _FRAMES:
        raise UnavailableError(f"only {decoded} of {_FRAMES} pictures decode", candidate.label)


def _picture(number: int) -> ComposedFrame:
    width_px, height_px = _SIZE_PX
    plane = np.full((height_px * 3 // 2, width_px), 128, np.uint8)
    plane[:height_px] = (np.arange(width_px) + number * 16) % 220 + 16
    frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
    return ComposedFrame(frame, number * NS_PER_S // _RATE_HZ, number)


def _decoded_count(packets: list[MediaPacket]) -> int:
    decoder = av.CodecContext.create("h264", "r")
    if not isinstance(decoder, VideoCodecContext):
        raise ValueError("there is no H.264 decoder")
    frames = [frame for packet in packets for frame in decoder.decode(av.Packet(packet.data))]
    frames += decoder.decode(None)
    return len(frames)


if __name__ == "__main__":
    av.logging.set_level(av.logging.ERROR)  # a reason in words; safe, as nothing else runs here
    sys.exit(main(sys.argv[1:]))
