import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.events import EngineLost, RecorderStatusChanged, StatsReported
from studio.core.status import EngineStats, RecorderState, RecorderStatus, ViewerStatus
from studio.ui.session import Session
from studio.ui.streamer.header import Header
from studio.ui.streamer.recording_words import clock_text
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import answer_with, texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def header(qtbot: QtBot, session: Session, theme: Theme) -> Header:
    made = Header(session, theme, lambda: None)
    qtbot.addWidget(made)
    made.resize(1200, 50)
    made.show()
    return made


def test_going_live_pausing_and_ending(qtbot: QtBot, header: Header, studio: FakeStudio) -> None:
    assert header.state_text == "OFF AIR"
    assert not header.pause.isVisible()
    header.go_live.click()
    qtbot.waitUntil(lambda: header.state_text == "LIVE", timeout=_PATIENCE_MS)
    assert header.go_live.text() == "End show"
    header.pause.click()
    qtbot.waitUntil(lambda: header.state_text == "PAUSED", timeout=_PATIENCE_MS)
    header.pause.click()
    qtbot.waitUntil(lambda: header.state_text == "LIVE", timeout=_PATIENCE_MS)
    answer_with("Stay on air")
    header.go_live.click()
    assert ask.EndShow() not in studio.asked
    answer_with("End show")
    header.go_live.click()
    qtbot.waitUntil(lambda: header.state_text == "ENDED", timeout=_PATIENCE_MS)
    assert header.go_live.text() == "Go live"


def test_recording_says_so_until_the_file_is_finished(
    qtbot: QtBot, header: Header, studio: FakeStudio
) -> None:
    header.record.click()
    qtbot.waitUntil(lambda: header.record.text() == "Stop recording", timeout=_PATIENCE_MS)
    studio.tell(
        RecorderStatusChanged(RecorderStatus(state=RecorderState.RECORDING, duration_s=65.0))
    )
    qtbot.waitUntil(lambda: "● Recording 00:01:05" in texts_of(header), timeout=_PATIENCE_MS)
    studio.tell(RecorderStatusChanged(RecorderStatus(state=RecorderState.FINISHING)))
    qtbot.waitUntil(lambda: not header.record.isEnabled(), timeout=_PATIENCE_MS)
    assert "Finishing the recording" in texts_of(header)


def test_who_watches_is_counted(qtbot: QtBot, header: Header, studio: FakeStudio) -> None:
    header.go_live.click()
    studio.tell(StatsReported(EngineStats(viewers=(ViewerStatus("a"), ViewerStatus("b")))))
    qtbot.waitUntil(lambda: "2 watching" in texts_of(header), timeout=_PATIENCE_MS)


def test_without_hub_or_engine_nothing_can_be_pressed(
    qtbot: QtBot, header: Header, studio: FakeStudio
) -> None:
    studio.tell(EngineLost())
    qtbot.waitUntil(lambda: header.state_text == "RESTARTING", timeout=_PATIENCE_MS)
    assert not header.go_live.isEnabled()
    studio.set_connected(False)
    qtbot.waitUntil(lambda: header.state_text == "CONNECTING", timeout=_PATIENCE_MS)
    assert not header.record.isEnabled()
    studio.set_connected(True)
    qtbot.waitUntil(header.go_live.isEnabled, timeout=_PATIENCE_MS)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "00:00:00"), (3661.9, "01:01:01"), (-5, "00:00:00")]
)
def test_time_on_air(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_a_rehearsal_says_that_nobody_sees_it_and_can_go_live(
    qtbot: QtBot, header: Header, studio: FakeStudio
) -> None:
    assert header.rehearse.text() == "Rehearse"
    header.rehearse.click()
    qtbot.waitUntil(lambda: header.state_text == "REHEARSAL", timeout=_PATIENCE_MS)
    assert "Nobody sees this" in texts_of(header)
    assert header.rehearse.text() == "End rehearsal"
    header.rehearse.click()
    qtbot.waitUntil(lambda: header.state_text == "OFF AIR", timeout=_PATIENCE_MS)
    header.rehearse.click()
    qtbot.waitUntil(lambda: header.state_text == "REHEARSAL", timeout=_PATIENCE_MS)
    header.go_live.click()
    qtbot.waitUntil(lambda: header.state_text == "LIVE", timeout=_PATIENCE_MS)
    assert not header.rehearse.isVisible()
    assert "Nobody sees this" not in texts_of(header)
