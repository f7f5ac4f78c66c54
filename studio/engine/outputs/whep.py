"""Everybody who watches by WebRTC: one event loop on one thread, one encode for all."""

import asyncio
import functools
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar

from studio.core.clock import NS_PER_MS
from studio.core.errors import NotFoundError, UnavailableError
from studio.core.ids import new_secret
from studio.core.messages.results import ViewerOpened
from studio.core.status import ViewerStatus
from studio.core.tasks import TaskGroupKeeper
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaClock, PacketKind
from studio.engine.outputs.adaptation import Adaptation, OneRendition, Renditions
from studio.engine.outputs.rtc_hooks import use_host_addresses
from studio.engine.outputs.sdp_check import check_offer
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.viewer import Viewer

_log = logging.getLogger("studio.engine.outputs.whep")

_ANSWER_S = 10.0
_KINDS = frozenset({PacketKind.VIDEO, PacketKind.AUDIO})
_FEED_CAPACITY = 512
T = TypeVar("T")


class ViewerServer:
    """Opens and closes viewers; every public method may be called from any thread.

    ``renditions`` and their ``fanouts`` by number: what viewers with a poor line may get
    instead of the programme, which is number 0 and comes from ``fanout``. ``others``: how many
    watch elsewhere and count towards ``max_viewers`` too.
    """

    def __init__(
        self,
        fanout: FanOut,
        request_key_frame: Callable[[], None],
        max_viewers: int,
        clock: MediaClock | None = None,
        *,
        is_loopback_only: bool = False,
        renditions: Renditions | None = None,
        fanouts: Mapping[int, FanOut] | None = None,
        others: Callable[[], int] = lambda: 0,
    ) -> None:
        self._fanouts = {0: fanout, **(fanouts or {})}
        self._adaptation = Adaptation(renditions or OneRendition())
        self._request_key_frame = request_key_frame
        self._max_viewers = max_viewers
        self._others = others
        self._clock = clock or MediaClock()
        use_host_addresses(is_loopback_only=is_loopback_only)
        # Taken once: every sender's reports must rest on the very same origin.
        self._epoch_wall_ns = self._clock.clock.wall_ms() * NS_PER_MS - self._clock.now_ns()
        self._viewers: dict[str, Viewer] = {}
        self._opening = 0
        self._payloads = SharedPayloads()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._started = threading.Event()
        self._over: asyncio.Event | None = None
        self._feeds: dict[int, PacketReader] = {}
        self._tasks = TaskGroupKeeper("viewers")
        self._worker = Worker("viewers", self._run)

    def start(self) -> None:
        """Start the loop."""
        self._worker.start()
        self._started.wait(5.0)

    def stop(self) -> None:
        """Close every viewer and end."""
        loop, over = self._loop, self._over
        if loop is not None and over is not None and self._worker.is_alive:
            loop.call_soon_threadsafe(over.set)
        self._worker.stop(10.0)

    def open(self, offer_sdp: str) -> ViewerOpened:
        """Answer an offer. Raises BadInputError, or UnavailableError when there is no room."""
        check_offer(offer_sdp)
        return self._on_loop(self._open(offer_sdp))

    def add_candidates(self, viewer_id: str, sdp_fragment: str) -> None:
        """Trickled candidates of a viewer."""
        self._on_loop(self._add_candidates(viewer_id, sdp_fragment))

    def close_viewer(self, viewer_id: str) -> None:
        """A viewer left. Raises NotFoundError."""
        self._on_loop(self._close_viewer(viewer_id))

    def close_all(self) -> None:
        """The show is over."""
        self._on_loop(self._close_all())

    @property
    def count(self) -> int:
        """How many watch, or are about to."""
        return len(self._viewers) + self._opening

    def statuses(self) -> tuple[ViewerStatus, ...]:
        """How each viewer does."""
        return tuple(viewer.status() for viewer in list(self._viewers.values()))

    def _on_loop(self, coroutine: Coroutine[Any, Any, T]) -> T:
        loop = self._loop
        if loop is None or not self._worker.is_alive:
            coroutine.close()
            raise UnavailableError("the viewers' server does not run", "viewer")
        waiting = asyncio.run_coroutine_threadsafe(coroutine, loop)
        try:
            return waiting.result(_ANSWER_S)
        except TimeoutError as error:
            waiting.cancel()
            raise UnavailableError("the viewer could not be answered in time", "viewer") from error

    def _run(self, _stop: StopSignal) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        over = self._over = asyncio.Event()
        for number, fanout in self._fanouts.items():
            self._feeds[number] = fanout.attach(
                "viewers",
                _KINDS,
                _FEED_CAPACITY,
                needs_key_first=False,
                on_ready=functools.partial(self._wake, number),
            )
        following = self._adaptation.run(self._viewers.values, self._clock.clock, self._ask_for_key)
        self._tasks.start(following, "adapt")
        self._started.set()
        await over.wait()
        for feed in self._feeds.values():
            feed.abandon()
        await self._close_all()
        await self._tasks.close()

    def _ask_for_key(self, number: int) -> None:
        """A viewer of that rendition needs a key frame."""
        if number:
            self._fanouts[number].ask_for_key("viewers")
        else:
            self._request_key_frame()

    def _wake(self, number: int) -> None:
        """Called on the encoders' threads."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._hand_on, number)

    def _hand_on(self, number: int) -> None:
        """Give every viewer what has come; each holds its own bounded queue."""
        feed = self._feeds.get(number)
        while feed is not None and (packet := feed.get_nowait()) is not None:
            for viewer in list(self._viewers.values()):
                viewer.offer(packet, number)

    async def _open(self, offer_sdp: str) -> ViewerOpened:
        if self.count + self._others() >= self._max_viewers:
            raise UnavailableError(
                f"{self._max_viewers} people watch, which is the limit", "viewer"
            )
        self._opening += 1
        viewer = Viewer(
            new_secret(),
            self._clock.clock,
            self._payloads,
            self._epoch_wall_ns.__add__,
            self._ask_for_key,
            functools.partial(_forget, self._viewers),
        )
        try:
            answer_sdp = await viewer.answer(offer_sdp)
        except BaseException:
            await viewer.close()
            raise
        finally:
            self._opening -= 1
        self._viewers[viewer.id] = viewer
        return ViewerOpened(viewer.id, answer_sdp)

    async def _add_candidates(self, viewer_id: str, sdp_fragment: str) -> None:
        await self._known(viewer_id).add_candidates(sdp_fragment)

    async def _close_viewer(self, viewer_id: str) -> None:
        await self._known(viewer_id).close()

    async def _close_all(self) -> None:
        for viewer in list(self._viewers.values()):
            await viewer.close()

    def _known(self, viewer_id: str) -> Viewer:
        viewer = self._viewers.get(viewer_id)
        if viewer is None:
            raise NotFoundError("there is no such viewer (any more)", "viewer")
        return viewer


def _forget(viewers: dict[str, Viewer], viewer_id: str) -> None:
    viewers.pop(viewer_id, None)
