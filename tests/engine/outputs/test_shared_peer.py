from studio.core.clock import NS_PER_MS
from studio.engine.media import PacketKind
from studio.engine.outputs.rtc_hooks import use_host_addresses
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.shared_peer import SharedPeer
from tests.support.encoded import video


def peer(ended: list[bool]) -> SharedPeer:
    use_host_addresses(is_loopback_only=True)
    return SharedPeer(SharedPayloads(), NS_PER_MS.__mul__, lambda: None, lambda: ended.append(True))


async def test_it_offers_what_is_made_and_nothing_else() -> None:
    ended: list[bool] = []
    made = peer(ended)
    await made.connection.setLocalDescription(await made.connection.createOffer())
    codecs = {
        line.split(" ")[1].split("/")[0]
        for line in made.connection.localDescription.sdp.splitlines()
        if line.startswith("a=rtpmap")
    }
    assert codecs == {"H264", "rtx", "opus"}
    assert made.connection.localDescription.sdp.count("msid:") >= 2
    await made.close()
    await made.close()
    assert ended == [True]


async def test_what_nobody_asked_for_yet_is_not_kept() -> None:
    made = peer([])
    made.offer(video(1.0)[0])
    assert (made.sent_bytes, made.dropped_frames) == (0, 0)
    assert made.heard(PacketKind.VIDEO).loss == 0.0
    await made.close()
