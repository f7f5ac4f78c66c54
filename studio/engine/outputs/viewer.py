"""One viewer: a peer connection that is handed packets which everybody shares."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpCodecCapability,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import candidate_from_sdp

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import BadInputError
from studio.core.status import ViewerStatus
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.rtc_hooks import SenderHook, SharedPayloads, share_stream
from studio.engine.outputs.sdp_check import candidates_of

_log = logging.getLogger("studio.engine.outputs.viewer")

_CAPACITY = {PacketKind.VIDEO: 90, PacketKind.AUDIO: 100}
_H264_PROFILES = ("42e01f", "42001f")


class _PacketTrack(MediaStreamTrack):
    """Stands for a track; its packets go to the sender by another way."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    async def recv(self) -> NoReturn:
        """Never asked."""
        raise MediaStreamError


class Viewer:
    """All on the viewers' event loop. ``on_end`` is called once when the connection is over."""

    def __init__(
        self,
        viewer_id: str,
        clock: Clock,
        payloads: SharedPayloads,
        wall_ns_at: Callable[[int], int],
        request_key_frame: Callable[[], None],
        on_end: Callable[[str], None],
    ) -> None:
        self.id = viewer_id
        self._clock = clock
        self._opened_ns = clock.monotonic_ns()
        self._on_end = on_end
        self._request_key_frame = request_key_frame
        self._is_closed = False
        self._sent = (0, self._opened_ns)
        self._sent_bps = 0
        self._ready: dict[PacketKind, asyncio.Event] = {}
        self._readers: dict[PacketKind, PacketReader] = {}
        self._has_begun: set[PacketKind] = set()
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._connection.on("connectionstatechange", self._state_changed)
        senders = [
            self._connection.addTrack(_PacketTrack("video")),
            self._connection.addTrack(_PacketTrack("audio")),
        ]
        share_stream(senders)
        self._prefer_h264()
        self._hooks = {
            kind: SenderHook(sender, payloads, self._feed(kind), wall_ns_at, self._key_frame_wanted)
            for kind, sender in zip(_CAPACITY, senders, strict=True)
        }

    async def answer(self, offer_sdp: str) -> str:
        """The answer, with all candidates in it. Raises BadInputError."""
        try:
            await self._connection.setRemoteDescription(RTCSessionDescription(offer_sdp, "offer"))
            for transceiver in self._connection.getTransceivers():
                transceiver.direction = "sendonly"
            await self._connection.setLocalDescription(await self._connection.createAnswer())
        except Exception as error:
            # The library has no error of its own: ValueError, KeyError, AssertionError and more.
            raise BadInputError("the offer cannot be answered", "SDP") from error
        return with_rtcp_mux_only(self._connection.localDescription.sdp)

    async def add_candidates(self, fragment: str) -> None:
        """Trickled candidates; one that cannot be resolved is left out in silence (RFC 8840)."""
        for mid, line in candidates_of(fragment):
            candidate = candidate_from_sdp(line.split(":", 1)[1])
            candidate.sdpMid = mid
            with contextlib.suppress(ValueError, OSError):
                await self._connection.addIceCandidate(candidate)

    def offer(self, packet: MediaPacket) -> None:
        """Hand on a packet, once its sender has begun to ask."""
        reader = self._readers.get(packet.kind)
        if reader is not None:
            reader.offer(packet)

    def status(self) -> ViewerStatus:
        """How the viewer does."""
        video, audio = self._hooks[PacketKind.VIDEO], self._hooks[PacketKind.AUDIO]
        now_ns = self._clock.monotonic_ns()
        self._measure(now_ns, video.sent_bytes + audio.sent_bytes)
        reader = self._readers.get(PacketKind.VIDEO)
        return ViewerStatus(
            self.id,
            connected_s=(now_ns - self._opened_ns) / NS_PER_S,
            loss=video.heard.loss,
            round_trip_ms=round(video.heard.round_trip_ms, 1),
            estimate_bps=max(video.heard.estimate_bps, audio.heard.estimate_bps),
            sent_bps=self._sent_bps,
            dropped_frames=reader.dropped if reader is not None else 0,
            key_frame_requests=video.heard.key_frame_requests,
        )

    async def close(self) -> None:
        """End the connection; may be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        for reader in self._readers.values():
            reader.close()
        try:
            await self._connection.close()
        except Exception as error:  # noqa: BLE001 - closing half-open ones raises all sorts
            _log.info("viewer closed badly", extra={"error": type(error).__name__})
        self._on_end(self.id)

    def _feed(self, kind: PacketKind) -> Callable[[], Awaitable[MediaPacket]]:
        async def next_packet() -> MediaPacket:
            if kind not in self._has_begun:
                self._begin(kind)
            reader, ready = self._readers[kind], self._ready[kind]
            while True:
                packet = reader.get_nowait()
                if packet is not None:
                    return packet
                if reader.is_closed:
                    raise MediaStreamError
                ready.clear()
                await ready.wait()

        return next_packet

    def _begin(self, kind: PacketKind) -> None:
        self._has_begun.add(kind)
        ready = self._ready[kind] = asyncio.Event()
        self._readers[kind] = PacketReader(
            f"viewer {kind.value}",
            frozenset({kind}),
            _CAPACITY[kind],
            on_ready=ready.set,
            on_key_needed=lambda _name: self._request_key_frame(),
        )

    def _key_frame_wanted(self) -> None:
        self._request_key_frame()

    def _prefer_h264(self) -> None:
        wanted: list[RTCRtpCodecCapability] = []
        for codec in RTCRtpSender.getCapabilities("video").codecs:
            is_ours = codec.parameters.get("profile-level-id") in _H264_PROFILES
            if codec.mimeType == "video/rtx" or (codec.mimeType == "video/H264" and is_ours):
                wanted.append(codec)
        for transceiver in self._connection.getTransceivers():
            if transceiver.kind == "video":
                transceiver.setCodecPreferences(wanted)

    def _measure(self, now_ns: int, sent_bytes: int) -> None:
        before_bytes, before_ns = self._sent
        if now_ns - before_ns >= NS_PER_S // 2:
            self._sent_bps = (sent_bytes - before_bytes) * 8 * NS_PER_S // (now_ns - before_ns)
            self._sent = (sent_bytes, now_ns)

    async def _state_changed(self) -> None:
        if self._connection.connectionState in ("failed", "closed"):
            await self.close()


def with_rtcp_mux_only(sdp: str) -> str:
    """The answer with ``a=rtcp-mux-only``, which WHEP asks for and the library leaves out."""
    return sdp.replace("a=rtcp-mux\r\n", "a=rtcp-mux\r\na=rtcp-mux-only\r\n")
