"""With `rtc_ice` the only place that reaches into aiortc's and aioice's private names (1.16.0).

aiortc packetises already encoded packets once a viewer, ignores their key frame requests
and bandwidth estimates, and stamps its sender reports with the time of sending. These hooks
share the packets, listen to the viewer, and stamp reports with media time, so that browsers
put picture and sound together as they were. A test fails when a name moves.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

import aioice.ice
from aiortc import RTCRtpReceiver, RTCRtpSender
from aiortc.codecs.h264 import H264Encoder
from aiortc.rtcrtpsender import RTCEncodedFrame
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    unpack_remb_fci,
)

from studio.core.clock import NS_PER_S
from studio.engine.media import MediaPacket, PacketKind

LOOPBACK = "127.0.0.1"
_NTP_EPOCH_S = 2_208_988_800  # 1900 to 1970
_KEPT_PAYLOADS = 64
_find_host_addresses = aioice.ice.get_host_addresses


def use_host_addresses(*, is_loopback_only: bool) -> None:
    """Offer this computer's own address as well, which aioice leaves out; or nothing else."""

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        if is_loopback_only:
            return [LOOPBACK]
        return [*_find_host_addresses(use_ipv4, use_ipv6), LOOPBACK]

    aioice.ice.get_host_addresses = addresses


class SharedPayloads:
    """RTP payloads of the last packets, made once for all viewers (RFC 6184, RFC 7587)."""

    def __init__(self) -> None:
        self._known: OrderedDict[int, tuple[MediaPacket, list[bytes]]] = OrderedDict()

    def of(self, packet: MediaPacket) -> list[bytes]:
        """The payloads; the packet is kept with them, so its identity cannot be used again."""
        known = self._known.get(id(packet))
        if known is not None:
            return known[1]
        if packet.kind is PacketKind.VIDEO:
            payloads = H264Encoder._packetize(H264Encoder._split_bitstream(packet.data))
        else:
            payloads = [packet.data]
        self._known[id(packet)] = (packet, payloads)
        if len(self._known) > _KEPT_PAYLOADS:
            self._known.popitem(last=False)
        return payloads


@dataclass(slots=True)
class Heard:
    """What a viewer's reports said last. ``loss`` 0-1 of the last interval."""

    loss: float = 0.0
    round_trip_ms: float = 0.0
    estimate_bps: int = 0
    key_frame_requests: int = 0
    nacks: int = 0


