"""What is worth an entry, and that nothing is written twice."""

import msgspec
import pytest

from studio.core.chronicle import Chronicle
from studio.core.messages import events as ev
from studio.core.messages.results import Snapshot
from studio.core.settings import Settings, VideoSettings
from studio.core.status import (
    Alarm,
    EngineStats,
    RecorderState,
    RecorderStatus,
    Severity,
    ShowState,
    SourceState,
    SourceStatus,
)
from studio.core.targets import Target, TargetState, TargetStatus
from tests.support.small_show import small_show


@pytest.fixture
def chronicle() -> Chronicle:
    made = Chronicle()
    made.take(Snapshot(small_show(), 1, ShowState.OFF, Settings()))
    return made


def _words(chronicle: Chronicle, *events: ev.Event) -> list[str]:
    return [entry.word for event in events for entry in chronicle.hear(event, 1_000)]


def test_states_are_written_once_with_the_time_of_the_show(chronicle: Chronicle) -> None:
    live = ev.ShowStateChanged(ShowState.LIVE, 1_000)
    (entry,) = chronicle.hear(live, 1_000)
    assert (entry.word, entry.show_ms) == ("log_state_live", 0)
    assert chronicle.hear(live, 2_000) == ()
    (entry,) = chronicle.hear(ev.AlarmCleared("x"), 3_000) or chronicle.hear(
        ev.AlarmRaised(Alarm("x", Severity.NOTE, "well")), 61_000
    )
    assert entry.show_ms == 60_000
    (entry,) = chronicle.hear(ev.ShowStateChanged(ShowState.ENDED, 0), 70_000)
    assert entry.show_ms == -1


def test_a_studio_that_begins_off_air_has_nothing_to_say() -> None:
    assert _words(Chronicle(), ev.ShowStateChanged(ShowState.OFF)) == []
    assert _words(Chronicle(), ev.ShowStateChanged(ShowState.LIVE, 5)) == ["log_state_live"]


def test_scenes_and_shows(chronicle: Chronicle) -> None:
    show = small_show()
    two = msgspec.structs.replace(show, current_scene_id="two")
    (entry,) = chronicle.hear(ev.ShowChanged(two, 2), 1)
    assert (entry.word, entry.values) == ("log_scene", {"scene": "Two"})
    edited = msgspec.structs.replace(two, strips=())
    assert _words(chronicle, ev.ShowChanged(edited, 3)) == []
    other = msgspec.structs.replace(show, name="Other")
    assert _words(chronicle, ev.ShowChanged(other, 4)) == ["log_show", "log_scene"]


def test_settings_and_servers_by_name_and_never_a_secret(chronicle: Chronicle) -> None:
    video = Settings(video=VideoSettings(bitrate_bps=3_000_000))
    (entry,) = chronicle.hear(ev.SettingsChanged(video), 1)
    assert entry.values == {"name": "video.bitrate_bps", "value": "3000000"}
    server = Target("yt", "YouTube", "rtmp://a.example/live")
    with_server = msgspec.structs.replace(video, targets=(server,))
    off = msgspec.structs.replace(server, is_enabled=False)
    moved = msgspec.structs.replace(off, url="rtmp://b.example/live")
    said = _words(
        chronicle,
        ev.SettingsChanged(with_server),
        ev.SettingsChanged(msgspec.structs.replace(video, targets=(off,))),
        ev.SettingsChanged(msgspec.structs.replace(video, targets=(moved,))),
        ev.SettingsChanged(video),
    )
    expected = ["added", "off", "changed", "removed"]
    assert said == [f"log_target_{word}" for word in expected]


def test_an_alarm_that_only_changes_its_figures_is_one_entry(chronicle: Chronicle) -> None:
    said = _words(
        chronicle,
        ev.AlarmRaised(Alarm("disk", Severity.WARNING, "12 minutes left")),
        ev.AlarmRaised(Alarm("disk", Severity.WARNING, "11 minutes left")),
        ev.AlarmCleared("disk"),
        ev.AlarmCleared("disk"),
    )
    assert said == ["log_alarm_warning", "log_alarm_over"]


def _stats(state: TargetState, recorder: RecorderStatus | None = None) -> ev.StatsReported:
    return ev.StatsReported(
        EngineStats(
            targets=(TargetStatus("yt", "YouTube", state, "no answer"),),
            recorder=recorder or RecorderStatus(),
        )
    )


def test_servers_come_and_go(chronicle: Chronicle) -> None:
    states = (
        TargetState.CONNECTING,
        TargetState.LIVE,
        TargetState.LIVE,
        TargetState.RECONNECTING,
        TargetState.LIVE,
        TargetState.OFF,
    )
    said = _words(chronicle, *(_stats(state) for state in states))
    assert said == [f"log_server_{word}" for word in ("live", "reconnecting", "live", "off")]


def test_a_recording_its_proof_and_its_loss(chronicle: Chronicle) -> None:
    def recording(age_s: float, reason: str = "") -> ev.StatsReported:
        status = RecorderStatus(RecorderState.RECORDING, "a.mp4", reason, proven_age_s=age_s)
        return _stats(TargetState.OFF, status)

    said = _words(
        chronicle,
        ev.RecorderStatusChanged(RecorderStatus(RecorderState.RECORDING, "a.mp4")),
        recording(-1),
        recording(1),
        recording(14),
        recording(50),
        recording(2),
        recording(2, "the disk has not answered for 6 s"),
        ev.RecorderStatusChanged(RecorderStatus(RecorderState.FINISHING, "a.mp4")),
        ev.RecorderStatusChanged(RecorderStatus(RecorderState.OFF, "a.mp4")),
    )
    assert said == [
        "log_recording_recording",
        "log_proof",
        "log_no_proof",
        "log_proof",
        "log_no_proof",
        "log_recording_finishing",
        "log_recording_off",
    ]


def test_sources_and_the_engine(chronicle: Chronicle) -> None:
    def source(state: SourceState) -> ev.SourceStatusChanged:
        return ev.SourceStatusChanged(SourceStatus("cam", state, "unplugged"))

    said = _words(
        chronicle,
        source(SourceState.RUNNING),
        source(SourceState.RETRYING),
        source(SourceState.UNAVAILABLE),
        source(SourceState.RUNNING),
        ev.SourceStatusChanged(SourceStatus("nobody", SourceState.RETRYING)),
        ev.EngineLost(),
        ev.EngineConnected(),
        ev.EngineLost(is_restarting=False),
    )
    assert said == [
        "log_source_lost",
        "log_source_back",
        "log_engine_lost",
        "log_engine_back",
        "log_engine_gone",
    ]
