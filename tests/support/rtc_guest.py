"""A phone made of aiortc: sends a plain picture and a tone, as a browser would."""

import asyncio
import fractions
from types import TracebackType
from typing import Any, Self

import numpy as np
from aiortc import (
    MediaStreamTrack,
    RTCPeerConnection,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from aiortc.rtp import RtcpPsfbPacket
from av import AudioFrame, VideoFrame

SIZE_PX = (320, 180)
TONE_HZ = 1000
_RATE_HZ = 30
_SAMPLES = 960


class _Picture(MediaStreamTrack):
    kind = "video"

    def __init__(self, luma: int, size_px: tuple[int, int]) -> None:
        super().__init__()
        self._luma, self._size_px = luma, size_px
        self._number = 0

    async def recv(self) -> VideoFrame:
        """The next one, at its time."""
        if self.readyState != "live":
            raise MediaStreamError
        await asyncio.sleep(1 / _RATE_HZ)
        frame = VideoFrame(*self._size_px, "yuv420p")
        for place, plane in enumerate(frame.planes):
            plane.update(bytes([self._luma if place == 0 else 128]) * plane.buffer_size)
        frame.pts, frame.time_base = self._number * 3000, fractions.Fraction(1, 90_000)
        self._number += 1
        return frame


class _Tone(MediaStreamTrack):
    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._first = 0

    async def recv(self) -> AudioFrame:
        """The next 20 ms."""
        if self.readyState != "live":
            raise MediaStreamError
        await asyncio.sleep(_SAMPLES / 48_000)
        turns = (self._first + np.arange(_SAMPLES)) / 48_000 * TONE_HZ
        wave = (np.sin(2 * np.pi * turns) * 8000).astype(np.int16)
        frame = AudioFrame.from_ndarray(wave[None, :], "s16", "mono")
        frame.sample_rate, frame.pts = 48_000, self._first
        frame.time_base = fractions.Fraction(1, 48_000)
        self._first += _SAMPLES
        return frame


class RtcGuest:
    """Use it as an async context; `offer` first, then `take_answer`."""

    def __init__(
        self,
        luma: int = 180,
        codec: str = "video/VP8",
        *,
        has_sound: bool = True,
        size_px: tuple[int, int] = SIZE_PX,
    ) -> None:
        self.peer = RTCPeerConnection()
        self.peer.addTransceiver(_Picture(luma, size_px), direction="sendonly")
        capable = RTCRtpSender.getCapabilities("video")
        assert capable is not None
        wanted = [one for one in capable.codecs if one.mimeType in (codec, "video/rtx")]
        self.peer.getTransceivers()[0].setCodecPreferences(wanted)
        if has_sound:
            self.peer.addTransceiver(_Tone(), direction="sendonly")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.peer.close()

    async def offer(self) -> str:
        """The offer, with its candidates in it."""
        await self.peer.setLocalDescription(await self.peer.createOffer())
        return str(self.peer.localDescription.sdp)

    def hear_reports(self) -> list[int]:
        """Kinds of payload specific feedback (RFC 4585 §6.3) that the other side sends from now."""
        heard: list[int] = []
        sender: Any = self.peer.getSenders()[0]
        before = sender._handle_rtcp_packet

        async def hear(packet: object) -> None:
            if isinstance(packet, RtcpPsfbPacket):
                heard.append(packet.fmt)
            await before(packet)

        sender._handle_rtcp_packet = hear
        return heard

    async def take_answer(self, sdp: str) -> None:
        """The other side's answer."""
        await self.peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
