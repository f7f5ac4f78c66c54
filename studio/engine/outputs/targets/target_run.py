"""One server on its own thread: connects, sends, notices a loss, connects again."""

import logging
import random
import threading
from collections.abc import Callable

import msgspec

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.network import is_loopback
from studio.core.targets import Target, TargetState, TargetStatus
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaClock, MediaPacket, PacketKind
from studio.engine.outputs.targets.sender import Sender

_log = logging.getLogger("studio.engine.outputs.targets.target_run")

_CAPACITY = 400  # about five seconds of picture and sound
_POLL_S = 0.25
_SETTLED_NS = 5 * NS_PER_S  # servers begin with low estimates
_NO_PICTURE_S = 10.0
_FIRST_PAUSE_S = 0.5
_SHORT_PAUSE_S = 1.2  # while it may come back any moment
_LONG_PAUSE_S = 15.0
_SHORT_TRIES = 60
_JITTER = 0.25

MakeSender = Callable[[], Sender]


class TargetRun:
    """Sends what a fan-out carries until `stop`; every method is safe from any thread.

    What a slow server cannot take is dropped up to the next key frame and counted; neither
    the encoder nor any other reader waits. ``on_status`` is told each change of state.
    """

    def __init__(
        self,
        target: Target,
        make_sender: MakeSender,
        fanout: FanOut,
        clock: MediaClock,
        on_status: Callable[[TargetStatus], None],
    ) -> None:
        self.target = target
        self._make_sender = make_sender
        self._fanout = fanout
        self._clock = clock
        self._on_status = on_status
        self._lock = threading.Lock()
        self._status = TargetStatus(target.id, target.name, TargetState.CONNECTING)
        self._sender: Sender | None = None
        self._reader: PacketReader | None = None
        self._woken = threading.Event()
        self._live_from_ns = 0
        self._retry_at_ns = 0
        self._measured = (0, 0)
        self._dropped_before = 0
        self._worker = Worker(f"target-{target.id[:20]}", self._run)

    def start(self) -> None:
        """Begin; once only."""
        self._on_status(self._status)
        self._worker.start()

    def stop(self) -> None:
        """End it; returns at once."""
        self._worker.stop_signal.set()
        self._woken.set()
        with self._lock:
            reader, sender = self._reader, self._sender
        if reader is not None:
            reader.close()
        elif sender is not None:
            sender.abort()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end of what `stop` began; a server that keeps it waiting is cut off."""
        if self._worker.join(timeout_s):
            return True
        with self._lock:
            sender = self._sender
        if sender is not None:
            sender.abort()
        return self._worker.join(timeout_s)

    def retry_now(self) -> None:
        """Try again without waiting."""
        self._woken.set()

    def network_changed(self, addresses: frozenset[str]) -> None:
        """Another network, or one again: what waits tries now, what hangs on a lost one is cut."""
        with self._lock:
            sender, state = self._sender, self._status.state
        is_waiting = state is TargetState.RECONNECTING
        if is_waiting:
            self._woken.set()
        local = sender.local_address if sender is not None else ""
        is_cut = bool(local) and not is_loopback(local) and local not in addresses
        if sender is not None and (is_waiting or is_cut):
            sender.abort()

    def status(self) -> TargetStatus:
        """How it does now."""
        with self._lock:
            status, sender, reader = self._status, self._sender, self._reader
        now_ns = self._clock.now_ns()
        if status.state is not TargetState.LIVE or sender is None:
            left_s = max(0.0, (self._retry_at_ns - now_ns) / NS_PER_S)
            is_waiting = status.state is TargetState.RECONNECTING
            return msgspec.structs.replace(status, retry_in_s=left_s if is_waiting else 0.0)
        return msgspec.structs.replace(
            status,
            sent_bps=self._measure(now_ns, sender.sent_bytes),
            connected_s=(now_ns - self._live_from_ns) / NS_PER_S,
            dropped_packets=self._dropped_before + (reader.dropped if reader else 0),
            round_trip_ms=sender.round_trip_ms,
            loss=sender.loss,
            room_bps=sender.room_bps,
        )

    @property
    def room_bps(self) -> int:
        """What the way there can take; 0 when nobody says, and for the first seconds."""
        with self._lock:
            status, sender = self._status, self._sender
        is_settled = self._clock.now_ns() - self._live_from_ns > _SETTLED_NS
        is_known = sender is not None and status.state is TargetState.LIVE and is_settled
        return sender.room_bps if sender is not None and is_known else 0

    def _run(self, stop: StopSignal) -> None:
        failed_tries = 0
        while not stop.is_set:
            was_live = False
            try:
                self._once(stop)
            except BadInputError as error:
                self._say(TargetState.FAILED, error.what)
            except StudioError as error:
                was_live = self._status.state is TargetState.LIVE
                self._say(TargetState.RECONNECTING, error.what)
            if stop.is_set:
                break
            failed_tries = 0 if was_live else failed_tries + 1
            self._pause(failed_tries)
        self._say(TargetState.OFF, "")

    def _once(self, stop: StopSignal) -> None:
        sender = self._make_sender()
        reader = self._fanout.attach(f"target {self.target.id}", sender.kinds, _CAPACITY)
        with self._lock:
            self._sender, self._reader = sender, reader
        try:
            if not stop.is_set:
                self._send(sender, reader, stop)
        finally:
            reader.close()
            sender.close()
            with self._lock:
                self._dropped_before += reader.dropped
                self._sender = self._reader = None

    def _send(self, sender: Sender, reader: PacketReader, stop: StopSignal) -> None:
        first = self._first_picture(reader)
        if first is None:
            return
        tracks = self._fanout.tracks()
        sound = tracks.get(PacketKind.AUDIO_AAC)
        sender.open(first, tracks.get(PacketKind.VIDEO), sound)
        self._live_from_ns = self._clock.now_ns()
        self._measured = (self._live_from_ns, 0)
        self._say(TargetState.LIVE, "")
        sender.write(first)
        while not stop.is_set:
            packet = reader.get(_POLL_S)
            if packet is not None:
                sender.write(packet)
            elif reader.is_closed:
                return

    def _first_picture(self, reader: PacketReader) -> MediaPacket | None:
        deadline_ns = self._clock.now_ns() + int(_NO_PICTURE_S * NS_PER_S)
        while self._clock.now_ns() < deadline_ns:
            packet = reader.get(_POLL_S)
            if packet is None and reader.is_closed:
                return None
            if packet is not None and packet.kind is PacketKind.VIDEO and packet.is_key:
                return packet
        raise UnavailableError("no picture came from the encoder", "encoder")

    def _pause(self, failed_tries: int) -> None:
        if self._status.state is TargetState.FAILED:
            self._woken.wait()  # until somebody changes something, or says so
        else:
            pause_s = _FIRST_PAUSE_S if failed_tries < 2 else _SHORT_PAUSE_S
            if failed_tries > _SHORT_TRIES:
                pause_s = min(_LONG_PAUSE_S, 2.0 * (failed_tries - _SHORT_TRIES))
            # Many studios that lost one server must not come back in the same moment.
            pause_s *= 1 + _JITTER * (2 * random.random() - 1)  # noqa: S311 - no secret
            self._retry_at_ns = self._clock.now_ns() + int(pause_s * NS_PER_S)
            self._woken.wait(pause_s)
        self._woken.clear()

    def _measure(self, now_ns: int, sent_bytes: int) -> int:
        from_ns, from_bytes = self._measured
        if now_ns - from_ns < NS_PER_S // 2:
            return self._status.sent_bps
        bps = max(0, sent_bytes - from_bytes) * 8 * NS_PER_S // (now_ns - from_ns)
        with self._lock:
            self._measured = (now_ns, sent_bytes)
            self._status = msgspec.structs.replace(self._status, sent_bps=bps)
        return bps

    def _say(self, state: TargetState, reason: str) -> None:
        with self._lock:
            before = self._status
            is_loss = state is TargetState.RECONNECTING and before.state is TargetState.LIVE
            after = self._status = msgspec.structs.replace(
                before,
                state=state,
                reason=reason,
                sent_bps=0,
                reconnects=before.reconnects + is_loss,
            )
        is_news = (after.state, after.reason) != (before.state, before.reason)
        if is_news:
            _log.info(
                "target", extra={"target": self.target.id, "state": state.value, "why": reason}
            )
        if is_news or state is TargetState.RECONNECTING:
            self._on_status(after)
