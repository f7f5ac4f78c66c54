from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.edits import RemoveLayers, RenameShow
from studio.ui.session import Session
from studio.ui.streamer.removal import Removal
from studio.ui.widgets.toast import Toast
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def toast(qtbot: QtBot, parent: QWidget, session: Session) -> Toast:
    parent.resize(900, 600)
    parent.show()
    made = Toast(parent)
    Removal(session, made)
    return made


def _layers(studio: FakeStudio) -> Callable[[], list[str]]:
    return lambda: [layer.id for layer in studio.show.scenes[0].layers]


def test_what_is_deleted_comes_back_with_one_click(
    qtbot: QtBot, toast: Toast, session: Session, studio: FakeStudio
) -> None:
    layers = _layers(studio)
    before = layers()
    session.remove(RemoveLayers("one", ("film",)), "Film")
    qtbot.waitUntil(lambda: toast.text == "Film deleted", timeout=_PATIENCE_MS)
    assert layers() != before
    assert toast.button.text() == "Undo (Ctrl+Z)"
    toast.button.click()
    qtbot.waitUntil(lambda: layers() == before, timeout=_PATIENCE_MS)
    assert toast.text == ""


def test_after_another_change_there_is_no_button_that_undoes_the_wrong_thing(
    qtbot: QtBot, toast: Toast, session: Session
) -> None:
    session.remove(RemoveLayers("one", ("film",)), "Film")
    qtbot.waitUntil(toast.button.isVisible, timeout=_PATIENCE_MS)
    session.edit(RenameShow("Evening"))
    qtbot.waitUntil(lambda: not toast.button.isVisible(), timeout=_PATIENCE_MS)


def test_what_was_refused_is_not_said(qtbot: QtBot, toast: Toast, session: Session) -> None:
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        session.remove(RemoveLayers("gone", ("film",)), "Film")
    assert toast.text == ""
