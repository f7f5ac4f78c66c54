import asyncio
from types import SimpleNamespace
from typing import Any

import aiortc
import pytest
from aiortc import RTCPeerConnection
from aiortc.codecs import CODECS, HEADER_EXTENSIONS
from aiortc.mediastreams import MediaStreamError
from aiortc.rtcrtpparameters import (
    RTCRtpCodecParameters,
    RTCRtpHeaderExtensionParameters,
    RTCRtpSendParameters,
)
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    HeaderExtensionsMap,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
    pack_remb_fci,
)

from studio.core.clock import NS_PER_S
from studio.engine.adapt.bandwidth import BandwidthEstimate
from studio.engine.media import MediaPacket
from studio.engine.outputs.rtc_hooks import (
    SenderHook,
    ask_for_arrivals,
    is_on_this_computer,
    ntp_of,
    share_stream,
    use_host_addresses,
)
from studio.engine.outputs.shared_payloads import SharedPayloads
from tests.support.encoded import video
from tests.support.feedback import feedback

_TRANSPORT_CC = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
_WALL_NS = 1_700_000_000 * NS_PER_S


class Transport:
    """Takes what is sent, in place of a way to somebody."""

    _stats_id = "way"

    def __init__(self, remote_host: str = "10.0.0.2") -> None:
        nominated = {1: SimpleNamespace(remote_candidate=SimpleNamespace(host=remote_host))}
        self.transport = SimpleNamespace(_connection=SimpleNamespace(_nominated=nominated))
        self.data: list[bytes] = []
        self.handled: list[bytes] = []

    async def _send_rtp(self, data: bytes) -> None:
        self.data.append(data)

    async def _handle_rtcp_data(self, data: bytes) -> None:
        self.handled.append(data)


class Stand:
    """A sender of aiortc with our hook on it."""

    def __init__(self) -> None:
        self.peer = RTCPeerConnection()
        self.sender: Any = self.peer.addTransceiver("video", direction="sendonly").sender
        self.packets = list(video(1.0))
        self.asked = 0
        self.to_send = 0
        self.sent: list[Any] = []
        self.estimate = BandwidthEstimate(4_000_000, 8_000_000)

        async def next_packet() -> MediaPacket:
            if not self.to_send:
                raise MediaStreamError
            self.to_send -= 1
            return self.packets.pop(0)

        async def send(packets: list[Any]) -> None:
            self.sent += packets

        setattr(self.sender, "_send_rtcp", send)  # noqa: B010 - mypy sees a method
        self.hook = SenderHook(
            self.sender,
            SharedPayloads(),
            next_packet,
            lambda ns: _WALL_NS + ns,
            self._ask,
            self.estimate,
        )
        self.transport = Transport()
        sender: Any = self.sender
        sender.setTransport(self.transport)
        extensions = [RTCRtpHeaderExtensionParameters(4, _TRANSPORT_CC)]
        sender._RTCRtpSender__rtp_header_extensions_map.configure(
            RTCRtpSendParameters(headerExtensions=extensions)
        )

    async def send(self, count: int) -> list[RtpPacket]:
        """Send the next packets; gives what went over the way."""
        before = len(self.transport.data)
        self.to_send = count
        await self.sender._run_rtp(RTCRtpCodecParameters("video/H264", 90_000, payloadType=99))
        known = HeaderExtensionsMap()
        known.configure(
            RTCRtpSendParameters(
                headerExtensions=[RTCRtpHeaderExtensionParameters(4, _TRANSPORT_CC)]
            )
        )
        return [RtpPacket.parse(data, known) for data in self.transport.data[before:]]

    def _ask(self) -> None:
        self.asked += 1


@pytest.fixture
async def stand() -> Stand:
    return Stand()


def test_the_library_is_the_one_that_the_hooks_were_written_for() -> None:
    assert aiortc.__version__ == "1.16.0"


async def test_every_private_name_that_is_replaced_is_there() -> None:
    sender: Any = RTCPeerConnection().addTransceiver("video").sender
    replaced = ("_run_rtp", "_retransmit", "_handle_rtcp_packet", "_send_rtcp", "_send_keyframe")
    for name in replaced:
        assert callable(getattr(sender, name))
    for name in (
        *("rtp_timestamp", "rtt", "lsr", "mid", "rtp_started", "rtp_exited", "octet_count"),
        *("packet_count", "ntp_timestamp", "rtx_payload_type", "rtx_sequence_number"),
        "rtp_header_extensions_map",
    ):
        assert hasattr(sender, f"_RTCRtpSender__{name}")
    assert callable(sender.transport._handle_rtcp_data)
    assert sender.transport.transport._connection._nominated == {}
    assert not is_on_this_computer(sender)
    assert hasattr(sender, "_stream_id")


async def test_who_watches_on_this_computer_is_known(stand: Stand) -> None:
    assert not is_on_this_computer(stand.sender)
    stand.sender.setTransport(Transport("127.0.0.1"))
    assert is_on_this_computer(stand.sender)


async def test_packets_carry_media_time_and_numbers_without_a_gap(stand: Stand) -> None:
    pts = [packet.pts for packet in stand.packets[:3]]
    sent = await stand.send(3)
    stamps = sorted({packet.timestamp for packet in sent}, key=[p.timestamp for p in sent].index)
    steps = [(stamp - stamps[0]) & 0xFFFFFFFF for stamp in stamps]
    assert steps == [one - pts[0] for one in pts]
    numbers = [packet.sequence_number for packet in sent]
    assert numbers == list(range(numbers[0], numbers[0] + len(sent)))
    assert [packet.extensions.transport_sequence_number for packet in sent] == list(
        range(len(sent))
    )
    assert {packet.ssrc for packet in sent} == {stand.sender._ssrc}
    assert sum(packet.marker for packet in sent) == 3
    assert stand.hook.sent_bytes > 0


