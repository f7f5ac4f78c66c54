"""The hub's hold on the engine: finds the one that runs, or starts one, and starts it again."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from studio.core.clock import SystemClock
from studio.core.errors import StudioError, UnavailableError
from studio.core.ids import new_secret
from studio.core.link_client import LinkClient, connect
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    EngineConnected,
    EngineLost,
    Event,
    RecorderStatusChanged,
    ShowStateChanged,
)
from studio.core.messages.results import Result, Snapshot
from studio.core.paths import link_address_in, log_dir_of
from studio.core.running import EngineCard, is_running, read_live_card, tell_to_end
from studio.core.start import EngineStart, write_start
from studio.core.status import RecorderState, ShowState
from studio.core.supervise import RestartBudget

_log = logging.getLogger("studio.processes.engine_host")

_CONNECT_S = 20.0
_STEP_S = 0.02


class EngineHost:
    """On the hub's event loop. ``start_of`` says how a fresh engine is to start."""

    def __init__(
        self,
        runtime_dir: Path,
        start_of: Callable[[str, str], EngineStart],
        tell: Callable[[Event], None],
    ) -> None:
        self._runtime_dir = runtime_dir
        self._start_of = start_of
        self._tell = tell
        self._budget = RestartBudget(SystemClock())
        self._link: LinkClient | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._lost = asyncio.Event()
        self._is_ending = False
        self.state = ShowState.OFF
        self.started_wall_ms = 0
        self._is_recording = False
        self._has_heard_state = False

    def start_early(self) -> None:
        """Start an engine now if none runs, before the hub has read the rest of its code."""
        if read_live_card(self._runtime_dir, EngineCard) is None:
            self._spawn()

    async def run(self) -> None:
        """Hold on to the engine until cancelled."""
        is_first = True
        while not self._is_ending:
            is_fresh = await self._take_hold()
            if self._link is None:
                return
            await self._greet(is_fresh and not is_first)
            is_first = False
            await self._lost.wait()
            self._link.close()
            self._link = None
            if self._is_ending:
                return
            is_allowed = self._budget.take()
            _log.warning("engine lost", extra={"is_restarting": is_allowed})
            self._tell(EngineLost(is_restarting=is_allowed))
            if not is_allowed:
                return

    async def request(self, request: ask.Request) -> Result:
        """Ask the engine."""
        if self._link is None:
            raise UnavailableError("the engine is not there yet; a moment, please", "engine")
        return await self._link.request(request)

    async def shut_down(self, timeout_s: float) -> None:
        """End the show, finish the recording, and end the engine."""
        self._is_ending = True
        card = read_live_card(self._runtime_dir, EngineCard)
        link = self._link
        if link is not None:
            try:
                await link.request(ask.ShutDown())
            except StudioError as error:
                _log.warning("engine did not hear the end", extra={"error": str(error)})
        elif card is not None:
            tell_to_end(card)
        elif self._process is not None:  # so new that it has left no card yet
            self._process.terminate()
        for _ in range(int(timeout_s / 0.05)):
            self._reap()
            if self._process is None and (card is None or not is_running(card.pid, card.started)):
                break
            await asyncio.sleep(0.05)
        else:
            _log.warning("engine did not end in time")
        if link is not None:
            link.close()
        self._lost.set()

    @property
    def is_busy(self) -> bool:
        """Whether a show, a rehearsal or a recording runs."""
        return self._is_recording or self.state not in (ShowState.OFF, ShowState.ENDED)

    def let_go(self) -> None:
        """Leave the engine running, for the next hub."""
        self._is_ending = True
        if self._link is not None:
            self._link.close()
        self._lost.set()

    async def _take_hold(self) -> bool:
        """Connect to a running engine, or to a new one; whether it is new."""
        self._lost.clear()
        self._reap()
        is_fresh = False
        for _ in range(int(_CONNECT_S / _STEP_S)):
            if self._is_ending:  # what shut_down has just ended must not be started again
                return is_fresh
            card = read_live_card(self._runtime_dir, EngineCard)
            if card is not None and await self._connect(card):
                return is_fresh or self._process is not None
            if card is None and (self._process is None or self._process.poll() is not None):
                if is_fresh and not self._budget.take():
                    break
                self._spawn()
                is_fresh = True
            await asyncio.sleep(_STEP_S)
        _log.warning("engine not reached", extra={"has_process": self._process is not None})
        self._tell(EngineLost(is_restarting=False))
        return is_fresh

    async def _connect(self, card: EngineCard) -> bool:
        try:
            connection = await asyncio.to_thread(
                connect, card.link_address, bytes.fromhex(card.authkey)
            )
        except UnavailableError:
            return False
        self._link = LinkClient(connection, self._hear, self._lost.set)
        return True

    def _spawn(self) -> None:
        authkey = new_secret().encode().hex()
        start = self._start_of(link_address_in(self._runtime_dir), authkey)
        # What a native library prints before it dies is worth more than any log line of ours.
        with (log_dir_of(self._runtime_dir.parent) / "engine.stderr.log").open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "studio.processes.engine"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,  # what ends the hub must not end the show
            )
        if self._process.stdin is not None:
            write_start(self._process.stdin, start)

    def _reap(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            self._process = None

    async def _greet(self, is_restarted: bool) -> None:
        """Learn the engine's state; one that was started again goes on with what was on."""
        was_live, was_recording = self.state, self._is_recording
        try:
            if is_restarted:
                await self._resume(was_live, was_recording)
            self._has_heard_state = False
            snapshot = await self.request(ask.GetSnapshot())
        except StudioError as error:
            _log.warning("engine did not answer", extra={"error": str(error)})
            return
        if isinstance(snapshot, Snapshot):
            if not self._has_heard_state:  # else what was told meanwhile is newer
                self.state, self.started_wall_ms = snapshot.state, snapshot.started_wall_ms
            self._is_recording = snapshot.stats.recorder.state is RecorderState.RECORDING
            self._tell(ShowStateChanged(self.state, self.started_wall_ms))
        self._tell(EngineConnected())

    async def _resume(self, state: ShowState, is_recording: bool) -> None:
        if state in (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED, ShowState.REHEARSAL):
            await self.request(ask.StartShow(is_rehearsal=state is ShowState.REHEARSAL))
        if state is ShowState.PAUSED:
            await self.request(ask.PauseShow())
        if is_recording:
            await self.request(ask.StartRecording())

    def _hear(self, event: Event) -> None:
        if isinstance(event, ShowStateChanged):
            self.state, self.started_wall_ms = event.state, event.started_wall_ms
            self._has_heard_state = True
        elif isinstance(event, RecorderStatusChanged):
            self._is_recording = event.status.state is RecorderState.RECORDING
        self._tell(event)
