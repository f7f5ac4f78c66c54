"""The show to a WHIP server (RFC 9725): one peer connection with the packets that all share."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiortc import RTCIceServer, RTCSessionDescription

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.targets import place_of
from studio.core.tasks import TaskGroupKeeper
from studio.core.threads import StopSignal, Worker
from studio.engine.media import MediaPacket, PacketKind, TrackInfo
from studio.engine.outputs.rtc_ice import LateIce, ice_servers
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.shared_peer import SharedPeer
from studio.engine.outputs.targets import whip_sdp
from studio.engine.outputs.targets.sender import Sender
from studio.engine.outputs.targets.whip_http import Accepted, IceServer, WhipHttp

_log = logging.getLogger("studio.engine.outputs.targets.whip")

_CONNECT_S = 10.0
_OPEN_S = 25.0
_CLOSE_S = 3.0
T = TypeVar("T")


class WhipMemory:
    """What is known of a server from one connection to the next.

    A server that takes no candidates later is told all of them with the next offer.
    """

    def __init__(self) -> None:
        self.ice_servers: tuple[IceServer, ...] = ()
        self.takes_trickle = True


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
        self._ice: LateIce | None = None
        self._tasks = TaskGroupKeeper("whip")
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
        if self._ice is not None:
            self.local_address = self._ice.local_address
        self.sent_bytes = peer.sent_bytes
        self.room_bps = 0 if peer.is_local else peer.estimate_bps
        self.loss, self.round_trip_ms = peer.loss, round(peer.round_trip_ms, 1)

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
            await self._tasks.close()
            ending = [self._http.end(self._session_url)]
            peer, self._peer = self._peer, None
            if peer is not None:
                ending.append(peer.close())
            await asyncio.gather(*ending)  # the server is told, even if the path hangs

    async def _open(self) -> None:
        settled = asyncio.Event()

        def lost() -> None:
            self._lost()
            settled.set()

        peer = SharedPeer(SharedPayloads(), self._wall_ns_at, self._request_key_frame, lost)
        self._peer = peer
        peer.connection.on("connectionstatechange", lambda: _tell_connected(peer, settled))
        await self._offer(peer)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(settled.wait(), _CONNECT_S)
        if peer.connection.connectionState != "connected":
            sentence = "the way for the picture could not be opened; is a firewall between?"
            raise UnavailableError(sentence, self._place)

    async def _offer(self, peer: SharedPeer) -> None:
        for transceiver in peer.connection.getTransceivers():
            transceiver.direction = "sendonly"
        await peer.connection.setLocalDescription(await peer.connection.createOffer())
        ice = self._ice = LateIce(peer.connection)
        # More may follow when the answer has come: saying that none does would end the other
        # side's checks too early.
        offer_sdp = whip_sdp.without_end(peer.connection.localDescription.sdp)
        told: list[str] = []
        if not self._memory.takes_trickle and self._memory.ice_servers:
            told = await ice.gather(_usable(self._memory.ice_servers))
            offer_sdp = whip_sdp.with_candidates(offer_sdp, told)
        accepted = await self._http.offer(offer_sdp)
        self._session_url = accepted.session_url
        self._memory.ice_servers = accepted.ice_servers
        has_more = bool(accepted.ice_servers) and not told
        await self._take(peer, accepted, has_more)
        if has_more:
            self._tasks.start(self._find_ways(peer, ice, accepted, offer_sdp), "find-ways")

    async def _find_ways(
        self, peer: SharedPeer, ice: LateIce, accepted: Accepted, offer_sdp: str
    ) -> None:
        """Ask the servers that the answer named, while the direct way is tried already."""
        found = await ice.gather(_usable(accepted.ice_servers))
        if found and not ice.way:
            fragment = whip_sdp.fragment_of(offer_sdp, found)
            self._memory.takes_trickle = await self._http.trickle(accepted, fragment)
        await peer.connection.addIceCandidate(None)

    async def _take(self, peer: SharedPeer, accepted: Accepted, has_more: bool) -> None:
        answer_sdp = accepted.answer_sdp
        if not whip_sdp.takes_h264(answer_sdp):
            raise BadInputError("the server does not take H.264", self._place)
        if has_more:
            answer_sdp = whip_sdp.without_end(answer_sdp)
        try:
            description = RTCSessionDescription(answer_sdp, "answer")
            await peer.connection.setRemoteDescription(description)
        except Exception as error:
            # The library has no error of its own: ValueError, KeyError, AssertionError and more.
            raise BadInputError("the server's answer cannot be read", self._place) from error

    def _lost(self) -> None:
        self._fault = self._fault or UnavailableError(
            "the connection was lost: the server is gone", self._place
        )


def _usable(servers: tuple[IceServer, ...]) -> tuple[RTCIceServer, ...]:
    return ice_servers((one.url, one.username, one.credential) for one in servers)


def _tell_connected(peer: SharedPeer, settled: asyncio.Event) -> None:
    if peer.connection.connectionState == "connected":
        settled.set()
