"""Everybody who sends a camera by WHIP: one loop on a thread of its own, one phone a link."""

import logging

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.guests import MOST_CONNECTED
from studio.core.ids import new_secret
from studio.core.messages.requests import OpenGuest
from studio.core.messages.results import GuestOpened
from studio.core.status import GuestStatus
from studio.engine.guests.lobby import WAITING, GuestLobby
from studio.engine.guests.peer import GuestPeer
from studio.engine.loop_thread import LoopThread
from studio.engine.media import MediaClock
from studio.engine.outputs.sdp_check import check_guest_offer

_log = logging.getLogger("studio.engine.guests.server")
_LEFT = "the guest has left"


class GuestServer:
    """Opens and closes guests; every public method may be called from any thread."""

    def __init__(self, lobby: GuestLobby, clock: MediaClock) -> None:
        self._lobby = lobby
        self._clock = clock
        self._peers: dict[str, GuestPeer] = {}
        self._thread = LoopThread("guests", self._close_all)

    def start(self) -> None:
        """Start the loop."""
        self._thread.start()

    def stop(self) -> None:
        """Put every guest out and end."""
        self._thread.stop()

    def open(self, request: OpenGuest) -> GuestOpened:
        """Answer an offer; who was in by the same link before is put out.

        Raises BadInputError, or UnavailableError when there is no room.
        """
        kinds = check_guest_offer(request.offer_sdp)
        for kind, is_allowed in (("video", request.has_camera), ("audio", request.has_microphone)):
            if kind in kinds and not is_allowed:
                raise BadInputError(f"this link is not for {kind}", "SDP")
        return self._thread.ask(self._open(request))

    def add_candidates(self, link_id: str, session_id: str, fragment: str) -> None:
        """Trickled candidates of a guest. Raises NotFoundError."""
        self._thread.ask(self._known(link_id, session_id).add_candidates(fragment))

    def close_guest(self, link_id: str, session_id: str, reason: str) -> None:
        """A guest left, or is put out with a reason; an empty session: whoever is in.

        Raises NotFoundError for a session that is not (any more).
        """
        if not session_id:
            peer = self._peers.get(link_id)
            if peer is None:
                self._lobby.feed(link_id).end(reason or WAITING)
                return
        else:
            peer = self._known(link_id, session_id)
        self._thread.ask(peer.close(reason or _LEFT))

    def statuses(self) -> tuple[GuestStatus, ...]:
        """How each guest does who sends."""
        told = [(peer, peer.status()) for peer in list(self._peers.values()) if peer.is_connected]
        return tuple(status for peer, status in told if peer.is_sending)

    async def _open(self, request: OpenGuest) -> GuestOpened:
        link_id = request.link_id
        if link_id not in self._peers and len(self._peers) >= MOST_CONNECTED:
            raise UnavailableError(
                f"{MOST_CONNECTED} guests are connected, which is the limit", "guest"
            )
        feed = self._lobby.feed(link_id)
        peer = GuestPeer(new_secret(), link_id, feed, self._clock, self._ended)
        try:
            answer_sdp = await peer.answer(request.offer_sdp)
        except BaseException:
            await peer.close("")
            raise
        before = self._peers.get(link_id)
        self._peers[link_id] = peer
        feed.begin()
        if before is not None:
            await before.close("")
        return GuestOpened(peer.session_id, answer_sdp)

    def _known(self, link_id: str, session_id: str) -> GuestPeer:
        peer = self._peers.get(link_id)
        if peer is None or peer.session_id != session_id:
            raise NotFoundError("there is no such session (any more)", "guest")
        return peer

    def _ended(self, peer: GuestPeer, reason: str) -> None:
        """One that another has replaced takes nothing along."""
        if self._peers.get(peer.link_id) is peer:
            del self._peers[peer.link_id]
            self._lobby.feed(peer.link_id).end(reason)

    async def _close_all(self) -> None:
        for peer in list(self._peers.values()):
            await peer.close(_LEFT)
