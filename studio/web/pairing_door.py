"""``POST /pair``: a device with an invitation's code becomes one that is let in."""

import logging
from collections.abc import Callable

import msgspec
from aiohttp import web

from studio.core.clock import Clock
from studio.core.devices import Device
from studio.core.errors import StudioError
from studio.core.pairings import plain_fingerprint
from studio.core.team import Role
from studio.web.invitations import Invitations, Refusal
from studio.web.limits import RateLimit
from studio.web.pairing_proof import PairAsked, PairGranted, hub_proof

_log = logging.getLogger("studio.web.pairing_door")

_MOST_BYTES = 4096
_MOST_WAITING = 4
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_SENTENCES = {
    Refusal.WRONG: (web.HTTPForbidden, "the code is not right, or somebody is listening in"),
    Refusal.OVER: (web.HTTPGone, "no such invitation is open any more; ask for another"),
}


class PairingDoor:
    """``fingerprint()``: of the hub's own certificate. ``add(name, role)``: a device, its token.

    ``invitations`` says whether the code is known; ``add`` raises StudioError when it cannot.
    """

    def __init__(
        self,
        invitations: Invitations,
        fingerprint: Callable[[], str],
        add: Callable[[str, Role], tuple[Device, str]],
        clock: Clock,
    ) -> None:
        self._invitations = invitations
        self._fingerprint = fingerprint
        self._add = add
        self._tries = RateLimit(clock, 10, 10)
        self._waiting = 0

    def add_to(self, application: web.Application) -> None:
        """Serve ``/pair``."""
        application.router.add_post("/pair", self._pair)

    async def _pair(self, request: web.Request) -> web.Response:
        if "Origin" in request.headers:
            raise web.HTTPForbidden(text="pairing is not for web pages", headers=_HEADERS)
        if self._waiting >= _MOST_WAITING or not self._tries.allows(request.remote or ""):
            headers = {**_HEADERS, "Retry-After": "60"}
            raise web.HTTPTooManyRequests(text="too often; wait a minute", headers=headers)
        asked = await _read(request)
        self._waiting += 1
        try:
            granted = await self._grant(asked)
        finally:
            self._waiting -= 1
        body = msgspec.json.encode(granted)
        return web.Response(body=body, content_type="application/json", headers=_HEADERS)

    async def _grant(self, asked: PairAsked) -> PairGranted:
        fingerprint = plain_fingerprint(self._fingerprint())
        if not fingerprint:
            raise _refused(Refusal.OVER)
        redeemed = await self._invitations.redeem(asked, fingerprint)
        if isinstance(redeemed, Refusal):
            _log.warning("pairing refused", extra={"why": redeemed.value})
            raise _refused(redeemed)
        invitation = redeemed.invitation
        try:
            device, token = self._add(asked.device_name.strip() or invitation.name, invitation.role)
        except StudioError as error:
            raise web.HTTPConflict(text=error.what, headers=_HEADERS) from error
        proof = hub_proof(redeemed.key, device.id, token, device.name, device.role)
        return PairGranted(device.id, token, device.name, device.role, proof)


def _refused(why: Refusal) -> web.HTTPException:
    kind, sentence = _SENTENCES[why]
    return kind(text=sentence, headers=_HEADERS)


async def _read(request: web.Request) -> PairAsked:
    """The body, bounded and strict; raises the HTTP error that it deserves."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON is wanted", headers=_HEADERS)
    body = await request.content.read(_MOST_BYTES + 1)
    while len(body) <= _MOST_BYTES and not request.content.at_eof():
        body += await request.content.read(_MOST_BYTES + 1 - len(body))
    if len(body) > _MOST_BYTES:
        raise web.HTTPRequestEntityTooLarge(_MOST_BYTES, len(body), headers=_HEADERS)
    try:
        return msgspec.json.decode(body, type=PairAsked)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise web.HTTPBadRequest(text="this is no request to pair", headers=_HEADERS) from error
