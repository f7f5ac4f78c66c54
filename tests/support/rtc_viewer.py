"""A viewer made of aiortc: offers, receives, decodes, and asks for key frames."""

import asyncio
from types import TracebackType
from typing import Any, Self

from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.rtp import RTCP_PSFB_PLI, RtcpPsfbPacket
from av import AudioFrame, VideoFrame

_PATIENCE_S = 30.0


class RtcViewer:
    """Use it as an async context; `offer` first, then `take_answer`."""

    def __init__(self) -> None:
        self.peer = RTCPeerConnection()
        self._receivers: dict[str, Any] = {
            kind: self.peer.addTransceiver(kind, direction="recvonly").receiver
            for kind in ("video", "audio")
        }

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

    async def take_answer(self, sdp: str) -> None:
        """The other side's answer."""
        await self.peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))

    async def pictures(self, count: int) -> list[VideoFrame]:
        """The next decoded pictures."""
        return [await self._next("video") for _ in range(count)]

    async def sounds(self, count: int) -> list[AudioFrame]:
        """The next decoded pieces of sound."""
        return [await self._next("audio") for _ in range(count)]

    async def ask_for_key_frame(self) -> None:
        """A picture loss indication (RFC 4585 §6.3.1)."""
        receiver = self._receivers["video"]
        (media_ssrc,) = receiver._RTCRtpReceiver__active_ssrc or {0: None}
        await receiver._send_rtcp(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=0, media_ssrc=media_ssrc))

    async def _next(self, kind: str) -> Any:
        return await asyncio.wait_for(self._receivers[kind].track.recv(), _PATIENCE_S)
