"""The show to a WHIP server (RFC 9725): one peer connection with the packets that all share."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiortc import RTCIceServer, RTCSessionDescription

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.targets import place_of
from studio.core.threads import StopSignal, Worker
from studio.engine.media import MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.rtc_hooks import SharedPayloads
from studio.engine.outputs.shared_peer import SharedPeer
from studio.engine.outputs.targets.sender import Sender
from studio.engine.outputs.targets.whip_http import Accepted, IceServer, WhipHttp

_log = logging.getLogger("studio.engine.outputs.targets.whip")

_CONNECT_S = 10.0
_OPEN_S = 25.0
_CLOSE_S = 3.0
T = TypeVar("T")


class WhipMemory:
    """What is known of a server from one connection to the next."""

    def __init__(self) -> None:
        self.ice_servers: tuple[IceServer, ...] = ()


class WhipSender(Sender):
    """An event loop on a thread of its own while it is open.

    ``wall_ns_at``: the wall clock (ns since 1970) of a media time, for the sender's reports.
    """

    kinds = frozenset({PacketKind.VIDEO, PacketKind.AUDIO})

    def __init__(
        self,
        url: str,
        token: str,
        memory: WhipMemory,
        wall_ns_at: Callable[[int], int],
        request_key_frame: Callable[[], None],
    ) -> None:
        super().__init__()
        self._place = place_of(url)
        self._http = WhipHttp(url, token)
        self._memory = memory
        self._wall_ns_at = wall_ns_at
        self._request_key_frame = request_key_frame
        self._peer: SharedPeer | None = None
        self._session_url = ""
        self._fault: StudioError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._has_begun = threading.Event()
        self._worker = Worker("whip", self._run)

    def open(self, first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> None:
        """Offer, take the answer, and wait until media flows."""
        self._worker.start()
        self._has_begun.wait(5.0)
        self._on_loop(self._open(), _OPEN_S)

    def write(self, packet: MediaPacket) -> None:
        """Hand a packet to the peer."""
        if self._fault is not None:
            raise self._fault
        peer, loop = self._peer, self._loop
        if peer is None or loop is None:
            raise UnavailableError("the connection is closed", self._place)
        loop.call_soon_threadsafe(peer.offer, packet)
        heard = peer.heard(PacketKind.VIDEO)
        self.sent_bytes = peer.sent_bytes
        self.loss, self.round_trip_ms = heard.loss, round(heard.round_trip_ms, 1)

    def close(self) -> None:
        """Tell the server, and end the loop."""
        loop, over = self._loop, self._over
        if loop is not None and over is not None and self._worker.is_alive:
            loop.call_soon_threadsafe(over.set)
        self._worker.stop(_CLOSE_S)

    def abort(self) -> None:
        """Wait for nothing more."""
        self._fault = self._fault or UnavailableError("the connection is closed", self._place)
        loop, over = self._loop, self._over
        if loop is not None and over is not None and self._worker.is_alive:
            loop.call_soon_threadsafe(over.set)

    def _on_loop(self, coroutine: Coroutine[Any, Any, T], timeout_s: float) -> T:
        loop = self._loop
        if loop is None or not self._worker.is_alive:
            coroutine.close()
            raise UnavailableError("the connection is closed", self._place)
        waiting = asyncio.run_coroutine_threadsafe(coroutine, loop)
        try:
            return waiting.result(timeout_s)
        except TimeoutError as error:
            waiting.cancel()
            raise UnavailableError("the server does not answer", self._place) from error
        except asyncio.CancelledError as error:
            raise UnavailableError("the connection is closed", self._place) from error

    def _run(self, _stop: StopSignal) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        over = self._over = asyncio.Event()
        async with self._http:
            self._has_begun.set()
            await over.wait()
            peer, self._peer = self._peer, None
            if peer is not None:
                await peer.close()
            await self._http.end(self._session_url)

    async def _open(self) -> None:
        is_connected = asyncio.Event()
        servers = tuple(
            RTCIceServer(one.url, one.username or None, one.credential or None)
            for one in self._memory.ice_servers
        )
        peer = SharedPeer(
            SharedPayloads(), self._wall_ns_at, self._request_key_frame, self._lost, servers
        )
        self._peer = peer
        peer.connection.on("connectionstatechange", lambda: _tell_connected(peer, is_connected))
        for transceiver in peer.connection.getTransceivers():
            transceiver.direction = "sendonly"
        await peer.connection.setLocalDescription(await peer.connection.createOffer())
        accepted = await self._http.offer(peer.connection.localDescription.sdp)
        self._session_url = accepted.session_url
        self._memory.ice_servers = accepted.ice_servers
        await self._take(peer, accepted)
        try:
            await asyncio.wait_for(is_connected.wait(), _CONNECT_S)
        except TimeoutError as error:
            sentence = "the way for the picture could not be opened; is a firewall between?"
            raise UnavailableError(sentence, self._place) from error

    async def _take(self, peer: SharedPeer, accepted: Accepted) -> None:
        if "H264/90000" not in accepted.answer_sdp.replace("h264", "H264"):
            raise BadInputError("the server does not take H.264", self._place)
        try:
            description = RTCSessionDescription(accepted.answer_sdp, "answer")
            await peer.connection.setRemoteDescription(description)
        except Exception as error:
            # The library has no error of its own: ValueError, KeyError, AssertionError and more.
            raise BadInputError("the server's answer cannot be read", self._place) from error

    def _lost(self) -> None:
        self._fault = self._fault or UnavailableError(
            "the connection was lost: the server is gone", self._place
        )


def _tell_connected(peer: SharedPeer, is_connected: asyncio.Event) -> None:
    if peer.connection.connectionState == "connected":
        is_connected.set()
