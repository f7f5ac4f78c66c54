"""The shop through its window: the hub's answers are shown, a dropped file is an import."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.core import library as lib
from studio.core.library import Shelf, Taken, Volume
from studio.core.messages.requests import ChangeLibrary, PreviewImport
from studio.core.messages.results import Library
from studio.ui.session import Session
from studio.ui.streamer.shop.backups_dialog import BackupsDialog
from studio.ui.streamer.shop.import_dialog import ImportDialog
from studio.ui.streamer.shop.missing_dialog import MissingDialog
from studio.ui.streamer.shop.shop import Shop
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
_SUMMER = Volume("first", "Summer", Shelf.COLLECTION, is_current=True)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def shop(parent: QWidget, session: Session, studio: FakeStudio, said: list[str]) -> Shop:
    studio.library = Library(
        (_SUMMER,), taken=Taken("Evening", "Hawker", ("One",), 1, collection_id="new")
    )
    button = QPushButton(parent)
    return Shop(parent, session, lambda words, _tone="", act=None: said.append(words), button)


def _acts(studio: FakeStudio) -> list[lib.AnyAct]:
    return [request.act for request in studio.asked if isinstance(request, ChangeLibrary)]


def _answer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(QInputDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QInputDialog, "textValue", lambda _dialog: name)


def test_names_are_asked_for(
    qtbot: QtBot, shop: Shop, studio: FakeStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(monkeypatch, "  Winter ")
    shop.rename(_SUMMER)
    shop.duplicate(_SUMMER)
    shop.create(Shelf.COLLECTION)
    qtbot.waitUntil(lambda: len(_acts(studio)) == 4, timeout=_PATIENCE_MS)
    assert _acts(studio) == [
        lib.Rename(Shelf.COLLECTION, "first", "Winter"),
        lib.Duplicate(Shelf.COLLECTION, "first", "Winter"),
        lib.Create(Shelf.COLLECTION, "Winter"),
        lib.Open(Shelf.COLLECTION, "new"),
    ]
    _answer(monkeypatch, " ")
    shop.create(Shelf.PROFILE)
    assert len(_acts(studio)) == 4


def test_deleting_says_where_it_went(
    qtbot: QtBot, shop: Shop, studio: FakeStudio, said: list[str]
) -> None:
    shop.discard(_SUMMER)
    qtbot.waitUntil(lambda: bool(said), timeout=_PATIENCE_MS)
    assert said == ["“Summer” is in the trash; the menu of shows brings it back"]
    shop.bring_back_last()
    qtbot.waitUntil(lambda: len(said) == 2, timeout=_PATIENCE_MS)
    assert said[1] == "Nothing was deleted"


def test_a_dropped_collection_is_shown_and_taken_in(
    qtbot: QtBot, parent: QWidget, shop: Shop, studio: FakeStudio, said: list[str]
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/evening.json")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    nothing = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(parent, QDragEnterEvent(QPoint(5, 5), copy, data, left, nothing))
    QApplication.sendEvent(parent, QDropEvent(QPointF(5, 5), copy, data, left, nothing))
    qtbot.waitUntil(lambda: bool(parent.findChildren(ImportDialog)), timeout=_PATIENCE_MS)
    assert PreviewImport("/x/evening.json") in studio.asked
    parent.findChildren(ImportDialog)[0].open_now.click()
    qtbot.waitUntil(lambda: len(_acts(studio)) == 2, timeout=_PATIENCE_MS)
    assert _acts(studio) == [lib.TakeIn("/x/evening.json"), lib.Open(Shelf.COLLECTION, "new")]
    assert said == ["“Evening” was taken over"]


def test_export_says_where(qtbot: QtBot, shop: Shop, studio: FakeStudio, said: list[str]) -> None:
    shop.export_to("/x/summer.hawker.zip", has_media=True)
    qtbot.waitUntil(lambda: bool(said), timeout=_PATIENCE_MS)
    assert _acts(studio) == [lib.Export("/x/summer.hawker.zip", has_media=True)]
    assert said == ["summer.hawker.zip holds the show; keys are not in it"]


def test_backups_and_missing_files_have_their_dialogs(
    qtbot: QtBot, parent: QWidget, shop: Shop, studio: FakeStudio
) -> None:
    shop.open_backups()
    qtbot.waitUntil(lambda: bool(parent.findChildren(BackupsDialog)), timeout=_PATIENCE_MS)
    dialog = parent.findChildren(BackupsDialog)[0]
    dialog.make.click()
    qtbot.waitUntil(lambda: _acts(studio) == [lib.MakeBackup()], timeout=_PATIENCE_MS)
    dialog.restored.emit("b")
    qtbot.waitUntil(lambda: lib.Restore("b") in _acts(studio), timeout=_PATIENCE_MS)
    shop.open_missing()
    qtbot.waitUntil(lambda: bool(parent.findChildren(MissingDialog)), timeout=_PATIENCE_MS)
    parent.findChildren(MissingDialog)[0].searched.emit("/new")
    qtbot.waitUntil(lambda: lib.FindFiles("/new") in _acts(studio), timeout=_PATIENCE_MS)


def test_the_name_opens_the_menu(qtbot: QtBot, parent: QWidget, shop: Shop) -> None:
    parent.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: bool(parent.findChildren(QMenu)), timeout=_PATIENCE_MS)
    menu = parent.findChildren(QMenu)[0]
    assert "Summer" in [action.text() for action in menu.actions()]
    menu.close()
