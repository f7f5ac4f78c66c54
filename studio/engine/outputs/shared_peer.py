"""A peer connection that sends packets which everybody shares, and hears what comes back."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCRtpCodecCapability,
    RTCRtpSender,
)
from aiortc.mediastreams import MediaStreamError

from studio.engine.adapt.bandwidth import BandwidthEstimate
from studio.engine.adapt.choice import SOUND_BPS
from studio.engine.adapt.stitch import Stitch
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import VIDEO_CLOCK_HZ, MediaPacket, PacketKind
from studio.engine.outputs.rtc_hooks import Heard, SenderHook, ask_for_arrivals, share_stream
from studio.engine.outputs.shared_payloads import SharedPayloads

_log = logging.getLogger("studio.engine.outputs.shared_peer")

_CAPACITY = {PacketKind.VIDEO: 90, PacketKind.AUDIO: 100}
_H264_PROFILES = ("42e01f", "42001f")
_START_BPS, _CEILING_BPS = 4_000_000, 8_000_000
_OLD_MS = 120.0


class _PacketTrack(MediaStreamTrack):
    """Stands for a track; its packets go to the sender by another way."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    async def recv(self) -> NoReturn:
        """Never asked."""
        raise MediaStreamError


class SharedPeer:
    """All on one event loop. ``on_end`` is called once when the connection is over."""

    def __init__(
        self,
        payloads: SharedPayloads,
        wall_ns_at: Callable[[int], int],
        request_key_frame: Callable[[], None],
        on_end: Callable[[], None],
        ice_servers: tuple[RTCIceServer, ...] = (),
    ) -> None:
        ask_for_arrivals()
        self.estimate = BandwidthEstimate(_START_BPS, _CEILING_BPS)
        self.stitch = Stitch()
        self._offered_pts = 0
        self._on_end = on_end
        self._request_key_frame = request_key_frame
        self._is_closed = False
        self._ready: dict[PacketKind, asyncio.Event] = {}
        self._readers: dict[PacketKind, PacketReader] = {}
        self._has_begun: set[PacketKind] = set()
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=list(ice_servers)))
        self.connection.on("connectionstatechange", self._state_changed)
        senders = [
            self.connection.addTrack(_PacketTrack("video")),
            self.connection.addTrack(_PacketTrack("audio")),
        ]
        share_stream(senders)
        self._prefer_codecs()
        self._hooks = {
            kind: SenderHook(
                sender,
                payloads,
                self._feed(kind),
                wall_ns_at,
                request_key_frame,
                self.estimate if kind is PacketKind.VIDEO else None,
            )
            for kind, sender in zip(_CAPACITY, senders, strict=True)
        }

    def offer(self, packet: MediaPacket, number: int = 0) -> None:
        """Hand on a packet of rendition ``number``, once its sender has begun to ask."""
        reader = self._readers.get(packet.kind)
        if reader is None:
            return
        if packet.kind is PacketKind.VIDEO:
            stitched, is_cut = self.stitch.take(packet, number)
            if stitched is None:
                return
            if is_cut and self.waiting_ms > _OLD_MS:
                reader.forget_pictures()  # what waits is late by now, and a key frame follows
            packet = stitched
            self._offered_pts = packet.pts
        reader.offer(packet)

    @property
    def waiting_ms(self) -> float:
        """How far the pictures that were sent are behind those that were made."""
        sent_pts = self._hooks[PacketKind.VIDEO].sent_pts
        return max(0, self._offered_pts - sent_pts) * 1000 / VIDEO_CLOCK_HZ if sent_pts else 0.0

    @property
    def estimate_bps(self) -> int:
        """What the line carries, measured or as the other side says; 0 when neither is known.

        What is measured is the picture; the sound went beside it.
        """
        if self.estimate.has_feedback:
            return round(self.estimate.target_bps) + SOUND_BPS
        return max(hook.heard.estimate_bps for hook in self._hooks.values())

    @property
    def is_local(self) -> bool:
        """Whether the other side is on this computer, where no line can be narrow."""
        return self._hooks[PacketKind.VIDEO].is_local

    @property
    def loss(self) -> float:
        """The share of the picture's packets that did not arrive lately, 0-1."""
        heard = self._hooks[PacketKind.VIDEO].heard
        return self.estimate.loss if self.estimate.has_feedback else heard.loss

    @property
    def round_trip_ms(self) -> float:
        """There and back, by the picture's reports."""
        return self._hooks[PacketKind.VIDEO].heard.round_trip_ms

    def want_more(self, wants_more: bool) -> None:
        """Whether a better picture waits for a better line, which is worth finding out."""
        self._hooks[PacketKind.VIDEO].wants_more = wants_more

    @property
    def sent_bytes(self) -> int:
        """Of both tracks, since the beginning."""
        return sum(hook.sent_bytes for hook in self._hooks.values())

    @property
    def dropped_frames(self) -> int:
        """Pictures that the other side had no room for."""
        reader = self._readers.get(PacketKind.VIDEO)
        return reader.dropped if reader is not None else 0

    def heard(self, kind: PacketKind) -> Heard:
        """What the other side's reports said last."""
        return self._hooks[kind].heard

    async def close(self) -> None:
        """End the connection; may be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        for reader in self._readers.values():
            reader.close()
        try:
            await self.connection.close()
        except Exception as error:  # noqa: BLE001 - closing half-open ones raises all sorts
            _log.info("peer closed badly", extra={"error": type(error).__name__})
        self._on_end()

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
            f"peer {kind.value}",
            frozenset({kind}),
            _CAPACITY[kind],
            on_ready=ready.set,
            on_key_needed=lambda _name: self._request_key_frame(),
        )

    def _prefer_codecs(self) -> None:
        """Nothing but what is made: H.264 (baseline) and Opus."""
        wanted: dict[str, list[RTCRtpCodecCapability]] = {"video": [], "audio": []}
        for kind, found in wanted.items():
            for codec in RTCRtpSender.getCapabilities(kind).codecs:
                is_ours = codec.parameters.get("profile-level-id") in _H264_PROFILES
                is_h264 = codec.mimeType == "video/H264" and is_ours
                if codec.mimeType in ("video/rtx", "audio/opus") or is_h264:
                    found.append(codec)
        for transceiver in self.connection.getTransceivers():
            transceiver.setCodecPreferences(wanted[transceiver.kind])

    async def _state_changed(self) -> None:
        if self.connection.connectionState in ("failed", "closed"):
            await self.close()
