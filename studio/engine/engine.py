"""The engine: every part of picture and sound, wired together and told what to do."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from studio.core.messages.events import (
    Event,
    RecorderStatusChanged,
    SettingsChanged,
    ShowChanged,
    SourceStatusChanged,
)
from studio.core.messages.results import Snapshot
from studio.core.monitoring import Monitor
from studio.core.scene import Scene, Show
from studio.core.secret_file import SecretFile
from studio.core.settings import Settings
from studio.core.status import (
    Alarm,
    EngineStats,
    Meter,
    RecorderState,
    RecorderStatus,
    Severity,
    SourceStatus,
)
from studio.core.targets import CanvasChoice
from studio.engine.alarms import AlarmBoard
from studio.engine.audiences import Audiences
from studio.engine.audio.mixer import Mixer
from studio.engine.audio.monitor import MonitorOutput
from studio.engine.audio.sound_output import opened_output
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.mix import SceneMix
from studio.engine.demo_show import demo_show
from studio.engine.encode.probe import SHARED_PROBE
from studio.engine.guests.lobby import GuestLobby
from studio.engine.guests.server import GuestServer
from studio.engine.history import History
from studio.engine.media import BLOCK_SAMPLES, AudioBlock, MediaClock, MixedBlock
from studio.engine.on_air import OnAir
from studio.engine.outputs.recorder import Recorder
from studio.engine.outputs.replay import ReplayBuffer
from studio.engine.outputs.targets.board import TargetBoard
from studio.engine.outputs.whep import ViewerServer
from studio.engine.overlay.board import OverlayBoard
from studio.engine.overlay.view import covered
from studio.engine.pipeline import Pipeline
from studio.engine.programme import Programme
from studio.engine.reporter import Reporter
from studio.engine.second_canvas import SecondCanvas, SecondGround
from studio.engine.second_recording import SecondRecording
from studio.engine.show_file import load_newest_good
from studio.engine.show_saver import ShowSaver
from studio.engine.sources.pool import SourcePool
from studio.engine.stage import Stage
from studio.engine.trial import SourceTrial

_log = logging.getLogger("studio.engine.engine")
_SHOW_FILE = "show.json"
RECORDING_HOLDER = "recording"
_PAUSE_MIX = SceneMix(to_scene=Scene("pause", "Pause", background="#16191d"))
_SILENCE = np.zeros((BLOCK_SAMPLES, 2), np.float32)


@dataclass(frozen=True, slots=True)
class EngineFolders:
    """Where the engine keeps things: ``data`` for good, ``runtime`` while it runs."""

    data: Path
    runtime: Path


class Engine:
    """Owns the parts; `requests.RequestHandler` says what each request does to them."""

    def __init__(
        self,
        folders: EngineFolders,
        settings: Settings,
        tell: Callable[[Event], None],
        *,
        is_demo: bool = False,
        has_timecode: bool = False,
        is_loopback_only: bool = False,
    ) -> None:
        self.folders = folders
        self.settings = settings
        self._tell = tell
        self.clock = MediaClock()
        self.alarms = AlarmBoard(self.clock.clock, tell)
        show = _first_show(folders.data / _SHOW_FILE, is_demo, self.alarms)
        self._canvas = show.canvas
        self.history = History(show)
        self.saver = ShowSaver(folders.data / _SHOW_FILE, self.alarms.put)
        self.overlay = OverlayBoard(self.clock)
        self.overlay.follow(settings)
        self._make_inputs(has_timecode)
        self._make_second(is_loopback_only)
        self._make_outputs(is_loopback_only)
        self.reporter = Reporter(self, self.alarms, tell)

    def _make_inputs(self, has_timecode: bool) -> None:
        """What makes picture and sound."""
        self.pipeline = Pipeline(self.clock, self._canvas, self.settings, self.alarms.put)
        self.mixer = Mixer(self.clock, self._on_block)
        self.mixer.set_timecode_beep(has_timecode)
        self.monitor = MonitorOutput(opened_output, self.alarms.put, self.alarms.clear)
        self.mixer.monitor = self.monitor
        lobby = GuestLobby()
        self.guests = GuestServer(lobby, self.clock)
        self.pool = SourcePool(self.clock, self._on_source_status, self._on_sound, lobby=lobby)
        self.filter_files = FilterFiles(self.alarms.put, self.alarms.clear)
        self.trial = SourceTrial(self.clock, self.folders.runtime, self._tell)
        self.stage = Stage(
            self.clock,
            self.history,
            self.folders.runtime,
            self.pool.picture,
            self._on_sound,
            self.alarms.put,
            self.alarms.clear,
            lambda on_saved: self.replay.save(on_saved),
            self._tell,
            self.filter_files,
        )
        self.programme = Programme(
            self.clock,
            self.folders.runtime,
            covered(self.overlay, self.clock.now_ns, self._mix_now, lambda: self._canvas),
            self.stage.picture,
            self.pipeline.submit_frame,
            has_timecode,
            self.alarms.put,
            self.filter_files,
        )

    def _make_second(self, is_loopback_only: bool) -> None:
        """The second canvas, and what it has to do with everything else."""
        self.second = SecondCanvas(
            SecondGround(
                *(self.clock, self.folders.runtime, self.stage.picture, self.filter_files),
                self.overlay,
            ),
            self.history.show,
            self._mix_now,
            self.pipeline.fanout,
            self.settings,
            self.alarms.put,
            is_loopback_only=is_loopback_only,
            others=lambda: self._first_viewers.count,
        )
        self.second_recording = SecondRecording(
            self.second.pipeline.fanout, self.settings.recording, self.clock, self.alarms.put
        )
        self.pipeline.ladder.other_cores = self.second.busy_cores
        self.second.pipeline.server_rooms_bps = lambda: self.targets.rooms_bps(CanvasChoice.SECOND)
        self.second.is_wanted = lambda: (
            self.targets.wants_second or self.second_recording.is_running
        )

    def _make_outputs(self, is_loopback_only: bool) -> None:
        """Who takes the packets."""
        self._first_viewers = ViewerServer(
            self.pipeline.fanout,
            self.pipeline.request_key_frame,
            self.settings.web.max_viewers,
            self.clock,
            is_loopback_only=is_loopback_only,
            renditions=self.pipeline,
            fanouts=self.pipeline.ladder.fanouts,
            others=lambda: self.second.viewers.count,
        )
        self.viewers = Audiences(self._first_viewers, self.second, lambda: self._canvas)
        self.targets = TargetBoard(
            self.pipeline.fanout,
            SecretFile(self.folders.data),
            self.clock,
            self.pipeline.request_key_frame,
            self.alarms.put,
            self.alarms.clear,
            self.second.pipeline.fanout,
        )
        self.pipeline.server_rooms_bps = self.targets.rooms_bps
        self.on_air = OnAir(
            self.clock.clock,
            self.pipeline,
            partial(_go_live, self.mixer, self.targets),
            self._end_outputs,
            self._tell,
        )
        self.replay = ReplayBuffer(self.pipeline.fanout, self.settings.recording, self.alarms.put)
        self.recorder = Recorder(
            self.pipeline.fanout,
            self.settings.recording,
            self.clock,
            self._on_recorder_status,
            self.alarms.put,
        )

    def start(self) -> None:
        """Start every thread; the preview runs from now on."""
        SHARED_PROBE.begin()  # so that the show need not wait for it
        show = self.history.show
        self.pool.sync(show)
        self.filter_files.follow(show)
        self.filter_files.start()
        self.mixer.set_strips(self.stage.strips_of(show))
        self.stage.follow(show)
        self._follow_sound(show)
        self.monitor.start()
        self.mixer.start()
        self.viewers.start()
        self.guests.start()
        self.replay.start()
        self.targets.has_second(show.second_canvas is not None)
        self.targets.set_targets(self.settings.targets)
        self.overlay.start()
        self.programme.start(show.canvas)
        self.second.start()
        self.saver.start()
        self.reporter.start()

    def close(self) -> None:
        """End the show, finish the recording, save, and stop every thread."""
        self.reporter.stop()
        if self.on_air.is_running:
            self.on_air.end()
        if self.recorder.status().state is RecorderState.RECORDING:
            self.recorder.stop()
        self.second_recording.end()
        self.recorder.wait(60.0)
        self.second_recording.wait(60.0)
        self.replay.stop()
        self.viewers.stop()
        self.guests.stop()
        self.second.stop()
        self.programme.stop()
        self.overlay.stop()
        self.filter_files.stop()
        self.trial.end()
        self.stage.close()
        self.mixer.stop()
        self.monitor.stop()
        self.pool.close()
        self.pipeline.close()
        SHARED_PROBE.close()
        self.saver.close()

    def tell(self, event: Event) -> None:
        """Tell the windows."""
        self._tell(event)

    def keep_settings(self, settings: Settings) -> None:
        """Take other settings; what cannot change while encoding waits for the next start.

        Raises BadInputError for a server's address that cannot be one.
        """
        self.targets.set_targets(settings.targets)
        self.settings = settings
        self.pipeline.reconfigure(self._canvas, settings)
        self.second.reconfigure(settings)
        self.overlay.follow(settings)
        self.recorder.set_settings(settings.recording)
        self.second_recording.set_settings(settings.recording)
        self.replay.set_settings(settings.recording)
        self._follow_sound(self.history.show)
        self._tell(SettingsChanged(settings))

    def follow_show(self, show: Show) -> None:
        """The show changed: sources, mixer, picture, file and windows follow."""
        self.stage.follow(show)
        self.programme.look_soon()
        if show.canvas != self._canvas:
            self._canvas = show.canvas
            self.pipeline.reconfigure(show.canvas, self.settings)
            self.programme.start(show.canvas)
        self.targets.has_second(show.second_canvas is not None)
        self.pool.sync(show)
        self.filter_files.follow(show)
        self.mixer.set_strips(self.stage.strips_of(show))
        self._follow_sound(show)
        self.tell_show(show)

    def tell_show(self, show: Show) -> None:
        """Save the show and tell the windows."""
        history = self.history
        self.second.follow(show)
        self.saver.save_soon(show)
        self._tell(ShowChanged(show, history.revision, history.undo_name, history.redo_name))

    def snapshot(self) -> Snapshot:
        """Everything a window needs to draw itself."""
        history = self.history
        return Snapshot(
            show=history.show,
            revision=history.revision,
            state=self.on_air.state,
            settings=self.settings,
            undo_name=history.undo_name,
            redo_name=history.redo_name,
            started_wall_ms=self.on_air.started_wall_ms,
            stats=self.stats(self.reporter.latest.cpu_percent),
            alarms=self.alarms.all(),
            preview=self.programme.preview_info,
            replay=self.stage.replay.status,
        )

    def meters(self) -> tuple[Meter, ...]:
        """Levels of all strips and the master."""
        return self.mixer.meters()

    def stats(self, cpu_percent: float) -> EngineStats:
        """The figures of the last second."""
        counts = self.programme.counts()
        return EngineStats(
            frames=msgspec.structs.replace(
                counts,
                skipped=counts.skipped + self.pipeline.skipped,
                done_p99_ms=self.pipeline.done_p99_ms,
            ),
            encoder=self.pipeline.encoder_status(),
            recorder=self.recorder.status(),
            viewers=self.viewers.statuses(),
            sources=self.pool.statuses(),
            targets=self.targets.statuses(),
            guests=self.guests.statuses(),
            cpu_percent=cpu_percent,
            renditions=self.pipeline.ladder.statuses(),
            second=self.second.counts(),
        )

    def _follow_sound(self, show: Show) -> None:
        sound = self.settings.sound
        is_kept = sound.is_target_kept and sound.target_lufs < 0
        self.mixer.keeper.set_target(sound.target_lufs if is_kept else None)
        is_monitored = any(strip.monitor is not Monitor.OFF for strip in show.strips)
        self.monitor.want(is_monitored, sound.monitor_device_id)

    def _end_outputs(self) -> None:
        self.viewers.close_all()
        self.targets.stop()

    def _mix_now(self) -> SceneMix:
        return _PAUSE_MIX if self.on_air.is_paused else self.stage.mix_now()

    def _on_block(self, block: MixedBlock) -> None:
        if self.on_air.is_paused:
            block = MixedBlock(_SILENCE, block.media_ns, block.number)
        self.pipeline.submit_block(block)

    def _on_sound(self, source_id: str, block: AudioBlock) -> None:
        self.mixer.push(source_id, block)

    def _on_source_status(self, status: SourceStatus) -> None:
        self._tell(SourceStatusChanged(status))

    def _on_recorder_status(self, status: RecorderStatus) -> None:
        if status.state is not RecorderState.RECORDING:
            self.second_recording.end()
        if status.state in (RecorderState.OFF, RecorderState.FAILED):
            self.pipeline.release(RECORDING_HOLDER)
        self._tell(RecorderStatusChanged(status))


def _first_show(path: Path, is_demo: bool, alarms: AlarmBoard) -> Show:
    """The show that was kept, or the demo's."""
    if is_demo or not path.exists():
        return demo_show()
    show, reason = load_newest_good(path)
    if reason:
        _log.warning("show not loaded", extra={"error": reason})
        opened = "An earlier version is open" if show else "The demo show is open"
        alarms.put(
            Alarm(
                "show-not-loaded",
                Severity.WARNING,
                f"Your show could not be read: {reason}",
                f"{opened} instead; the broken file was kept",
            )
        )
    return show or demo_show()


def _go_live(mixer: Mixer, targets: TargetBoard) -> None:
    mixer.begin_loudness()
    targets.start()
