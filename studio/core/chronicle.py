"""Turns what engine and hub tell into entries of the journal: only what changed is written."""

from collections.abc import Iterator
from typing import Any

import msgspec

from studio.core.journal import LogEntry, LogKind
from studio.core.messages import events as ev
from studio.core.messages.results import Snapshot
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.status import (
    Alarm,
    RecorderState,
    RecorderStatus,
    ShowState,
    SourceState,
    SourceStatus,
)
from studio.core.targets import Target, TargetState, TargetStatus

_ON = (
    ShowState.REHEARSAL,
    ShowState.STARTING,
    ShowState.LIVE,
    ShowState.PAUSED,
    ShowState.ENDING,
)
_LATE_PROOF_S = 45.0
_Found = Iterator[tuple[LogKind, str, dict[str, str]]]


class Chronicle:
    """Knows what was told last. `hear` gives the entries that an event makes, mostly none."""

    def __init__(self) -> None:
        self._show: Show | None = None
        self._state: ShowState | None = None
        self._started_wall_ms = 0
        self._settings: Settings | None = None
        self._alarms: dict[str, Alarm] = {}
        self._targets: dict[str, TargetStatus] = {}
        self._sources: dict[str, SourceState] = {}
        self._recorder = RecorderState.OFF
        self._is_proven: bool | None = None

    def take(self, told: Snapshot) -> None:
        """The whole state; nothing is written about it."""
        self._show, self._settings = told.show, told.settings
        self._state, self._started_wall_ms = told.state, told.started_wall_ms
        self._recorder = told.stats.recorder.state
        self._alarms = {alarm.id: alarm for alarm in told.alarms}
        self._targets = {one.target_id: one for one in told.stats.targets}
        self._sources = {one.source_id: one.state for one in told.stats.sources}

    def hear(self, event: ev.Event, wall_ms: int) -> tuple[LogEntry, ...]:
        """What is to be written about it."""
        found = list(self._found(event))
        began = self._started_wall_ms
        show_ms = wall_ms - began if self._state in _ON and began else -1
        return tuple(LogEntry(wall_ms, kind, word, values, show_ms) for kind, word, values in found)

    def _found(self, event: ev.Event) -> _Found:
        match event:
            case ev.ShowStateChanged():
                yield from self._state_changed(event)
            case ev.ShowChanged():
                yield from self._show_changed(event.show)
            case ev.SettingsChanged():
                yield from self._settings_changed(event.settings)
            case ev.AlarmRaised():
                yield from self._alarm_raised(event.alarm)
            case ev.AlarmCleared():
                yield from self._alarm_cleared(event.alarm_id)
            case ev.StatsReported():
                for status in event.stats.targets:
                    yield from self._target(status)
                yield from self._proof(event.stats.recorder)
            case ev.RecorderStatusChanged():
                yield from self._recording(event.status)
            case ev.SourceStatusChanged():
                yield from self._source(event.status)
            case _:
                yield from self._engine(event)

    def _engine(self, event: ev.Event) -> _Found:
        match event:
            case ev.EngineLost():
                word = "log_engine_lost" if event.is_restarting else "log_engine_gone"
                yield LogKind.STUDIO, word, {}
            case ev.EngineConnected():
                yield LogKind.STUDIO, "log_engine_back", {}

    def _state_changed(self, event: ev.ShowStateChanged) -> _Found:
        is_first = self._state is None and event.state is ShowState.OFF
        is_new = event.state is not self._state and not is_first
        self._state = event.state
        if event.started_wall_ms:
            self._started_wall_ms = event.started_wall_ms
        if is_new:
            yield LogKind.STATE, f"log_state_{event.state.value}", {}

    def _show_changed(self, show: Show) -> _Found:
        before, self._show = self._show, show
        if before is None or before.name != show.name:
            yield LogKind.SCENE, "log_show", {"show": show.name}
        if before is None or before.current_scene_id != show.current_scene_id:
            scene = show.scene(show.current_scene_id)
            yield LogKind.SCENE, "log_scene", {"scene": scene.name if scene is not None else ""}

    def _settings_changed(self, settings: Settings) -> _Found:
        before, self._settings = self._settings, settings
        if before is None:
            return
        for name, value in changed_fields(before, settings):
            yield LogKind.SETTING, "log_setting", {"name": name, "value": value}
        yield from _targets_changed(before.targets, settings.targets)

    def _alarm_raised(self, alarm: Alarm) -> _Found:
        before = self._alarms.get(alarm.id)
        self._alarms[alarm.id] = alarm
        if before is None:  # its figures may change every second; that it began is what counts
            values = {"text": alarm.text, "advice": alarm.advice}
            yield LogKind.ALARM, f"log_alarm_{alarm.severity.value}", values

    def _alarm_cleared(self, alarm_id: str) -> _Found:
        before = self._alarms.pop(alarm_id, None)
        if before is not None:
            yield LogKind.ALARM, "log_alarm_over", {"text": before.text}

    def _target(self, status: TargetStatus) -> _Found:
        before = self._targets.get(status.target_id)
        self._targets[status.target_id] = status
        old = before.state if before is not None else TargetState.OFF
        if status.state is not old and status.state is not TargetState.CONNECTING:
            values = {"name": status.name, "reason": status.reason}
            yield LogKind.SERVER, f"log_server_{status.state.value}", values

    def _recording(self, status: RecorderStatus) -> _Found:
        before, self._recorder = self._recorder, status.state
        if status.state is before:
            return
        self._is_proven = None
        values = {"path": status.path, "reason": status.reason}
        yield LogKind.RECORDING, f"log_recording_{status.state.value}", values

    def _proof(self, status: RecorderStatus) -> _Found:
        if status.state is not RecorderState.RECORDING or status.proven_age_s < 0:
            return
        is_proven = status.proven_age_s < _LATE_PROOF_S and not status.reason
        before, self._is_proven = self._is_proven, is_proven
        if is_proven is not before:
            word = "log_proof" if is_proven else "log_no_proof"
            yield LogKind.RECORDING, word, {"reason": status.reason}

    def _source(self, status: SourceStatus) -> _Found:
        before = self._sources.get(status.source_id)
        self._sources[status.source_id] = status.state
        source = self._show.source(status.source_id) if self._show is not None else None
        bad = (SourceState.RETRYING, SourceState.UNAVAILABLE)
        if source is None or status.state is before:
            return
        if status.state in bad and before not in bad:
            values = {"name": source.name, "reason": status.reason}
            yield LogKind.SOURCE, "log_source_lost", values
        elif status.state is SourceState.RUNNING and before in bad:
            yield LogKind.SOURCE, "log_source_back", {"name": source.name}


def changed_fields(before: Settings, after: Settings) -> Iterator[tuple[str, str]]:
    """Names of single settings, such as "video.bitrate_bps", and what they are now."""
    old, new = msgspec.to_builtins(before), msgspec.to_builtins(after)
    for section, fields in new.items():
        if isinstance(fields, dict):
            was: dict[str, Any] = old.get(section, {})
            for name, value in fields.items():
                if was.get(name) != value:
                    yield f"{section}.{name}", str(value)


def _targets_changed(before: tuple[Target, ...], after: tuple[Target, ...]) -> _Found:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    for target_id in old.keys() - new.keys():
        yield LogKind.SETTING, "log_target_removed", {"name": old[target_id].name}
    for target_id, target in new.items():
        was = old.get(target_id)
        if was is None:
            yield LogKind.SETTING, "log_target_added", {"name": target.name}
        elif was.is_enabled is not target.is_enabled:
            word = "log_target_on" if target.is_enabled else "log_target_off"
            yield LogKind.SETTING, word, {"name": target.name}
        elif was != target:
            yield LogKind.SETTING, "log_target_changed", {"name": target.name}
