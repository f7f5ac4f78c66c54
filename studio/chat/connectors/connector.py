"""The interface of every connector, with what they all do the same: reconnect, count, say."""

import abc
import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable

import msgspec

from studio.chat.connectors.acts import Acts
from studio.chat.connectors.backoff import Backoff
from studio.chat.connectors.bucket import TokenBucket
from studio.chat.connectors.recording import HeardRecorder
from studio.chat.connectors.seen_ids import SeenIds
from studio.core.chat import Platform
from studio.core.clock import NS_PER_MS, NS_PER_S, Clock
from studio.core.connectors import (
    Alive,
    AnyHeard,
    Capability,
    ConnectorState,
    ConnectorStatus,
    MessageHeard,
)
from studio.core.errors import StudioError, UnavailableError

_QUEUE = 5000
_SILENT_AFTER_S = 120.0
_STEADY_S = 30.0


class RefusedError(StudioError):
    """The platform said no, and will say no again: a wrong channel, a revoked token."""


class Connector(Acts, abc.ABC):
    """Hears one room of one platform; `heard` gives what came, in order.

    Nothing is dropped: while nobody takes it, the connection is not read. Subclasses give
    `_listen`, and whichever acts their `capabilities` promise.
    """

    platform: Platform
    does_echo = False  # whether the platform tells us what we said ourselves

    def __init__(
        self,
        connector_id: str,
        channel: str,
        clock: Clock,
        on_status: Callable[[ConnectorStatus], None],
        bucket: TokenBucket | None = None,
    ) -> None:
        self.clock = clock
        self._on_status = on_status
        self._seen = SeenIds()
        self._backoff = Backoff()
        self._queue: asyncio.Queue[AnyHeard] = asyncio.Queue(_QUEUE)
        self._recorder: tuple[HeardRecorder, int] | None = None
        self._heard_ns = 0
        self._retry_now = asyncio.Event()
        self.status = ConnectorStatus(connector_id, self.platform, channel)
        super().__init__(channel, bucket)

    @property
    @abc.abstractmethod
    def capabilities(self) -> Capability:
        """What it can do now."""

    @abc.abstractmethod
    def _listen(self) -> AsyncGenerator[AnyHeard, None]:
        """Connect and give what comes; `Alive` as soon as the platform let us in.

        Ends or raises UnavailableError when the connection is lost, RefusedError when another
        try is of no use.
        """

    async def heard(self) -> AnyHeard:
        """The next thing that came; say `taken` once it is where it belongs."""
        return await self._queue.get()

    def taken(self) -> None:
        """One thing of what `heard` gave is settled."""
        self._queue.task_done()

    async def all_taken(self) -> None:
        """Wait until everything that came is settled."""
        await self._queue.join()

    def look(self) -> None:
        """Say when it has become suspiciously quiet; the owner calls it about once a second."""
        quiet_ns = self.clock.monotonic_ns() - self._heard_ns
        if (
            self.status.state in (ConnectorState.CONNECTED, ConnectorState.RECEIVING)
            and quiet_ns > _SILENT_AFTER_S * NS_PER_S
        ):
            self._tell(ConnectorState.SILENT, "nothing has come for two minutes")

    def retry_now(self) -> None:
        """Do not wait for the next try."""
        self._retry_now.set()

    def record(self, recorder: HeardRecorder | None) -> None:
        """Write down what is heard from now on; None: no more."""
        self._recorder = (recorder, self._now_ms()) if recorder is not None else None

    async def run(self) -> None:
        """Stay connected until cancelled or refused."""
        while True:
            again = self.status.reconnects or self._backoff.tries
            self._tell(ConnectorState.RECONNECTING if again else ConnectorState.CONNECTING)
            began_ns = self.clock.monotonic_ns()
            reason = "the platform closed the connection"
            try:
                await self._hear_all()
            except RefusedError as error:
                self._tell(ConnectorState.REFUSED, error.what)
                return
            except UnavailableError as error:
                reason = error.what
            except TimeoutError:
                reason = "the platform does not answer"
            except OSError as error:
                reason = f"the platform is not reached: {error.strerror or type(error).__name__}"
            if self.clock.monotonic_ns() - began_ns > _STEADY_S * NS_PER_S:
                self._backoff.reset()
            await self._pause(reason)

    async def _hear_all(self) -> None:
        async with contextlib.aclosing(self._listen()) as coming:
            async for heard in coming:
                await self._take(heard)

    async def _take(self, heard: AnyHeard) -> None:
        self._heard_ns = self.clock.monotonic_ns()
        if isinstance(heard, Alive):
            if self.status.state in (ConnectorState.CONNECTING, ConnectorState.RECONNECTING):
                self._tell(ConnectorState.CONNECTED)
            return
        if isinstance(heard, MessageHeard):
            if not self._seen.is_new(heard.platform_id):
                self._count(duplicates=self.status.duplicates + 1)
                return
            self._count(received=self.status.received + 1, last_heard_wall_ms=self.clock.wall_ms())
            if self.status.state is not ConnectorState.RECEIVING:
                self._tell(ConnectorState.RECEIVING)
        if self._recorder is not None:
            recorder, began_ms = self._recorder
            recorder.add(self._now_ms() - began_ms, heard)
        await self._queue.put(heard)

    async def _pause(self, reason: str) -> None:
        wait_s = self._backoff.next_s()
        self._count(reconnects=self.status.reconnects + 1, retry_in_s=round(wait_s, 1))
        self._tell(ConnectorState.RECONNECTING, reason)
        self._retry_now.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._retry_now.wait(), wait_s)
        self._count(retry_in_s=0.0)

    def _drop(self) -> None:
        """Something came that cannot be read: counted, passed over."""
        self._count(dropped=self.status.dropped + 1)

    def _count(self, **figures: float) -> None:
        self.status = msgspec.structs.replace(self.status, **figures)

    def _tell(self, state: ConnectorState, reason: str = "") -> None:
        changed = msgspec.structs.replace(
            self.status, state=state, reason=reason, since_wall_ms=self.clock.wall_ms()
        )
        is_same = (changed.state, changed.reason) == (self.status.state, self.status.reason)
        if is_same:
            return
        self.status = changed
        self._on_status(changed)

    def _now_ms(self) -> int:
        return self.clock.monotonic_ns() // NS_PER_MS
