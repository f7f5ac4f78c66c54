"""With `rtc_ice` the only place that reaches into aiortc's and aioice's private names (1.16.0).

aiortc packetises already encoded packets once a viewer, sends a key frame as one burst, keeps
few packets to send again, ignores key frame requests and estimates, and stamps its sender
reports with the time of sending. These hooks share the packets, pace them, number them for
transport-wide feedback, listen to the viewer, and stamp reports with media time, so that
browsers put picture and sound together as they were. A test fails when a name moves.
"""

import asyncio
import contextlib
import random
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aioice.ice
from aiortc import RTCRtpSender
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcrtpparameters import RTCRtcpFeedback, RTCRtpHeaderExtensionParameters
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSrPacket,
    RtpPacket,
    unpack_remb_fci,
    wrap_rtx,
)

from studio.core.clock import NS_PER_S
from studio.engine.adapt.bandwidth import BandwidthEstimate
from studio.engine.adapt.feedback import Arrival, arrivals_in
from studio.engine.adapt.pacing import Pacer
from studio.engine.adapt.resend import ResendStore
from studio.engine.media import MediaPacket
from studio.engine.outputs.shared_payloads import SharedPayloads

LOOPBACK = "127.0.0.1"
_NTP_EPOCH_S = 2_208_988_800  # 1900 to 1970
_TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
_PACE, _PACE_WHEN_QUEUED = 1.6, 1.15
_QUEUED_S = 0.03
_REPEAT_LOSS, _REPEAT_ROUND_TRIP_S = 0.01, 0.05
_KNOWN_NUMBERS = 4096
_LONGEST_PAD_S = 0.1
_TRANSPORT_CC_ID = 4  # free in the library's own list
_find_host_addresses = aioice.ice.get_host_addresses


def use_host_addresses(*, is_loopback_only: bool) -> None:
    """Offer this computer's own address as well, which aioice leaves out; or nothing else."""

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        if is_loopback_only:
            return [LOOPBACK]
        return [*_find_host_addresses(use_ipv4, use_ipv6), LOOPBACK]

    aioice.ice.get_host_addresses = addresses


def ask_for_arrivals() -> None:
    """Have the library agree to transport-wide feedback for pictures (once for all peers)."""
    extensions = HEADER_EXTENSIONS["video"]
    if any(one.uri == _TRANSPORT_CC for one in extensions):
        return
    extensions.append(RTCRtpHeaderExtensionParameters(id=_TRANSPORT_CC_ID, uri=_TRANSPORT_CC))
    for codec in CODECS["video"]:
        if codec.rtcpFeedback:
            codec.rtcpFeedback.append(RTCRtcpFeedback(type="transport-cc"))


def is_on_this_computer(sender: RTCRtpSender) -> bool:
    """Whether what is sent stays on this computer, where no line can be narrow."""
    transport: Any = sender.transport
    nominated = transport.transport._connection._nominated.get(1)
    return nominated is not None and nominated.remote_candidate.host == LOOPBACK


@dataclass(slots=True)
class Heard:
    """What a viewer's reports said last. ``loss`` 0-1 of the last interval."""

    loss: float = 0.0
    round_trip_ms: float = 0.0
    estimate_bps: int = 0
    key_frame_requests: int = 0
    nacks: int = 0


