from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.shared_payloads import SharedPayloads
from tests.support.encoded import video


def test_a_packet_is_packetised_once_for_all() -> None:
    payloads = SharedPayloads()
    packet = video(1.0)[0]
    first = payloads.of(packet)
    assert payloads.of(packet) is first
    assert all(len(payload) <= 1300 for payload in first)
    opus = MediaPacket(PacketKind.AUDIO, b"opus", 0, 0, 960, 48_000, is_key=True)
    assert payloads.of(opus) == [b"opus"]
