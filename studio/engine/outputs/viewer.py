"""One viewer: answers the browser's offer and says how the browser does."""

import contextlib
from collections.abc import Callable

from aiortc import RTCSessionDescription
from aiortc.sdp import candidate_from_sdp

from studio.core.clock import NS_PER_S, Clock
from studio.core.errors import BadInputError
from studio.core.status import ViewerStatus
from studio.engine.media import PacketKind
from studio.engine.outputs.sdp_check import candidates_of
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.shared_peer import SharedPeer


class Viewer(SharedPeer):
    """All on the viewers' event loop. ``on_end`` is called once when the connection is over."""

    def __init__(
        self,
        viewer_id: str,
        clock: Clock,
        payloads: SharedPayloads,
        wall_ns_at: Callable[[int], int],
        request_key_frame: Callable[[int], None],
        on_end: Callable[[str], None],
    ) -> None:
        self.id = viewer_id
        self._clock = clock
        self._opened_ns = clock.monotonic_ns()
        self._sent = (0, self._opened_ns)
        self._sent_bps = 0
        super().__init__(
            payloads,
            wall_ns_at,
            lambda: request_key_frame(self.stitch.current),
            lambda: on_end(viewer_id),
        )

    async def answer(self, offer_sdp: str) -> str:
        """The answer, with all candidates in it. Raises BadInputError."""
        connection = self.connection
        try:
            await connection.setRemoteDescription(RTCSessionDescription(offer_sdp, "offer"))
            for transceiver in connection.getTransceivers():
                transceiver.direction = "sendonly"
            await connection.setLocalDescription(await connection.createAnswer())
        except Exception as error:
            # The library has no error of its own: ValueError, KeyError, AssertionError and more.
            raise BadInputError("the offer cannot be answered", "SDP") from error
        return with_rtcp_mux_only(connection.localDescription.sdp)

    async def add_candidates(self, fragment: str) -> None:
        """Trickled candidates; one that cannot be resolved is left out in silence (RFC 8840)."""
        for mid, line in candidates_of(fragment):
            candidate = candidate_from_sdp(line.split(":", 1)[1])
            candidate.sdpMid = mid
            with contextlib.suppress(ValueError, OSError):
                await self.connection.addIceCandidate(candidate)

    def status(self) -> ViewerStatus:
        """How the viewer does."""
        video = self.heard(PacketKind.VIDEO)
        now_ns = self._clock.monotonic_ns()
        self._measure(now_ns, self.sent_bytes)
        return ViewerStatus(
            self.id,
            connected_s=(now_ns - self._opened_ns) / NS_PER_S,
            loss=round(self.loss, 4),
            round_trip_ms=round(video.round_trip_ms, 1),
            estimate_bps=self.estimate_bps,
            sent_bps=self._sent_bps,
            dropped_frames=self.dropped_frames,
            key_frame_requests=video.key_frame_requests,
            rung=self.stitch.current,
        )

    def _measure(self, now_ns: int, sent_bytes: int) -> None:
        before_bytes, before_ns = self._sent
        if now_ns - before_ns >= NS_PER_S // 2:
            self._sent_bps = (sent_bytes - before_bytes) * 8 * NS_PER_S // (now_ns - before_ns)
            self._sent = (sent_bytes, now_ns)


def with_rtcp_mux_only(sdp: str) -> str:
    """The answer with ``a=rtcp-mux-only``, which WHEP asks for and the library leaves out."""
    return sdp.replace("a=rtcp-mux\r\n", "a=rtcp-mux\r\na=rtcp-mux-only\r\n")
