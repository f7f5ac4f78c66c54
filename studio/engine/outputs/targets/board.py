"""All servers of a show: which are sent to, what each needs, and what a person should know."""

import threading
from collections.abc import Callable

import msgspec

from studio.core.clock import NS_PER_MS
from studio.core.errors import NotFoundError
from studio.core.secret_file import SecretFile
from studio.core.status import Alarm, Severity
from studio.core.targets import (
    CanvasChoice,
    Target,
    TargetKind,
    TargetState,
    TargetStatus,
    check_targets,
)
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaClock
from studio.engine.outputs.targets.network_watch import Network, NetworkWatch
from studio.engine.outputs.targets.rtmp import RtmpSender
from studio.engine.outputs.targets.sender import Sender
from studio.engine.outputs.targets.srt import SrtSender
from studio.engine.outputs.targets.target_run import TargetRun
from studio.engine.outputs.targets.whip import WhipMemory, WhipSender

_END_S = 3.0


class TargetBoard:
    """Follows the settings; sends while a show is on air. Safe from any thread.

    ``second``: what servers get that take the second canvas, once `has_second` was told.
    """

    def __init__(
        self,
        fanout: FanOut,
        secrets: SecretFile,
        clock: MediaClock,
        request_key_frame: Callable[[], None],
        on_alarm: Callable[[Alarm], None],
        clear_alarm: Callable[[str], None],
        second: FanOut | None = None,
    ) -> None:
        self._fanout = fanout
        self._second = second
        self._has_second = False
        self._secrets = secrets
        self._clock = clock
        self._request_key_frame = request_key_frame
        self._memories: dict[str, WhipMemory] = {}
        self._on_alarm = on_alarm
        self._clear_alarm = clear_alarm
        self._lock = threading.RLock()
        self._targets: tuple[Target, ...] = ()
        self._runs: dict[str, TargetRun] = {}
        self._fed_by: dict[str, FanOut] = {}
        self._is_on_air = False
        self._network = NetworkWatch(self._network_changed)

    def set_targets(self, targets: tuple[Target, ...]) -> None:
        """Other servers, also on air. Raises BadInputError for an address that cannot be one."""
        check_targets(targets)
        with self._lock:
            self._targets = targets
            self._follow()

    def has_second(self, is_there: bool) -> None:
        """Whether the show has a second canvas; without one every server gets the first."""
        with self._lock:
            self._has_second = is_there
            self._follow()

    @property
    def wants_second(self) -> bool:
        """Whether a server is sent the second canvas now."""
        with self._lock:
            return self._second is not None and self._second in self._fed_by.values()

    def set_secret(self, target_id: str, secret: str) -> None:
        """Keep a server's key; one that is sent to connects anew. Raises StudioError."""
        with self._lock:
            self._known(target_id)
            self._secrets.set(target_id, secret.strip())
            run = self._runs.pop(target_id, None)
            self._fed_by.pop(target_id, None)
            if run is not None:
                run.stop()
            self._follow()

    def retry(self, target_id: str) -> None:
        """Connect now. Raises NotFoundError."""
        with self._lock:
            self._known(target_id)
            run = self._runs.get(target_id)
        if run is not None:
            run.retry_now()

    def start(self) -> None:
        """The show is on air."""
        with self._lock:
            self._is_on_air = True
            self._follow()
        self._network.start()

    def stop(self) -> None:
        """The show is over; gives every server a moment to hear of it."""
        self._network.stop()
        with self._lock:
            self._is_on_air = False
            ending = list(self._runs.values())
            self._follow()
        for run in ending:
            run.wait(_END_S)

    def statuses(self) -> tuple[TargetStatus, ...]:
        """How each server does, in the order of the settings."""
        with self._lock:
            targets, runs = self._targets, dict(self._runs)
        return tuple(self._status_of(target, runs.get(target.id)) for target in targets)

    def rooms_bps(self, choice: CanvasChoice = CanvasChoice.FIRST) -> tuple[int, ...]:
        """What the ways to those servers carry that say so and get that canvas."""
        with self._lock:
            fanout = self._second if choice is CanvasChoice.SECOND else self._fanout
            runs = [run for one, run in self._runs.items() if self._fed_by[one] is fanout]
        return tuple(room_bps for run in runs if (room_bps := run.room_bps))

    def _status_of(self, target: Target, run: TargetRun | None) -> TargetStatus:
        status = run.status() if run is not None else TargetStatus(target.id, target.name)
        return msgspec.structs.replace(
            status, name=target.name, has_secret=self._secrets.has(target.id)
        )

    def _follow(self) -> None:
        wanted = {one.id: one for one in self._targets if one.is_enabled and self._is_on_air}
        for target_id, run in list(self._runs.items()):
            now = wanted.get(target_id)
            is_moved = now is not None and self._feed_of(now) is not self._fed_by[target_id]
            if now is None or now.url != run.target.url or is_moved:
                del self._runs[target_id]
                del self._fed_by[target_id]
                run.stop()
                self._clear_alarm(_alarm_id(target_id))
        for target_id, target in wanted.items():
            if target_id not in self._runs:
                feed = self._fed_by[target_id] = self._feed_of(target)
                run = TargetRun(target, self._maker(target, feed), feed, self._clock, self._hear)
                self._runs[target_id] = run
                run.start()

    def _feed_of(self, target: Target) -> FanOut:
        is_second = target.canvas is CanvasChoice.SECOND and self._has_second
        return self._second if is_second and self._second is not None else self._fanout

    def _maker(self, target: Target, feed: FanOut) -> Callable[[], Sender]:
        memory = self._memories.setdefault(target.id, WhipMemory())

        def request_key_frame() -> None:
            if feed is self._fanout:
                self._request_key_frame()
            else:
                feed.ask_for_key("servers")

        def make() -> Sender:
            secret = self._secrets.get(target.id)
            if target.kind is TargetKind.RTMP:
                return RtmpSender(target.url, secret)
            if target.kind is TargetKind.SRT:
                return SrtSender(target.url, secret)
            return WhipSender(target.url, secret, memory, self._wall_ns_at, request_key_frame)

        return make

    def _network_changed(self, addresses: Network) -> None:
        with self._lock:
            runs = list(self._runs.values())
        for run in runs:
            run.network_changed(addresses)

    def _wall_ns_at(self, media_ns: int) -> int:
        return self._clock.wall_ms_at(media_ns) * NS_PER_MS

    def _hear(self, status: TargetStatus) -> None:
        if status.state in (TargetState.RECONNECTING, TargetState.FAILED):
            is_over = status.state is TargetState.FAILED
            advice = "Check its address and key." if is_over else "It is tried again by itself."
            severity = Severity.URGENT if is_over else Severity.WARNING
            text = f"{status.name} does not get the show: {status.reason}"
            self._on_alarm(Alarm(_alarm_id(status.target_id), severity, text, advice))
        elif status.state in (TargetState.LIVE, TargetState.OFF):
            self._clear_alarm(_alarm_id(status.target_id))

    def _known(self, target_id: str) -> Target:
        for target in self._targets:
            if target.id == target_id:
                return target
        raise NotFoundError("there is no such server", target_id)


def _alarm_id(target_id: str) -> str:
    return f"target-{target_id}"
