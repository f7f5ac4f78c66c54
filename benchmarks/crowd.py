"""Viewers that take part in everything but decoding: ``python -m benchmarks.crowd URL COUNT``.

Prints one line when all of them receive pictures, and leaves when its input ends.
"""

import asyncio
import sys
from threading import Event
from typing import Any

import aiohttp
import aiortc.rtcrtpreceiver
from aiortc import RTCPeerConnection, RTCSessionDescription

_FIRST_PICTURES_BYTES = 50_000
_PATIENCE = 200


def _let_go(loop: object, input_q: Any, output_q: object, decode_error: Event) -> None:
    """Stands where aiortc decodes: takes every frame and lets go of it."""
    del loop, output_q
    while input_q.get() is not None and not decode_error.is_set():
        continue


aiortc.rtcrtpreceiver.decoder_worker = _let_go


async def _join(http: aiohttp.ClientSession, url: str) -> RTCPeerConnection:
    peer = RTCPeerConnection()
    peer.addTransceiver("video", direction="recvonly")
    peer.addTransceiver("audio", direction="recvonly")
    await peer.setLocalDescription(await peer.createOffer())
    headers = {"Content-Type": "application/sdp"}
    async with http.post(url, data=peer.localDescription.sdp, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
        sdp = await answer.text()
    await peer.setRemoteDescription(RTCSessionDescription(sdp, "answer"))
    return peer


async def _received_bytes(peer: RTCPeerConnection) -> int:
    report = await peer.getStats()
    return sum(row.bytesReceived for row in report.values() if row.type == "transport")


async def _receives(peer: RTCPeerConnection) -> None:
    for _ in range(_PATIENCE):
        if await _received_bytes(peer) > _FIRST_PICTURES_BYTES:
            return
        await asyncio.sleep(0.1)
    raise RuntimeError("a viewer receives nothing")


async def _run(url: str, count: int) -> None:
    async with aiohttp.ClientSession() as http:
        peers = [await _join(http, url) for _ in range(count)]
        for peer in peers:
            await _receives(peer)
        print("all receive", flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
        for peer in peers:
            await peer.close()


if __name__ == "__main__":
    asyncio.run(_run(sys.argv[1], int(sys.argv[2])))
