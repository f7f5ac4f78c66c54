"""The log on the screen: read, searched, followed, copied and kept."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.journal import JournalInfo, LogEntry, LogKind
from studio.core.messages.events import Logged
from studio.core.messages.results import Journal
from studio.ui.session import Session
from studio.ui.streamer.log_dialog import LogDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import texts_of

_PATIENCE_MS = 30_000
_AT = 1_764_101_640  # a second within a minute that a person may ask about
_ENTRIES = (
    LogEntry(_AT * 1000, LogKind.STATE, "log_state_live", {}, 0),
    LogEntry((_AT + 61) * 1000, LogKind.SCENE, "log_scene", {"scene": "Close-up"}, 61_000),
    LogEntry((_AT + 62) * 1000, LogKind.ALARM, "log_alarm_urgent", {"text": "Gone", "advice": ""}),
)
_JOURNALS = (JournalInfo("20261125-201400", _AT * 1000, 1), JournalInfo("20261124-090000", 1, 1))


@pytest.fixture
def dialog(
    qtbot: QtBot, parent: QWidget, session: Session, studio: FakeStudio, theme: Theme
) -> Iterator[LogDialog]:
    studio.journal = Journal(_JOURNALS, _JOURNALS[0].id, _ENTRIES, left_out=7)
    opened = LogDialog(parent, session, theme)
    opened.show()
    qtbot.waitUntil(lambda: len(opened.lines) == 3, timeout=_PATIENCE_MS)
    yield opened
    opened.close()


def test_what_happened_at_that_minute(dialog: LogDialog) -> None:
    dialog.search.setText(time.strftime("%H:%M", time.localtime(_AT + 61)))
    assert [line.split("\t")[2] for line in dialog.lines] == [
        "The scene is “Close-up”",
        "Alarm: Gone.",
    ]
    dialog.search.setText("close-UP scene")
    assert len(dialog.lines) == 1
    dialog.search.setText("nothing like it")
    assert dialog.lines == []
    assert "Nothing fits the search" in texts_of(dialog)


def test_one_kind_alone(dialog: LogDialog) -> None:
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("alarm"))
    assert len(dialog.lines) == 1
    dialog.kinds.setCurrentIndex(0)
    assert len(dialog.lines) == 3
    assert "7 earlier entries are left out" in texts_of(dialog)


def test_new_entries_come_in_below(qtbot: QtBot, dialog: LogDialog, studio: FakeStudio) -> None:
    studio.tell(Logged(LogEntry(1, LogKind.SCENE, "log_scene", {"scene": "Two"})))
    qtbot.waitUntil(lambda: "The scene is “Two”" in dialog.lines[-1], timeout=_PATIENCE_MS)
    dialog.shows.setCurrentIndex(1)
    dialog.shows.activated.emit(1)
    studio.tell(Logged(_ENTRIES[0], is_new_show=True))
    qtbot.waitUntil(lambda: dialog.shows.currentIndex() == 0, timeout=_PATIENCE_MS)


def test_it_is_copied_and_kept(dialog: LogDialog, tmp_path: Path) -> None:
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("scene"))
    dialog.copy()
    assert QGuiApplication.clipboard().text().endswith("The scene is “Close-up”")
    dialog.export_to(tmp_path / "log.txt")
    assert (tmp_path / "log.txt").read_text(encoding="utf-8").count("\n") == 1
    dialog.export_to(tmp_path / "log.jsonl")
    assert '"word":"log_scene"' in (tmp_path / "log.jsonl").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_said(
    qtbot: QtBot, dialog: LogDialog, session: Session, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed) as said:
        dialog.export_to(tmp_path / "nowhere" / "log.txt")
    assert said.args is not None
    assert "could not be written" in said.args[0]