class SenderHook:
    """One sender fed with shared packets and listened to; all on one event loop.

    ``next_packet`` waits for the next packet; ``wall_ns_at`` gives the wall clock (ns since
    1970) of a media time in ns. ``estimate``: of the line, for a picture; None for sound,
    which is never kept waiting.
    """

    def __init__(
        self,
        sender: RTCRtpSender,
        payloads: SharedPayloads,
        next_packet: Callable[[], Awaitable[MediaPacket]],
        wall_ns_at: Callable[[int], int],
        on_key_frame_wanted: Callable[[], None],
        estimate: BandwidthEstimate | None = None,
    ) -> None:
        self.heard = Heard()
        self.sent_bytes = 0
        self.sent_pts = 0
        self.wants_more = False
        self.is_local = False
        self.estimate = estimate
        self._sender: Any = sender
        self._payloads = payloads
        self._next_packet = next_packet
        self._wall_ns_at = wall_ns_at
        self._on_key_frame_wanted = on_key_frame_wanted
        self._origin = random.getrandbits(32)
        self._sequence = random.getrandbits(15)  # low: SRTP's roll-over counter begins at 0
        self._wide_sequence = 0
        self._clock_hz = 90_000
        self._pacer = Pacer()
        self._resend: ResendStore[RtpPacket] = ResendStore()
        self._number_of: OrderedDict[int, int] = OrderedDict()
        self._padded = (0.0, 0)
        self._handle_before = self._sender._handle_rtcp_packet
        self._send_before = self._sender._send_rtcp
        replaced = {
            "_run_rtp": self._run_rtp,
            "_retransmit": self._retransmit,
            "_handle_rtcp_packet": self._handle_rtcp_packet,
            "_send_rtcp": self._send_rtcp,
            "_send_keyframe": self._key_frame_wanted,
        }
        for name, method in replaced.items():
            getattr(self._sender, name)  # an AttributeError here: the library has changed
            setattr(self._sender, name, method)

    async def _run_rtp(self, codec: Any) -> None:
        sender = self._sender
        sender._RTCRtpSender__rtp_started.set()
        self.is_local = is_on_this_computer(sender)
        if self.estimate is not None:
            self._listen_to_arrivals()
        with contextlib.suppress(asyncio.CancelledError, ConnectionError, MediaStreamError):
            while True:
                await self._send_frame(await self._next_packet(), codec.payloadType)
                await self._pad()
        if sender.track is not None:
            sender.track.stop()
        sender.replaceTrack(None)
        sender._RTCRtpSender__rtp_exited.set()

    async def _send_frame(self, packet: MediaPacket, payload_type: int) -> None:
        sender = self._sender
        self._clock_hz = packet.clock_hz
        payloads = self._payloads.of(packet)
        self.sent_bytes += len(packet.data)
        for place, payload in enumerate(payloads):
            rtp = RtpPacket(payload_type, sequence_number=self._sequence, payload=payload)
            rtp.timestamp = (self._origin + packet.pts) & 0xFFFFFFFF
            rtp.ssrc = sender._ssrc
            rtp.marker = int(place == len(payloads) - 1)
            await self._wait_for_turn()
            if self.estimate is not None:
                self._resend.add(rtp.sequence_number, rtp)
                self._number_of[self._wide_sequence] = rtp.sequence_number
                if len(self._number_of) > _KNOWN_NUMBERS:
                    self._number_of.popitem(last=False)
            await self._put(rtp)
            self._sequence = (self._sequence + 1) & 0xFFFF
            sender._RTCRtpSender__ntp_timestamp = ntp_of(time.time_ns())
            sender._RTCRtpSender__rtp_timestamp = rtp.timestamp
            sender._RTCRtpSender__octet_count += len(payload)
            sender._RTCRtpSender__packet_count += 1
        self.sent_pts = packet.pts

    async def _wait_for_turn(self) -> None:
        estimate = self.estimate
        if estimate is None or self.is_local:
            return
        factor = _PACE_WHEN_QUEUED if estimate.queue_s > _QUEUED_S else _PACE
        target_bps = estimate.target_bps if estimate.has_feedback else 0.0
        self._pacer.rate_bps = target_bps * factor
        wait_s = self._pacer.wait_s(time.monotonic())
        if wait_s > 0:
            await asyncio.sleep(wait_s)

    async def _put(self, rtp: RtpPacket) -> None:
        """Send it with the time of sending and, for a picture, its number on the whole line."""
        sender, estimate = self._sender, self.estimate
        rtp.extensions.mid = sender._RTCRtpSender__mid
        rtp.extensions.abs_send_time = (ntp_of(time.time_ns()) >> 14) & 0x00FFFFFF
        if estimate is not None:
            rtp.extensions.transport_sequence_number = self._wide_sequence
        data = rtp.serialize(sender._RTCRtpSender__rtp_header_extensions_map)
        if estimate is not None:
            now_s = time.monotonic()
            estimate.sent(self._wide_sequence, len(data), now_s)
            self._pacer.sent(len(data), now_s)
            self._padded = (self._padded[0], self._padded[1] + len(data))
            self._wide_sequence = (self._wide_sequence + 1) & 0xFFFF
        await sender.transport._send_rtp(data)

    async def _retransmit(self, sequence_number: int) -> None:
        """Send again what is missed; twice where a lost repetition would cost another round."""
        heard, estimate = self.heard, self.estimate
        round_trip_s = heard.round_trip_ms / 1000
        lost = self._resend.lost(sequence_number, time.monotonic(), round_trip_s)
        if lost is None:
            return
        await self._put_again(lost)
        loss = estimate.loss if estimate is not None and estimate.has_feedback else heard.loss
        if loss > _REPEAT_LOSS and round_trip_s > _REPEAT_ROUND_TRIP_S:
            await self._put_again(lost)

    async def _put_again(self, rtp: RtpPacket) -> None:
        sender = self._sender
        payload_type = sender._RTCRtpSender__rtx_payload_type
        if payload_type is not None:
            sequence = sender._RTCRtpSender__rtx_sequence_number
            rtp = wrap_rtx(rtp, payload_type, sequence, sender._rtx_ssrc)
            sender._RTCRtpSender__rtx_sequence_number = (sequence + 1) & 0xFFFF
        await self._put(rtp)

    async def _pad(self) -> None:
        """Fill the line up to what it may carry, to learn whether it carries more.

        Only while a better picture waits for that, and with packets sent before.
        """
        estimate, now_s = self.estimate, time.monotonic()
        if estimate is None:
            return
        since_s, sent_bytes = self._padded
        self._padded = (now_s, 0)
        is_probing = self.wants_more and estimate.has_feedback and estimate.is_climbing
        if not is_probing or self._sender._RTCRtpSender__rtx_payload_type is None:
            return
        missing_bytes = estimate.target_bps / 8 * min(_LONGEST_PAD_S, now_s - since_s) - sent_bytes
        newest = self._resend.newest()
        while newest is not None and missing_bytes > len(newest.payload):
            missing_bytes -= max(200, len(newest.payload))
            await self._wait_for_turn()
            await self._put_again(newest)
        self._padded = (now_s, 0)

    def _listen_to_arrivals(self) -> None:
        """Read the feedback that the library cannot before it throws it away."""
        transport = self._sender.transport
        handle_before = transport._handle_rtcp_data

        async def handle(data: bytes) -> None:
            arrivals = arrivals_in(data)
            if arrivals and self.estimate is not None:
                self.estimate.heard(arrivals, time.monotonic())
                await self._send_missing(arrivals)
            await handle_before(data)

        transport._handle_rtcp_data = handle

    async def _send_missing(self, arrivals: list[Arrival]) -> None:
        """A request to send again can be lost as well; what did not arrive is known here too."""
        for arrival in arrivals:
            number = self._number_of.pop(arrival.sequence, None)
            if number is not None and arrival.at_s is None:
                await self._retransmit(number)

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
        if not report.sender_info.packet_count:
            return
        pts = (report.sender_info.rtp_timestamp - self._origin) & 0xFFFFFFFF
        # The full count, from its lower 32 bits and a count known to be near.
        pts += (self.sent_pts - pts + 0x80000000) // 0x100000000 * 0x100000000
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