async def test_what_is_missed_is_sent_again_once_within_a_round_trip(stand: Stand) -> None:
    sent = await stand.send(2)
    stand.sender._RTCRtpSender__rtx_payload_type = 100
    before = len(stand.transport.data)
    await stand.sender._retransmit(sent[0].sequence_number)
    await stand.sender._retransmit(sent[0].sequence_number)
    await stand.sender._retransmit((sent[0].sequence_number - 9) & 0xFFFF)
    (again,) = stand.transport.data[before:]
    repeated = RtpPacket.parse(again)
    assert repeated.payload_type == 100
    assert int.from_bytes(repeated.payload[:2], "big") == sent[0].sequence_number
    assert repeated.payload[2:] == sent[0].payload


async def test_on_a_long_line_that_loses_it_is_sent_twice(stand: Stand) -> None:
    sent = await stand.send(2)
    stand.hook.heard.loss, stand.hook.heard.round_trip_ms = 0.05, 120.0
    before = len(stand.transport.data)
    await stand.sender._retransmit(sent[0].sequence_number)
    assert len(stand.transport.data) == before + 2


async def test_what_the_feedback_misses_is_sent_again_and_measured(stand: Stand) -> None:
    sent = await stand.send(4)
    before = len(stand.transport.data)
    await stand.sender.transport._handle_rtcp_data(feedback([1, 0, 1, 1]))
    assert stand.transport.handled  # the library gets it as well
    assert stand.estimate.has_feedback
    assert stand.estimate.loss == pytest.approx(0.25)
    again = [RtpPacket.parse(data) for data in stand.transport.data[before:]]
    assert {packet.sequence_number for packet in again} == {sent[1].sequence_number}


async def test_a_line_with_spare_room_is_tried_while_a_better_picture_waits(stand: Stand) -> None:
    stand.sender._RTCRtpSender__rtx_payload_type = 100
    await stand.send(4)
    await stand.sender.transport._handle_rtcp_data(feedback([1, 1, 1, 1]))
    quiet = await stand.send(2)
    assert {packet.payload_type for packet in quiet} == {99}
    stand.hook.wants_more = True
    await asyncio.sleep(0.05)  # what time gives to send
    probed = await stand.send(1)
    assert 100 in {packet.payload_type for packet in probed}


def test_feedback_is_agreed_to_once() -> None:
    ask_for_arrivals()
    ask_for_arrivals()
    assert [one.uri for one in HEADER_EXTENSIONS["video"]].count(_TRANSPORT_CC) == 1
    for codec in CODECS["video"]:
        kinds = [one.type for one in codec.rtcpFeedback]
        assert kinds.count("transport-cc") == (1 if kinds else 0)


async def test_what_viewers_say_is_heard(stand: Stand) -> None:
    sender, heard = stand.sender, stand.hook.heard
    report = RtcpReceiverInfo(sender._ssrc, 64, 3, 100, 0, 0, 0)
    await sender._handle_rtcp_packet(RtcpRrPacket(ssrc=1, reports=[report]))
    assert heard.loss == 0.25
    await sender._handle_rtcp_packet(
        RtcpRtpfbPacket(fmt=RTCP_RTPFB_NACK, ssrc=1, media_ssrc=sender._ssrc, lost=[4, 5])
    )
    assert heard.nacks == 2
    estimate = pack_remb_fci(1_500_000, [sender._ssrc])
    await sender._handle_rtcp_packet(
        RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=estimate)
    )
    assert heard.estimate_bps == pytest.approx(1_500_000, rel=0.01)
    await sender._handle_rtcp_packet(
        RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=1, media_ssrc=sender._ssrc)
    )
    assert (heard.key_frame_requests, stand.asked) == (1, 1)


async def test_nonsense_feedback_is_ignored(stand: Stand) -> None:
    await stand.sender._handle_rtcp_packet(
        RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=1, media_ssrc=0, fci=b"xx")
    )
    assert stand.hook.heard.estimate_bps == 0


async def test_sender_reports_say_when_the_media_was(stand: Stand) -> None:
    sent = await stand.send(3)
    pts = stand.hook.sent_pts
    info = RtcpSenderInfo(0, sent[-1].timestamp, 1, 1)
    await stand.sender._send_rtcp([RtcpSrPacket(ssrc=1, sender_info=info)])
    expected = ntp_of(_WALL_NS + pts * NS_PER_S // 90_000)
    assert stand.sent[0].sender_info.ntp_timestamp == expected


def test_ntp_time_counts_from_1900() -> None:
    assert ntp_of(0) == 2_208_988_800 << 32
    assert ntp_of(NS_PER_S // 2) & 0xFFFFFFFF == 1 << 31


async def test_tracks_share_one_stream() -> None:
    peer = RTCPeerConnection()
    senders = [peer.addTransceiver(kind).sender for kind in ("video", "audio")]
    share_stream(senders)
    assert len({sender._stream_id for sender in senders}) == 1


def test_loopback_only_or_besides() -> None:
    import aioice.ice

    use_host_addresses(is_loopback_only=False)
    assert aioice.ice.get_host_addresses(True, False)[-1] == "127.0.0.1"
    use_host_addresses(is_loopback_only=True)
    assert aioice.ice.get_host_addresses(True, True) == ["127.0.0.1"]
