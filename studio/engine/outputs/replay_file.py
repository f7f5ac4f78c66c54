"""The last moments as a normal MP4: pictures as they were encoded, sound made AAC at the end.

On air only Opus is encoded for the viewers; turning half a minute of it into AAC when somebody
wants it costs less than encoding AAC all evening.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from studio.core.errors import UnavailableError
from studio.engine.media import (
    SAMPLE_RATE_HZ,
    FloatSamples,
    MediaPacket,
    PacketKind,
    TrackInfo,
)
from studio.engine.outputs.muxed import MUX_ERRORS, Muxed

_AAC_SAMPLES = 1024
_AAC_BPS = 160_000


def write_replay(path: Path, packets: Sequence[MediaPacket], opus: TrackInfo | None) -> float:
    """Write H.264 and Opus packets, from the first key frame on; gives the length in seconds.

    Raises UnavailableError when there is no key frame or the disk refuses.
    """
    pictures = [packet for packet in packets if packet.kind is PacketKind.VIDEO]
    while pictures and not pictures[0].is_key:
        pictures.pop(0)
    if not pictures:
        raise UnavailableError("there is no picture to save yet", str(path))
    sounds = [packet for packet in packets if packet.kind is PacketKind.AUDIO]
    try:
        aac = _as_aac(sounds, opus) if sounds and opus is not None else []
        track = TrackInfo(PacketKind.AUDIO_AAC, "aac", rate_hz=SAMPLE_RATE_HZ) if aac else None
        options = {"movflags": "faststart"}
        muxed = Muxed(av.open(str(path), "w", format="mp4", options=options), pictures[0], track)
        for packet in sorted((*pictures, *aac), key=lambda one: one.dts / one.clock_hz):
            muxed.write(packet)
        muxed.close()
    except MUX_ERRORS as error:
        raise UnavailableError(f"the disk refused to write: {error}", str(path)) from error
    return muxed.duration_s


def _as_aac(sounds: list[MediaPacket], opus: TrackInfo) -> list[MediaPacket]:
    first_pts = sounds[0].pts
    encoder = _context("aac", "w")
    encoder.format = "fltp"
    encoder.bit_rate = _AAC_BPS
    encoder.open()
    samples, made = _decoded(sounds, opus), []
    for start in range(0, samples.shape[1] - _AAC_SAMPLES + 1, _AAC_SAMPLES):
        piece = np.ascontiguousarray(samples[:, start : start + _AAC_SAMPLES])
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
        frame.sample_rate, frame.time_base = SAMPLE_RATE_HZ, Fraction(1, SAMPLE_RATE_HZ)
        frame.pts = first_pts + start
        for packet in encoder.encode(frame):
            pts = packet.pts if packet.pts is not None else first_pts + start
            made.append(
                MediaPacket(
                    *(PacketKind.AUDIO_AAC, bytes(packet), pts, pts),
                    *(_AAC_SAMPLES, SAMPLE_RATE_HZ, True),
                )
            )
    return made


def _decoded(sounds: list[MediaPacket], opus: TrackInfo) -> FloatSamples:
    """Shape (2, n); what is missing between packets is silence."""
    decoder = _context("opus", "r")
    if opus.extradata:
        decoder.extradata = opus.extradata
    first_pts, last = sounds[0].pts, sounds[-1]
    samples = np.zeros((2, last.pts + last.duration - first_pts), np.float32)
    for packet in sounds:
        at = packet.pts - first_pts
        for frame in decoder.decode(av.Packet(packet.data)):
            piece = frame.to_ndarray().astype(np.float32, copy=False)
            if not frame.format.is_planar:
                piece = piece.reshape(-1, 2).T
            room = max(0, min(piece.shape[1], samples.shape[1] - at))
            samples[:, at : at + room] = piece[:, :room]
            at += room
    return samples


def _context(codec: str, mode: str) -> AudioCodecContext:
    context = av.CodecContext.create(codec, "w" if mode == "w" else "r")
    assert isinstance(context, AudioCodecContext)  # noqa: S101 - what create gives for sound
    context.sample_rate = SAMPLE_RATE_HZ
    context.layout = "stereo"
    return context
