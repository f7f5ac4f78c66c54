"""One phone's connection: answers its offer, decodes what comes, and says how it does."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

import av
from aiortc import (
    MediaStreamTrack,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCRtpTransceiver,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import candidate_from_sdp

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError
from studio.core.status import GuestStatus
from studio.core.tasks import TaskGroupKeeper
from studio.engine.guests.lobby import GuestFeed
from studio.engine.guests.playout import PlayoutClock
from studio.engine.guests.receiver_hook import ReceiverHook
from studio.engine.media import SAMPLE_RATE_HZ, VIDEO_CLOCK_HZ, AudioBlock, MediaClock, Picture
from studio.engine.outputs.sdp_check import candidates_of
from studio.engine.outputs.viewer import with_rtcp_mux_only
from studio.engine.sources.base import Reading, next_serial
from studio.engine.sources.media_sound import SoundDecoder

_log = logging.getLogger("studio.engine.guests.peer")

_CONNECT_S = 20.0
_MOST_PIXELS = 1920 * 1088
_MOST_UNDECODED = 15
_MOST_HELD_S = 0.3
_SILENT_NS = 5 * NS_PER_S
LOST = "the connection to the phone was lost; it tries again by itself"
_NEVER = "the phone could not be reached; both must be in the same network"
_TOO_LARGE = "the phone sends a picture larger than 1920 × 1080"
_CODECS = ("video/h264", "video/vp8", "video/rtx")


class GuestPeer:
    """All on the guests' loop. ``on_end(peer, reason)`` is called once, when it is over."""

    def __init__(
        self,
        session_id: str,
        link_id: str,
        feed: GuestFeed,
        clock: MediaClock,
        on_end: Callable[["GuestPeer", str], None],
    ) -> None:
        self.session_id = session_id
        self.link_id = link_id
        self._feed = feed
        self._clock = clock
        self._on_end = on_end
        self._is_closed = False
        self._connected_ns = 0
        self._heard_ns = clock.now_ns()
        self._received = 0
        self._hooks: dict[str, ReceiverHook] = {}
        self._sound_clock = PlayoutClock()
        self._sound_lead: int | None = None  # media time less the sender's clock, ns
        self._size = (0, 0)
        self._pictures = 0
        self._measured = (0, 0, clock.now_ns())
        self._figures = (0, 0.0, 0.0)
        self._tasks = TaskGroupKeeper(f"guest-{link_id}")
        self._running: list[asyncio.Task[None]] = []
        self._connection = RTCPeerConnection()
        self._connection.on("track", self._track_came)
        self._connection.on("connectionstatechange", self._state_changed)

    async def answer(self, offer_sdp: str) -> str:
        """The answer, with all candidates in it. Raises BadInputError."""
        connection = self._connection
        try:
            await connection.setRemoteDescription(RTCSessionDescription(offer_sdp, "offer"))
            for transceiver in connection.getTransceivers():
                transceiver.direction = "recvonly"
                _prefer_codecs(transceiver)
            await connection.setLocalDescription(await connection.createAnswer())
        except Exception as error:
            # The library has no error of its own: ValueError, KeyError, AssertionError and more.
            raise BadInputError("the offer cannot be answered", "SDP") from error
        self._running.append(self._tasks.start(self._give_up(), "give-up"))
        return with_rtcp_mux_only(connection.localDescription.sdp)

    async def add_candidates(self, fragment: str) -> None:
        """Trickled candidates; one that cannot be resolved is left out in silence (RFC 8840)."""
        for mid, line in candidates_of(fragment):
            candidate = candidate_from_sdp(line.split(":", 1)[1])
            candidate.sdpMid = mid
            with contextlib.suppress(ValueError, OSError):
                await self._connection.addIceCandidate(candidate)

    async def close(self, reason: str) -> None:
        """End the connection; may be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self._on_end(self, reason)
        try:
            await self._connection.close()
        except Exception as error:  # noqa: BLE001 - closing half-open ones raises all sorts
            _log.info("guest closed badly", extra={"error": type(error).__name__})
        for task in self._running:
            if task is not asyncio.current_task():
                task.cancel()

    @property
    def is_connected(self) -> bool:
        """Whether media can come."""
        return self._connected_ns > 0 and not self._is_closed

    @property
    def is_sending(self) -> bool:
        """Whether media comes; a phone that fell silent is found out long before its connection."""
        return self.is_connected and self._clock.now_ns() - self._heard_ns < _SILENT_NS

    def status(self) -> GuestStatus:
        """How the phone does; asked about once a second."""
        now_ns = self._clock.now_ns()
        received = sum(hook.received_bytes for hook in self._hooks.values())
        if received != self._received:
            self._received, self._heard_ns = received, now_ns
        before_bytes, before_pictures, before_ns = self._measured
        passed_ns = now_ns - before_ns
        if passed_ns > NS_PER_S // 2:
            video = self._hooks.get("video")
            self._figures = (
                (received - before_bytes) * 8 * NS_PER_S // passed_ns,
                round((self._pictures - before_pictures) * NS_PER_S / passed_ns, 1),
                round(video.loss(), 3) if video is not None else 0.0,
            )
            self._measured = (received, self._pictures, now_ns)
        return GuestStatus(
            self.link_id,
            connected_s=(now_ns - self._connected_ns) / NS_PER_S,
            width_px=self._size[0],
            height_px=self._size[1],
            rate_hz=self._figures[1],
            received_bps=self._figures[0],
            loss=self._figures[2],
        )

    async def _give_up(self) -> None:
        await asyncio.sleep(_CONNECT_S)
        if not self.is_connected:
            await self.close(_NEVER)

    def _track_came(self, track: MediaStreamTrack) -> None:
        for transceiver in self._connection.getTransceivers():
            if transceiver.receiver.track is track:
                hz = VIDEO_CLOCK_HZ if track.kind == "video" else SAMPLE_RATE_HZ
                self._hooks[track.kind] = ReceiverHook(
                    transceiver.receiver, hz, self._clock.now_ns, is_video=track.kind == "video"
                )
        take = self._take_pictures if track.kind == "video" else self._take_sound
        self._running.append(self._tasks.start(take(track), track.kind))

    async def _take_pictures(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.VideoFrame):
                    await self._take_picture(frame)

    async def _take_picture(self, frame: av.VideoFrame) -> None:
        if frame.width * frame.height > _MOST_PIXELS:
            await self.close(_TOO_LARGE)
            return
        hook = self._hooks["video"]
        if hook.waiting > _MOST_UNDECODED:
            await hook.start_anew()
        if not hook.is_whole(bool(frame.key_frame)):
            return
        await self._hold(hook.captured_ns(frame.pts or 0))
        self._size = (frame.width & ~1, frame.height & ~1)
        if self._size != (frame.width, frame.height):
            frame = frame.reformat(*self._size)
        self._pictures += 1
        self._feed.put(Reading(Picture(self._clock.now_ns(), next_serial(), frame=frame)))

    async def _hold(self, captured_ns: int | None) -> None:
        """Wait until the sound of the same moment is heard, which takes a longer way."""
        if captured_ns is None or self._sound_lead is None:
            return
        wait_s = (captured_ns + self._sound_lead - self._clock.now_ns()) / NS_PER_S
        if 0 < wait_s < _MOST_HELD_S:
            await asyncio.sleep(wait_s)

    async def _take_sound(self, track: MediaStreamTrack) -> None:
        decoder = SoundDecoder()
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                if isinstance(frame, av.AudioFrame):
                    self._hear(frame, decoder)

    def _hear(self, frame: av.AudioFrame, decoder: SoundDecoder) -> None:
        pts_ns = int((frame.time or 0.0) * NS_PER_S)
        duration_ns = frame.samples * NS_PER_S // frame.sample_rate
        media_ns = self._sound_clock.media_ns(pts_ns, self._clock.now_ns() - duration_ns)
        captured_ns = self._hooks["audio"].captured_ns(frame.pts or 0)
        if not self._sound_clock.is_settled:
            return
        self._sound_lead = None if captured_ns is None else media_ns - captured_ns
        for block in decoder.blocks(frame, media_ns - pts_ns):
            self._feed.put(Reading(sound=AudioBlock(block.samples, block.media_ns)))

    async def _state_changed(self) -> None:
        state = self._connection.connectionState
        if state == "connected":
            self._connected_ns = self._clock.now_ns()
        elif state in ("failed", "closed"):
            await self.close(LOST)


def _prefer_codecs(transceiver: RTCRtpTransceiver) -> None:
    """H.264 first, which phones encode in hardware; then VP8."""
    if transceiver.kind != "video":
        return
    known = RTCRtpReceiver.getCapabilities("video")
    codecs = known.codecs if known is not None else []
    found = [one for wanted in _CODECS for one in codecs if one.mimeType.lower() == wanted]
    transceiver.setCodecPreferences(found)
