import msgspec

from studio.core.messages import events as ev
from studio.core.messages.results import Snapshot
from studio.core.settings import Settings, WebSettings
from studio.core.status import (
    Alarm,
    EngineStats,
    Meter,
    PreviewInfo,
    RecorderState,
    RecorderStatus,
    Severity,
    ShowState,
    SourceState,
    SourceStatus,
)
from studio.ui.state import ViewState, with_event, with_snapshot
from tests.support.small_show import small_show


def snapshot(viewer_url: str = "") -> Snapshot:
    return Snapshot(
        show=small_show(),
        revision=4,
        state=ShowState.LIVE,
        settings=Settings(),
        undo_name="Move Film",
        redo_name="",
        started_wall_ms=5,
        stats=EngineStats(),
        alarms=(),
        preview=PreviewInfo("/p", 2, 2),
        viewer_url=viewer_url,
    )


def test_a_snapshot_tells_everything() -> None:
    state = with_snapshot(ViewState(is_engine_lost=True), snapshot(viewer_url="http://x/"))
    assert state.is_connected
    assert not state.is_engine_lost
    assert state.show == small_show()
    assert (state.revision, state.undo_name, state.viewer_url) == (4, "Move Film", "http://x/")
    assert state.is_on_air


def test_events_change_what_they_are_about() -> None:
    state = ViewState()
    state = with_event(state, ev.ShowChanged(small_show(), 7, "Add", "Remove"))
    assert (state.show, state.revision, state.redo_name) == (small_show(), 7, "Remove")
    state = with_event(state, ev.ShowStateChanged(ShowState.PAUSED, 9))
    assert (state.state, state.started_wall_ms, state.is_on_air) == (ShowState.PAUSED, 9, True)
    settings = Settings(web=WebSettings(max_viewers=3))
    assert with_event(state, ev.SettingsChanged(settings)).settings == settings
    recorder = RecorderStatus(state=RecorderState.RECORDING)
    assert with_event(state, ev.RecorderStatusChanged(recorder)).recorder == recorder
    meters = (Meter("master", -3.0),)
    assert with_event(state, ev.MetersReported(meters)).meters == meters


def test_a_show_that_was_overtaken_on_its_way_changes_nothing() -> None:
    newer = msgspec.structs.replace(small_show(), name="Newer")
    state = with_event(ViewState(), ev.ShowChanged(newer, 5, "Add"))
    state = with_snapshot(state, snapshot(viewer_url="http://x/"))
    assert (state.show, state.revision, state.undo_name) == (newer, 5, "Add")
    assert (state.viewer_url, state.state) == ("http://x/", ShowState.LIVE)  # the rest is taken
    assert with_event(state, ev.ShowChanged(small_show(), 3)).show == newer


def test_the_next_engine_counts_anew() -> None:
    state = with_event(ViewState(), ev.ShowChanged(small_show(), 50))
    state = with_event(state, ev.EngineLost(is_restarting=True))
    assert with_event(state, ev.ShowChanged(small_show(), 1)).revision == 1


def test_a_sources_status_replaces_its_last_one() -> None:
    well, lost = (
        SourceStatus("cam", SourceState.RUNNING),
        SourceStatus("cam", SourceState.RETRYING, "unplugged"),
    )
    state = with_event(
        with_event(ViewState(), ev.SourceStatusChanged(well)), ev.SourceStatusChanged(lost)
    )
    assert state.sources == (lost,)
    assert state.source_status("cam") == lost
    assert state.source_status("mic") is None


def test_figures_bring_the_recorder_and_the_sources_along() -> None:
    stats = EngineStats(
        recorder=RecorderStatus(duration_s=5.0), sources=(SourceStatus("cam", SourceState.RUNNING),)
    )
    state = with_event(ViewState(), ev.StatsReported(stats))
    assert (state.stats, state.recorder, state.sources) == (stats, stats.recorder, stats.sources)


def test_the_loudest_alarm_comes_first_and_goes_when_cleared() -> None:
    note = Alarm("a", Severity.NOTE, "a note", "")
    urgent = Alarm("b", Severity.URGENT, "urgent", "do this")
    state = with_event(with_event(ViewState(), ev.AlarmRaised(note)), ev.AlarmRaised(urgent))
    assert state.loudest_alarm == urgent
    again = with_event(state, ev.AlarmRaised(urgent))
    assert len(again.alarms) == 2
    assert with_event(again, ev.AlarmCleared("b")).loudest_alarm == note
    assert ViewState().loudest_alarm is None


def test_a_lost_engine_is_known() -> None:
    state = with_event(ViewState(), ev.EngineLost(is_restarting=False))
    assert state.is_engine_lost
    assert not state.will_engine_return
