"""The encoders of a show in order: when the one on air fails, the next takes the same picture."""

import logging
from collections.abc import Callable
from dataclasses import replace

from studio.core.errors import UnavailableError
from studio.engine.encode.candidates import Candidate
from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder
from studio.engine.media import ComposedFrame, MediaPacket

_log = logging.getLogger("studio.engine.encode.lineup")

# An encoder that takes pictures and gives nothing back has failed too.
_LONGEST_SILENCE_FRAMES = 30

OpenEncoder = Callable[[Candidate, EncoderSettings], VideoEncoder]
FellBack = Callable[[Candidate, str], None]


class Lineup:
    """One encoder open at a time; used by the encoding thread only.

    ``on_fallback`` is told who failed and why, each time. When even the last one fails,
    ``encode`` raises UnavailableError and the last one is opened anew at the next picture.
    """

    def __init__(
        self,
        candidates: tuple[Candidate, ...],
        settings: EncoderSettings,
        on_fallback: FellBack,
        open_encoder: OpenEncoder = VideoEncoder,
    ) -> None:
        self.settings = settings
        self._candidates = candidates
        self._on_fallback = on_fallback
        self._open_encoder = open_encoder
        self._encoder: VideoEncoder | None = None
        self._silent_frames = 0
        self._is_fresh = True
        self._wanted_bps = settings.bitrate_bps

    @property
    def candidate(self) -> Candidate:
        """The one on air, or next on air."""
        return self._candidates[0]

    @property
    def remaining(self) -> tuple[Candidate, ...]:
        """Who is left after the one on air; itself when it is the last."""
        return self._candidates[1:] or self._candidates

    @property
    def encoder(self) -> VideoEncoder | None:
        """The open encoder, if one is."""
        return self._encoder

    def encode(self, frame: ComposedFrame, is_key: bool) -> list[MediaPacket]:
        """Packets of this picture; a newly opened encoder begins with a key frame."""
        while True:
            try:
                encoder = self._open()
                made = encoder.encode(frame, is_key or self._is_fresh)
                self._listen(made)
            except UnavailableError as error:
                self._give_up_on(error)
                continue
            self._is_fresh = False
            return made

    def set_bitrate(self, bitrate_bps: int) -> bool:
        """Change the rate; False when the encoder must be opened anew for it (`reopen`)."""
        self._wanted_bps = bitrate_bps
        return self._encoder is None or self._encoder.set_bitrate(bitrate_bps)

    def reopen(self, settings: EncoderSettings) -> list[MediaPacket]:
        """Go on with other settings from the next picture; gives what was still held."""
        held = self.close()
        self.settings = settings
        return held

    def close(self) -> list[MediaPacket]:
        """Let go of the encoder; gives what was still held."""
        encoder, self._encoder = self._encoder, None
        if encoder is None:
            return []
        try:
            return encoder.flush()
        except UnavailableError:
            _log.warning("encoder lost its last pictures", extra={"encoder": self.candidate.name})
            return []

    def _open(self) -> VideoEncoder:
        if self._encoder is None:
            # One that can change its rate is opened with the highest, the ceiling of its buffer.
            ceiling_bps = max(self._wanted_bps, self.settings.bitrate_bps)
            opened_bps = ceiling_bps if self.candidate.is_live_bitrate else self._wanted_bps
            self._encoder = self._open_encoder(
                self.candidate, replace(self.settings, bitrate_bps=opened_bps)
            )
            self._encoder.set_bitrate(self._wanted_bps)
            self._is_fresh = True
            self._silent_frames = 0
        return self._encoder

    def _listen(self, made: list[MediaPacket]) -> None:
        self._silent_frames = 0 if made else self._silent_frames + 1
        if self._silent_frames > _LONGEST_SILENCE_FRAMES:
            raise UnavailableError("takes pictures and gives none back", self.candidate.label)

    def _give_up_on(self, error: UnavailableError) -> None:
        self._encoder = None
        failed = self.candidate
        if len(self._candidates) == 1:
            raise error
        _log.warning("encoder failed", extra={"encoder": failed.name, "reason": str(error)})
        self._candidates = self._candidates[1:]
        self._on_fallback(failed, str(error))
