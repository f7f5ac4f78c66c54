"""Requests about phones and guests who send their camera; only the hub asks."""

from collections.abc import Callable
from typing import Any

from studio.core.messages import requests as ask
from studio.core.messages.results import Done, GuestOpened, Result
from studio.engine.guests.server import GuestServer


class GuestRequests:
    """One method a request."""

    def __init__(self, guests: GuestServer) -> None:
        self._guests = guests
        self.methods: dict[type[ask.Request], Callable[[Any], Result]] = {
            ask.OpenGuest: self._open_guest,
            ask.AddGuestCandidates: self._add_guest_candidates,
            ask.CloseGuest: self._close_guest,
        }

    def _open_guest(self, request: ask.OpenGuest) -> GuestOpened:
        return self._guests.open(request)

    def _add_guest_candidates(self, request: ask.AddGuestCandidates) -> Done:
        self._guests.add_candidates(request.link_id, request.session_id, request.sdp_fragment)
        return Done()

    def _close_guest(self, request: ask.CloseGuest) -> Done:
        self._guests.close_guest(request.link_id, request.session_id, request.reason)
        return Done()
