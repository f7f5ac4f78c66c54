"""What a window knows, as one immutable value, and how each event changes it."""

from dataclasses import dataclass, field, replace

from studio.core.guests import GuestList
from studio.core.messages import events as ev
from studio.core.messages.results import Snapshot
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.status import (
    Alarm,
    EngineStats,
    Meter,
    PreviewInfo,
    RecorderStatus,
    ReplayStatus,
    Severity,
    ShowState,
    SourceStatus,
)

_LOUDEST = {Severity.URGENT: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class ViewState:
    """Everything that is shown. ``show`` None: nothing was heard yet."""

    is_connected: bool = False
    is_engine_lost: bool = False
    will_engine_return: bool = True
    show: Show | None = None
    revision: int = 0
    undo_name: str = ""
    redo_name: str = ""
    state: ShowState = ShowState.OFF
    started_wall_ms: int = 0
    settings: Settings = field(default_factory=Settings)
    stats: EngineStats = field(default_factory=EngineStats)
    recorder: RecorderStatus = field(default_factory=RecorderStatus)
    sources: tuple[SourceStatus, ...] = ()
    meters: tuple[Meter, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    preview: PreviewInfo = field(default_factory=PreviewInfo)
    replay: ReplayStatus = field(default_factory=ReplayStatus)
    viewer_url: str = ""
    guests: GuestList = field(default_factory=GuestList)

    @property
    def is_on_air(self) -> bool:
        """Whether viewers see the show."""
        return self.state in (ShowState.STARTING, ShowState.LIVE, ShowState.PAUSED)

    @property
    def loudest_alarm(self) -> Alarm | None:
        """What a person should know first."""
        return min(self.alarms, key=lambda alarm: _LOUDEST[alarm.severity], default=None)

    def source_status(self, source_id: str) -> SourceStatus | None:
        """How a source does, if that is known."""
        return next((one for one in self.sources if one.source_id == source_id), None)


def with_snapshot(state: ViewState, told: Snapshot) -> ViewState:
    """All of it anew; but for a show that was changed while the answer was under way."""
    told_show = ev.ShowChanged(told.show, told.revision, told.undo_name, told.redo_name)
    return replace(
        _with_show(state, told_show),
        is_connected=True,
        is_engine_lost=False,
        state=told.state,
        started_wall_ms=told.started_wall_ms,
        settings=told.settings,
        stats=told.stats,
        recorder=told.stats.recorder,
        sources=told.stats.sources,
        alarms=told.alarms,
        preview=told.preview,
        replay=told.replay,
        viewer_url=told.viewer_url,
        guests=told.guests,
    )


def with_event(state: ViewState, event: ev.Event) -> ViewState:
    """The state after an event; one that it does not know changes nothing."""
    match event:
        case ev.ShowChanged():
            return _with_show(state, event)
        case ev.ShowStateChanged():
            return replace(state, state=event.state, started_wall_ms=event.started_wall_ms)
        case ev.SettingsChanged():
            return replace(state, settings=event.settings)
        case ev.SourceStatusChanged():
            others = [one for one in state.sources if one.source_id != event.status.source_id]
            return replace(state, sources=(*others, event.status))
        case ev.RecorderStatusChanged():
            return replace(state, recorder=event.status)
        case ev.StatsReported():
            return replace(
                state,
                stats=event.stats,
                recorder=event.stats.recorder,
                sources=event.stats.sources,
            )
        case ev.GuestsChanged():
            return replace(state, guests=event.guests)
        case ev.ReplayChanged():
            return replace(state, replay=event.status)
        case ev.MetersReported():
            return replace(state, meters=event.meters)
    return _with_alarm(state, event)


def _with_alarm(state: ViewState, event: ev.Event) -> ViewState:
    match event:
        case ev.PreviewMoved():
            return replace(state, preview=event.preview)
        case ev.AlarmRaised():
            others = [alarm for alarm in state.alarms if alarm.id != event.alarm.id]
            return replace(state, alarms=(*others, event.alarm))
        case ev.AlarmCleared():
            left = tuple(alarm for alarm in state.alarms if alarm.id != event.alarm_id)
            return replace(state, alarms=left)
        case ev.EngineLost():
            # The next engine counts its changes anew.
            is_back = event.is_restarting
            return replace(state, is_engine_lost=True, will_engine_return=is_back, revision=0)
    return state


def _with_show(state: ViewState, told: ev.ShowChanged) -> ViewState:
    """An answer and an event can overtake each other: an older show never follows a newer one."""
    if told.revision < state.revision:
        return state
    return replace(
        state,
        show=told.show,
        revision=told.revision,
        undo_name=told.undo_name,
        redo_name=told.redo_name,
    )
