"""The file that a recording is written to: an MP4 of half-second fragments, flushed at once.

A process that is killed loses at most what came after the last fragment.
"""

from pathlib import Path

import av

from studio.core.errors import UnavailableError
from studio.engine.media import MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.muxed import MUX_ERRORS, Muxed

_FRAGMENT_US = 500_000
_OPTIONS = {
    "movflags": "empty_moov+default_base_moof",
    "frag_duration": str(_FRAGMENT_US),
    "flush_packets": "1",
    # A track that falls silent must not keep the other waiting in memory.
    "max_interleave_delta": str(_FRAGMENT_US),
}
KINDS = frozenset({PacketKind.VIDEO, PacketKind.AUDIO_AAC})


class RecordingFile:
    """Opened at a key frame, where its time begins; packets go in as they come."""

    def __init__(self, path: Path, first: MediaPacket, sound: TrackInfo | None) -> None:
        self.path = path
        try:
            container = av.open(str(path), "w", format="mp4", options=dict(_OPTIONS))
            self._muxed = Muxed(container, first, sound)
        except MUX_ERRORS as error:
            raise UnavailableError(f"the file cannot be written: {error}", str(path)) from error

    @property
    def duration_s(self) -> float:
        """Length of what was written."""
        return self._muxed.duration_s

    @property
    def packets(self) -> int:
        """How many were written."""
        return self._muxed.packets

    def write(self, packet: MediaPacket) -> None:
        """Add a packet. Raises UnavailableError when the disk refuses."""
        try:
            self._muxed.write(packet)
        except MUX_ERRORS as error:
            raise _refused(error, self.path) from error

    def close(self) -> None:
        """Write what is left and close."""
        try:
            self._muxed.close()
        except MUX_ERRORS as error:
            raise _refused(error, self.path) from error


def _refused(error: Exception, path: Path) -> UnavailableError:
    return UnavailableError(f"the disk refused to write: {error}", str(path))
