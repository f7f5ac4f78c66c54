"""STUN and TURN servers named after the offer, and a lost path noticed in seconds.

With `rtc_hooks` the only place that reaches into aioice's private names (aiortc 1.16.0). The
library gathers candidates once, before the offer, from one server of each kind; a WHIP server
names its servers with its answer. And it asks for consent so seldom (RFC 7675) that a dead path
is noticed after half a minute. A test fails when a name moves.
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import aioice.ice
from aioice import stun
from aiortc import RTCIceServer, RTCPeerConnection
from aiortc.rtcicetransport import connection_kwargs

_log = logging.getLogger("studio.engine.outputs.rtc_ice")

_GATHER_S = 4.0
_MOST_RELAYS = 3
_CONSENT_EVERY_S = 0.7
_SILENT_CHECKS = 5
_COMPONENT = 1


class LateIce:
    """The ICE side of one connection that was offered; on its event loop."""

    def __init__(self, connection: RTCPeerConnection) -> None:
        transport: Any = connection.getSenders()[0].transport
        self._ice: Any = transport.transport._connection
        self._heard = 0
        self._data_before = self._ice.data_received
        for name in ("query_consent", "_pair_remote_candidate", "_protocols"):
            getattr(self._ice, name)  # an AttributeError here: the library has changed
        self._ice.query_consent = self._watch_consent
        self._ice.data_received = self._count_data

    @property
    def local_address(self) -> str:
        """From which of this computer's addresses media goes; empty over a relay, or not yet."""
        for pair in self._ice._nominated.values():
            candidate = pair.protocol.local_candidate
            if candidate.type == "host":
                return str(candidate.host)
        return ""

    @property
    def way(self) -> str:
        """The kind of our end of the path: host, srflx, relay; empty while there is none."""
        for pair in self._ice._nominated.values():
            return str(pair.local_candidate.type)
        return ""

    async def gather(self, servers: Iterable[RTCIceServer]) -> list[str]:
        """Ask these servers; what they give joins the checks that run, and is told as SDP lines.

        At most a few seconds; a server that cannot be used or does not answer gives nothing.
        """
        asked = [self._ask(one) for one in list(servers)]
        found = await asyncio.gather(*asked)
        return [f"candidate:{one.to_sdp()}" for some in found for one in some]

    async def _ask(self, server: RTCIceServer) -> list[Any]:
        try:
            wanted = connection_kwargs([server])
        except ValueError:
            _log.info("ICE server cannot be read")
            return []
        try:
            async with asyncio.timeout(_GATHER_S):
                if "turn_server" in wanted:
                    return [await self._relayed(wanted)]
                if "stun_server" in wanted:
                    return await self._reflected(wanted["stun_server"])
        except (OSError, TimeoutError, stun.TransactionError, ValueError) as error:
            _log.info("ICE server gives nothing", extra={"error": type(error).__name__})
        return []

    async def _relayed(self, wanted: dict[str, Any]) -> Any:
        candidate, protocol = await aioice.ice.relayed_candidate(
            component=_COMPONENT,
            hide_related_address=False,
            protocol_factory=lambda: aioice.ice.StunProtocol(self._ice),
            turn_server=wanted["turn_server"],
            turn_username=wanted["turn_username"],
            turn_password=wanted["turn_password"],
            turn_ssl=wanted["turn_ssl"],
            turn_transport=wanted["turn_transport"],
        )
        if self._ice._closing:
            await protocol.close()
            raise OSError("closed meanwhile")
        self._ice._protocols.append(protocol)
        self._ice._local_candidates.append(candidate)
        if self._ice._early_checks_done and not self._ice._check_list_done:
            for remote in self._ice._remote_candidates:
                self._ice._pair_remote_candidate(remote)
            self._ice.sort_check_list()
        return candidate

    async def _reflected(self, server: tuple[str, int]) -> list[Any]:
        found = []
        for protocol in list(self._ice._protocols):
            local = protocol.local_candidate
            if local.type == "host" and ":" not in local.host:
                candidate, _ = await aioice.ice.server_reflexive_candidate(protocol, server)
                if candidate.host != local.host:
                    self._ice._local_candidates.append(candidate)
                    found.append(candidate)
        return found

    def _count_data(self, data: bytes, component: int) -> None:
        self._heard += 1
        self._data_before(data, component)

    async def _watch_consent(self) -> None:
        """End the connection when nothing at all came back for several seconds."""
        silent = 0
        while silent < _SILENT_CHECKS:
            heard = self._heard
            await asyncio.sleep(_CONSENT_EVERY_S)
            did_answer = False
            for pair in list(self._ice._nominated.values()):
                did_answer = await self._consents(pair) or did_answer
            silent = 0 if did_answer or self._heard != heard else silent + 1
        _log.info("path is dead")
        self._ice._query_consent_task = None
        await self._ice.close()

    async def _consents(self, pair: Any) -> bool:
        request = self._ice.build_request(pair, nominate=False)
        key = self._ice.remote_password.encode()
        try:
            await pair.protocol.request(
                request, pair.remote_addr, integrity_key=key, retransmissions=0
            )
        except stun.TransactionError:
            return False
        return True


def ice_servers(named: Iterable[tuple[str, str, str]]) -> tuple[RTCIceServer, ...]:
    """Those of (address, user name, credential) that can be used, a few relays at most."""
    found, relays = [], 0
    for url, username, credential in named:
        server = RTCIceServer(url, username or None, credential or None)
        try:
            wanted = connection_kwargs([server])
        except ValueError:
            continue
        relays += "turn_server" in wanted
        if wanted and relays <= _MOST_RELAYS:
            found.append(server)
    return tuple(found)
