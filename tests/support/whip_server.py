"""A WHIP server of aiohttp and aiortc on its own thread: receives, or misbehaves as it is told."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import MediaStreamError

from studio.core.tasks import TaskGroupKeeper

Behave = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WhipServer:
    """``behave`` answers every POST instead, when it is given."""

    def __init__(self, behave: Behave | None = None, headers: dict[str, str] | None = None) -> None:
        self._behave = behave
        self._headers = headers or {}
        self.pictures = 0
        self.sounds = 0
        self.width_px = 0
        self.tokens: list[str] = []
        self.delete_s = 0.0
        self.offers: list[str] = []
        self.patches: list[tuple[str, str]] = []  # If-Match and fragment
        self.patch_statuses = [204]  # one after another, the last for ever
        self.ended: list[str] = []
        self.port = 0
        self._peers: list[RTCPeerConnection] = []
        self._tasks = TaskGroupKeeper("whip-peer")
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="whip-peer")

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self.port}/whip"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(20)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(20)

    def drop_all(self) -> None:
        """Lose every peer, as a server that is restarted does."""
        asyncio.run_coroutine_threadsafe(self._close_peers(), self._loop).result(20)

    def go_deaf(self) -> None:
        """Hear and say nothing more on any path, as behind a cable that was pulled."""

        def close() -> None:
            for peer in self._peers:
                sender: Any = peer.getTransceivers()[0].receiver.transport
                ice = sender.transport._connection
                for protocol in ice._protocols:
                    protocol.transport.close()

        self._loop.call_soon_threadsafe(close)

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        application = web.Application()
        application.router.add_post("/whip", self._post)
        application.router.add_post("/moved", self._moved)
        application.router.add_delete("/session/{name}", self._delete)
        application.router.add_patch("/session/{name}", self._patch)
        runner = web.AppRunner(application, shutdown_timeout=0.5)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self._ready.set()
        await self._over.wait()
        await self._close_peers()
        await runner.cleanup()

    async def _close_peers(self) -> None:
        for peer in self._peers:
            await peer.close()
        self._peers.clear()
        await self._tasks.close()

    async def _moved(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(status=307, headers={"Location": "/whip"})

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self.tokens.append(request.headers.get("Authorization", ""))
        if self._behave is not None:
            return await self._behave(request)
        self.offers.append(await request.text())
        peer = RTCPeerConnection()
        self._peers.append(peer)
        peer.on("track", lambda track: self._receive(track))
        await peer.setRemoteDescription(RTCSessionDescription(self.offers[-1], "offer"))
        await peer.setLocalDescription(await peer.createAnswer())
        headers = {"Location": f"session/{len(self._peers)}", **self._headers}
        return web.Response(
            status=201,
            text=peer.localDescription.sdp,
            content_type="application/sdp",
            headers=headers,
        )

    async def _patch(self, request: web.Request) -> web.StreamResponse:
        assert request.content_type == "application/trickle-ice-sdpfrag"
        self.patches.append((request.headers.get("If-Match", ""), await request.text()))
        place = min(len(self.patches), len(self.patch_statuses)) - 1
        return web.Response(status=self.patch_statuses[place])

    async def _delete(self, request: web.Request) -> web.StreamResponse:
        self.ended.append(request.match_info["name"])
        await asyncio.sleep(self.delete_s)
        return web.Response()

    def _receive(self, track: Any) -> None:
        self._tasks.start(self._count(track), "count")

    async def _count(self, track: Any) -> None:
        try:
            while True:
                frame = await track.recv()
                if track.kind == "video":
                    self.pictures += 1
                    self.width_px = frame.width
                else:
                    self.sounds += 1
        except MediaStreamError:  # the track has ended
            return
