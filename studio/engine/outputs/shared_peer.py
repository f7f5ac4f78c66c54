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

from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.rtc_hooks import Heard, SenderHook, SharedPayloads, share_stream

_log = logging.getLogger("studio.engine.outputs.shared_peer")

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
            kind: SenderHook(sender, payloads, self._feed(kind), wall_ns_at, request_key_frame)
            for kind, sender in zip(_CAPACITY, senders, strict=True)
        }

    def offer(self, packet: MediaPacket) -> None:
        """Hand on a packet, once its sender has begun to ask."""
        reader = self._readers.get(packet.kind)
        if reader is not None:
            reader.offer(packet)

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
