from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.seen import SeenWatch, is_seen

_PATIENCE_MS = 30_000


def test_who_is_minimised_or_hidden_is_not_seen(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("here")
    QVBoxLayout(window).addWidget(label)
    told: list[bool] = []
    watch = SeenWatch(window)
    watch.changed.connect(told.append)
    assert not is_seen(label)
    window.show()
    qtbot.waitUntil(lambda: is_seen(label), timeout=_PATIENCE_MS)
    window.showMinimized()
    qtbot.waitUntil(lambda: not is_seen(label), timeout=_PATIENCE_MS)
    window.showNormal()
    qtbot.waitUntil(lambda: is_seen(label), timeout=_PATIENCE_MS)
    window.hide()
    assert not is_seen(label)
    assert told == [True, False, True, False]
