"""Finding widgets as a person does."""

from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

_LOOK_MS, _LOOKS = 20, 500

WidgetT = TypeVar("WidgetT", bound=QWidget)


def child(parent: QWidget, kind: type[WidgetT], name: str = "") -> WidgetT:
    """The first widget of that kind inside; ``name``: only the one that is called so."""
    for found in parent.findChildren(kind):
        if not name or name in (found.accessibleName(), found.objectName(), _text_of(found)):
            return found
    raise AssertionError(f"there is no {kind.__name__} {name!r}")


def texts_of(parent: QWidget) -> list[str]:
    """What the visible labels inside say."""
    labels = parent.findChildren(QLabel)
    return [label.text() for label in labels if label.text() and label.isVisibleTo(parent)]


def cut_words(parent: QWidget) -> list[str]:
    """What the visible labels, buttons and boxes inside say but have no room for."""
    QApplication.processEvents()
    cut = []
    for widget in parent.findChildren(QWidget):
        said = _said_by(widget)
        if not said or not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            is_cut = widget.heightForWidth(widget.width()) > widget.height()
        else:
            tall_px = widget.fontMetrics().height()
            is_cut = widget.minimumSizeHint().width() > widget.width() or tall_px > widget.height()
        if is_cut:
            cut.append(said)
    return cut


def _said_by(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""


def answer_with(words: str, looks: int = _LOOKS) -> None:
    """Press that button of the question that is about to come; empty: what Escape does."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            if looks:
                answer_with(words, looks - 1)
            return
        if not words:
            box.reject()
            return
        next(button for button in box.buttons() if button.text() == words).click()

    QTimer.singleShot(_LOOK_MS, press)


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def choose(button: QPushButton | QToolButton, text: str) -> None:
    """The entry of that button's menu."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if one.text() == text).trigger()
    menu.close()
