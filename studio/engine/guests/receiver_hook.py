"""Reaches into aiortc's receiver (1.16.0), as ``outputs/rtc_hooks.py`` does into its sender.

The library asks once for what is lost and then waits for up to 512 packets, which at a phone's
rate is ten seconds. Here what is missing is asked for again and again, and given up after half a
second for a fresh key frame. A test fails when a name moves.
"""

from collections.abc import Callable
from typing import Any, cast

from aiortc import RTCRtpReceiver
from aiortc.rtp import RtcpSrPacket

from studio.core.clock import NS_PER_MS, NS_PER_S

_ASK_AGAIN_NS = 100 * NS_PER_MS
_PATIENCE_NS = 500 * NS_PER_MS
_KEY_PATIENCE_NS = 2 * NS_PER_S
_MOST_ASKED = 64
# The library takes a phone's uneven delays for a full line, down to a few kb/s. Below this the
# sender's own eye for losses decides.
_LEAST_ESTIMATE_BPS = 600_000


class ReceiverHook:
    """One receiver watched: bytes, losses, the sender's reports, and what waits to be decoded."""

    def __init__(
        self, receiver: RTCRtpReceiver, clock_hz: int, now_ns: Callable[[], int], *, is_video: bool
    ) -> None:
        self.received_bytes = 0
        self.given_up = 0
        self._receiver = cast(Any, receiver)
        self._clock_hz = clock_hz
        self._now_ns = now_ns
        self._report: tuple[int, int] | None = None  # ns since 1900, RTP time
        self._counts = (0, 0)
        self._ssrc = 0
        self._asked_ns = self._whole_ns = now_ns()
        self._broken_ns: int | None = None
        self._rtp_before = self._receiver._handle_rtp_packet
        self._rtcp_before = self._receiver._handle_rtcp_packet
        self._decoding: Any = self._receiver._RTCRtpReceiver__decoder_queue
        self._missed: Any = self._receiver._RTCRtpReceiver__nack_generator
        self._jitter: Any = self._receiver._RTCRtpReceiver__jitter_buffer
        self._add_before = self._jitter.add
        self._receiver._handle_rtp_packet = self._handle_rtp_packet
        self._receiver._handle_rtcp_packet = self._handle_rtcp_packet
        if is_video:
            self._jitter.add = self._add
            estimator: Any = self._receiver._RTCRtpReceiver__remote_bitrate_estimator
            self._estimate_before = estimator.add
            estimator.add = self._estimate

    @property
    def waiting(self) -> int:
        """Encoded frames that wait for the decoder."""
        return int(self._decoding.qsize())

    def is_whole(self, is_key: bool) -> bool:
        """Whether a picture may be shown: after a gap only from a key frame on."""
        if self._broken_ns is None:
            return True
        if not is_key and self._now_ns() - self._broken_ns < _KEY_PATIENCE_NS:
            return False
        self._broken_ns = None
        return True

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
        self._broken_ns = self._now_ns()
        while not self._decoding.empty():
            if self._decoding.get_nowait() is None:  # the receiver's own word for the end
                self._decoding.put(None)
                return
        await self._receiver._send_rtcp_pli(self._ssrc)

    def _estimate(self, **arrival: Any) -> tuple[int, list[int]] | None:
        """How much the sender is told that the line carries, when it is to be told anew."""
        estimate = self._estimate_before(**arrival)
        if estimate is None:
            return None
        return max(int(estimate[0]), _LEAST_ESTIMATE_BPS), list(estimate[1])

    def _add(self, packet: Any) -> tuple[bool, Any]:
        """Put a packet in its place; the flag asks for a key frame."""
        self._ssrc = packet.ssrc
        is_key_needed, frame = self._add_before(packet)
        now_ns = self._now_ns()
        if frame is not None:
            self._whole_ns = now_ns
        elif now_ns - self._whole_ns > _PATIENCE_NS:
            self._whole_ns = self._broken_ns = now_ns
            self.given_up += 1
            self._jitter.remove(self._jitter.capacity)
            self._jitter._origin = None
            self._missed.missing.clear()
            is_key_needed = True
        if is_key_needed:
            self._broken_ns = now_ns
        return is_key_needed, frame

    async def _handle_rtp_packet(self, packet: Any, arrival_time_ms: int) -> None:
        self.received_bytes += len(packet.payload)
        await self._rtp_before(packet, arrival_time_ms)
        if self._missed is None or not self._missed.missing:
            return
        now_ns = self._now_ns()
        if now_ns - self._asked_ns > _ASK_AGAIN_NS:
            self._asked_ns = now_ns
            await self._receiver._send_rtcp_nack(
                self._ssrc, sorted(self._missed.missing)[-_MOST_ASKED:]
            )

    async def _handle_rtcp_packet(self, packet: Any) -> None:
        if isinstance(packet, RtcpSrPacket):
            ntp = packet.sender_info.ntp_timestamp
            reported_ns = (ntp >> 32) * NS_PER_S + ((ntp & 0xFFFFFFFF) * NS_PER_S >> 32)
            self._report = reported_ns, packet.sender_info.rtp_timestamp
        await self._rtcp_before(packet)
