import pytest

from studio.core.messages import events as said
from studio.core.messages.results import Snapshot
from studio.core.settings import RecordingSettings, Settings
from studio.core.status import (
    EncoderStatus,
    EngineStats,
    Meter,
    RecorderState,
    RecorderStatus,
    ShowState,
    SourceState,
    SourceStatus,
)
from studio.web.obs_socket.book import Book
from studio.web.obs_socket.state_events import hear, meters_of
from tests.support.small_show import small_show

_PREFIX = "OBS_WEBSOCKET_OUTPUT_"


@pytest.fixture
def book() -> Book:
    made = Book()
    made.take(Snapshot(small_show(), 1, ShowState.OFF))
    return made


def test_a_show_goes_live_and_ends(book: Book) -> None:
    words = []
    for state in (ShowState.STARTING, ShowState.LIVE, ShowState.ENDING, ShowState.ENDED):
        (told,) = hear(said.ShowStateChanged(state), book)
        assert told.name == "StreamStateChanged"
        words.append(told.data["outputState"].removeprefix(_PREFIX))
    assert words == ["STARTING", "STARTED", "STOPPING", "STOPPED"]


def test_a_rehearsal_is_no_stream(book: Book) -> None:
    for state in (ShowState.REHEARSAL, ShowState.ENDING, ShowState.OFF):
        assert hear(said.ShowStateChanged(state), book) == []


def test_bytes_are_counted_while_viewers_see_the_show(book: Book) -> None:
    stats = said.StatsReported(EngineStats(encoder=EncoderStatus(actual_bps=8000)))
    hear(stats, book)
    assert book.sent_bytes == 0
    hear(said.ShowStateChanged(ShowState.LIVE), book)
    hear(stats, book)
    assert book.sent_bytes == 1000


def test_a_recording_says_where_it_lies(book: Book) -> None:
    on = hear(said.RecorderStatusChanged(RecorderStatus(RecorderState.RECORDING, "/a.mp4")), book)
    words = [one.data["outputState"].removeprefix(_PREFIX) for one in on]
    assert words == ["STARTING", "STARTED"]
    off = said.RecorderStatusChanged(RecorderStatus(RecorderState.OFF))
    assert hear(off, book)[0].data == {
        "outputActive": False,
        "outputState": "OBS_WEBSOCKET_OUTPUT_STOPPED",
        "outputPath": "/a.mp4",
    }
    assert hear(off, book) == []


def test_replays_turned_off_are_a_buffer_that_stopped(book: Book) -> None:
    off = said.SettingsChanged(Settings(recording=RecordingSettings(replay_s=0)))
    assert [one.data["outputActive"] for one in hear(off, book)] == [False]
    assert hear(off, book) == []


@pytest.mark.parametrize(
    ("state", "names"),
    [
        (SourceState.RUNNING, ["MediaInputPlaybackStarted"]),
        (SourceState.ENDED, ["MediaInputPlaybackEnded"]),
        (SourceState.RETRYING, []),
    ],
)
def test_films_begin_and_end(book: Book, state: SourceState, names: list[str]) -> None:
    status = SourceStatus("film", state, duration_s=5.0)
    assert [one.name for one in hear(said.SourceStatusChanged(status), book)] == names
    assert hear(said.SourceStatusChanged(SourceStatus("cam", state)), book) == []


def test_levels_are_told_without_the_sum_of_all(book: Book) -> None:
    told = meters_of((Meter("master"), Meter("tone", peak_db=0.0, rms_db=-20.0)), book)
    levels = [[0.1, 1.0, 1.0], [0.1, 1.0, 1.0]]
    assert told.data["inputs"] == [{**book.names.input("tone"), "inputLevelsMul": levels}]


def test_a_show_before_the_first_snapshot_is_only_kept() -> None:
    empty = Book()
    assert hear(said.ShowChanged(small_show(), 1), empty) == []
    assert empty.is_ready
    assert hear(said.AlarmCleared("x"), empty) == []
