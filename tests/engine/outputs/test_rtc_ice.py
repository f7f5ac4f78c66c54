"""What depends on the library's private names, at its own doors; relays: see the WHIP sender."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiortc import RTCIceServer, RTCPeerConnection, RTCRtpTransceiver

from studio.engine.outputs.rtc_hooks import use_host_addresses
from studio.engine.outputs.rtc_ice import LateIce, ice_servers
from tests.support.turn_server import TURN, TurnServer


@asynccontextmanager
async def offered() -> AsyncIterator[LateIce]:
    use_host_addresses(is_loopback_only=True)
    peer = RTCPeerConnection()
    transceiver: RTCRtpTransceiver = peer.addTransceiver("audio", direction="sendonly")
    assert transceiver.sender is not None
    await peer.setLocalDescription(await peer.createOffer())
    try:
        yield LateIce(peer)
    finally:
        await peer.close()


@pytest.mark.skipif(not TURN.exists(), reason="needs coturn, which not all have")
@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_a_relay_is_found_after_the_offer(transport: str, tmp_path: Path) -> None:
    with TurnServer(tmp_path / "turn") as turn:
        async with offered() as ice:
            (line,) = await ice.gather([RTCIceServer(turn.url(transport), "studio", "word")])
            assert " typ relay " in line
            assert await ice.gather([RTCIceServer(turn.url(transport), "studio", "wrong")]) == []
            stun = f"stun:127.0.0.1:{turn.port}"
            assert await ice.gather([RTCIceServer(stun)]) == [], "it sees what we knew already"
            assert (ice.way, ice.local_address) == ("", "")


async def test_what_cannot_be_asked_gives_nothing() -> None:
    async with offered() as ice:
        servers = [
            RTCIceServer("nonsense"),
            RTCIceServer("turn:127.0.0.1:1?transport=tcp", "a", "b"),
        ]
        assert await ice.gather(servers) == []


def test_only_what_can_be_used_is_asked() -> None:
    named = [("stun:a.example", "", ""), ("turn:[::1]:1", "", ""), ("turns:b.example", "u", "c")]
    named += [(f"turn:{number}.example", "u", "c") for number in range(5)]
    urls = [one.urls for one in ice_servers([*named, ("turn:x?transport=sctp", "", "")])]
    assert urls == ["stun:a.example", "turns:b.example", "turn:0.example", "turn:1.example"]