class SenderHook:
    """One sender fed with shared packets and listened to.

    ``next_packet`` waits for the next packet; ``wall_ns_at`` gives the wall clock (ns since
    1970) of a media time in ns.
    """

    def __init__(
        self,
        sender: RTCRtpSender,
        payloads: SharedPayloads,
        next_packet: Callable[[], Awaitable[MediaPacket]],
        wall_ns_at: Callable[[int], int],
        on_key_frame_wanted: Callable[[], None],
    ) -> None:
        self.heard = Heard()
        self.sent_bytes = 0
        self._sender: Any = sender
        self._payloads = payloads
        self._next_packet = next_packet
        self._wall_ns_at = wall_ns_at
        self._on_key_frame_wanted = on_key_frame_wanted
        self._origin: int | None = None
        self._last_pts = 0
        self._has_sent = False
        self._clock_hz = 90_000
        self._handle_before = self._sender._handle_rtcp_packet
        self._send_before = self._sender._send_rtcp
        replaced = {
            "_next_encoded_frame": self._next_encoded_frame,
            "_handle_rtcp_packet": self._handle_rtcp_packet,
            "_send_rtcp": self._send_rtcp,
            "_send_keyframe": self._key_frame_wanted,
        }
        for name, method in replaced.items():
            getattr(self._sender, name)  # an AttributeError here: the library has changed
            setattr(self._sender, name, method)

    async def _next_encoded_frame(self, _codec: object) -> RTCEncodedFrame:
        if self._has_sent:
            # The frame before is wholly sent, so the library's last timestamp belongs to it.
            timestamp = self._sender._RTCRtpSender__rtp_timestamp
            self._origin = (timestamp - self._last_pts) & 0xFFFFFFFF
        packet = await self._next_packet()
        self._last_pts, self._clock_hz, self._has_sent = packet.pts, packet.clock_hz, True
        payloads = self._payloads.of(packet)
        self.sent_bytes += len(packet.data)
        return RTCEncodedFrame(payloads, packet.pts & 0xFFFFFFFF, None)  # type: ignore[arg-type]

    def _key_frame_wanted(self) -> None:
        self._on_key_frame_wanted()

    async def _handle_rtcp_packet(self, packet: Any) -> None:
        heard = self.heard
        if isinstance(packet, RtcpRrPacket | RtcpSrPacket):
            for report in packet.reports:
                if report.ssrc == self._sender._ssrc:
                    heard.loss = report.fraction_lost / 256
        elif isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
            heard.nacks += len(packet.lost)
        elif isinstance(packet, RtcpPsfbPacket):
            self._hear_feedback(packet)
        await self._handle_before(packet)
        rtt_s = self._sender._RTCRtpSender__rtt
        if rtt_s is not None:
            heard.round_trip_ms = max(0.0, rtt_s * 1000)

    def _hear_feedback(self, packet: RtcpPsfbPacket) -> None:
        if packet.fmt in (RTCP_PSFB_PLI, RTCP_PSFB_FIR):
            self.heard.key_frame_requests += 1
        elif packet.fmt == RTCP_PSFB_APP:
            try:
                self.heard.estimate_bps = int(unpack_remb_fci(packet.fci)[0])
            except ValueError:
                return  # not an estimate

    async def _send_rtcp(self, packets: list[Any]) -> None:
        for packet in packets:
            if isinstance(packet, RtcpSrPacket):
                self._stamp(packet)
        await self._send_before(packets)

    def _stamp(self, report: RtcpSrPacket) -> None:
        """Say when the reported RTP time was, not when it was sent (RFC 3550 §6.4.1)."""
        if self._origin is None:
            return
        pts = (report.sender_info.rtp_timestamp - self._origin) & 0xFFFFFFFF
        # The full count, from its lower 32 bits and a count known to be near.
        pts += (self._last_pts - pts + 0x80000000) // 0x100000000 * 0x100000000
        ntp = ntp_of(self._wall_ns_at(pts * NS_PER_S // self._clock_hz))
        report.sender_info.ntp_timestamp = ntp
        self._sender._RTCRtpSender__lsr = (ntp >> 16) & 0xFFFFFFFF


def ntp_of(wall_ns: int) -> int:
    """64-bit NTP time of nanoseconds since 1970."""
    seconds, rest_ns = divmod(wall_ns, NS_PER_S)
    return ((seconds + _NTP_EPOCH_S) << 32) | (rest_ns << 32) // NS_PER_S


def share_stream(senders: list[RTCRtpSender]) -> None:
    """Put the senders' tracks in one stream, so that the browser keeps them together."""
    first: Any = senders[0]
    for sender in senders[1:]:
        other: Any = sender
        other._stream_id = first._stream_id


class ReceiverHook:
    """One receiver watched: bytes, losses, the sender's reports, and what waits to be decoded."""

    def __init__(self, receiver: RTCRtpReceiver, clock_hz: int) -> None:
        self.received_bytes = 0
        self._receiver = cast(Any, receiver)
        self._clock_hz = clock_hz
        self._report: tuple[int, int] | None = None  # ns since 1900, RTP time
        self._counts = (0, 0)
        self._ssrc = 0
        self._rtp_before = self._receiver._handle_rtp_packet
        self._rtcp_before = self._receiver._handle_rtcp_packet
        self._decoding: Any = self._receiver._RTCRtpReceiver__decoder_queue
        self._receiver._handle_rtp_packet = self._handle_rtp_packet
        self._receiver._handle_rtcp_packet = self._handle_rtcp_packet

    @property
    def waiting(self) -> int:
        """Encoded frames that wait for the decoder."""
        return int(self._decoding.qsize())

    def captured_ns(self, pts: int) -> int | None:
        """The sender's wall clock (ns since 1900) of a frame; None before its first report."""
        origin = self._receiver._RTCRtpReceiver__timestamp_mapper._origin
        if self._report is None or origin is None:
            return None
        reported_ns, rtp = self._report
        ticks = (pts + origin - rtp + 0x80000000) % 0x100000000 - 0x80000000
        return int(reported_ns + ticks * NS_PER_S // self._clock_hz)

    def loss(self) -> float:
        """Share of packets lost since the last call, 0-1."""
        streams = list(self._receiver._RTCRtpReceiver__remote_streams.values())
        known = [one for one in streams if one.base_seq is not None]
        now = sum(one.packets_expected for one in known), sum(one.packets_received for one in known)
        expected, received = now[0] - self._counts[0], now[1] - self._counts[1]
        self._counts = now
        return min(1.0, max(0.0, (expected - received) / expected)) if expected > 0 else 0.0

    async def start_anew(self) -> None:
        """Drop what waits for the decoder and ask for a key frame; called on the loop."""
        while not self._decoding.empty():
            if self._decoding.get_nowait() is None:  # the receiver's own word for the end
                self._decoding.put(None)
                return
        await self._receiver._send_rtcp_pli(self._ssrc)

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        self.received_bytes += len(packet.payload)
        self._ssrc = packet.ssrc
        await self._rtp_before(packet, arrival_time_ms)

    async def _handle_rtcp_packet(self, packet: Any) -> None:
        if isinstance(packet, RtcpSrPacket):
            ntp = packet.sender_info.ntp_timestamp
            reported_ns = (ntp >> 32) * NS_PER_S + ((ntp & 0xFFFFFFFF) * NS_PER_S >> 32)
            self._report = reported_ns, packet.sender_info.rtp_timestamp
        await self._rtcp_before(packet)
