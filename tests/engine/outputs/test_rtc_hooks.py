from typing import Any

import aiortc
import pytest
from aiortc import RTCPeerConnection
from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_PLI,
    RTCP_RTPFB_NACK,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    pack_remb_fci,
)

from studio.core.clock import NS_PER_S
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.rtc_hooks import (
    SenderHook,
    SharedPayloads,
    ntp_of,
    share_stream,
    use_host_addresses,
)
from tests.support.encoded import video

_WALL_NS = 1_700_000_000 * NS_PER_S


class Stand:
    """A sender of aiortc with our hook on it."""

    def __init__(self) -> None:
        self.peer = RTCPeerConnection()
        self.sender: Any = self.peer.addTransceiver("video", direction="sendonly").sender
        self.packets = list(video(1.0))
        self.asked = 0
        self.sent: list[Any] = []

        async def next_packet() -> MediaPacket:
            return self.packets.pop(0)

        async def send(packets: list[Any]) -> None:
            self.sent += packets

        setattr(self.sender, "_send_rtcp", send)  # noqa: B010 - mypy sees a method
        self.hook = SenderHook(
            self.sender, SharedPayloads(), next_packet, lambda ns: _WALL_NS + ns, self._ask
        )

    def _ask(self) -> None:
        self.asked += 1


@pytest.fixture
async def stand() -> Stand:
    return Stand()


def test_the_library_is_the_one_that_the_hooks_were_written_for() -> None:
    assert aiortc.__version__ == "1.16.0"


async def test_every_private_name_that_is_replaced_is_there() -> None:
    sender: Any = RTCPeerConnection().addTransceiver("video").sender
    for name in ("_next_encoded_frame", "_handle_rtcp_packet", "_send_rtcp", "_send_keyframe"):
        assert callable(getattr(sender, name))
    for name in ("_RTCRtpSender__rtp_timestamp", "_RTCRtpSender__rtt", "_RTCRtpSender__lsr"):
        assert hasattr(sender, name)
    assert hasattr(sender, "_stream_id")


async def test_a_packet_is_packetised_once_for_all(stand: Stand) -> None:
    payloads = SharedPayloads()
    packet = stand.packets[0]
    first = payloads.of(packet)
    assert payloads.of(packet) is first
    assert all(len(payload) <= 1300 for payload in first)
    opus = MediaPacket(PacketKind.AUDIO, b"opus", 0, 0, 960, 48_000, is_key=True)
    assert payloads.of(opus) == [b"opus"]


async def test_frames_carry_the_media_times_stamp(stand: Stand) -> None:
    expected = [packet.pts & 0xFFFFFFFF for packet in stand.packets[:3]]
    frames = [await stand.sender._next_encoded_frame(None) for _ in range(3)]
    assert [frame.timestamp for frame in frames] == expected
    assert stand.hook.sent_bytes > 0


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
    sender = stand.sender
    frames = [await sender._next_encoded_frame(None)]
    sender._RTCRtpSender__rtp_timestamp = (frames[0].timestamp + 7777) & 0xFFFFFFFF
    frames.append(await sender._next_encoded_frame(None))
    info = RtcpSenderInfo(0, (frames[1].timestamp + 7777) & 0xFFFFFFFF, 1, 1)
    await sender._send_rtcp([RtcpSrPacket(ssrc=1, sender_info=info)])
    media_ns = frames[1].timestamp * NS_PER_S // 90_000
    assert stand.sent[0].sender_info.ntp_timestamp == ntp_of(_WALL_NS + media_ns)


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
