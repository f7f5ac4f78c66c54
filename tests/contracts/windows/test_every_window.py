"""Everything that can be opened, swept: names for screen readers, the way of the Tab key."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import getCppPointer

from studio.engine.demo_show import demo_show
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.streamer.window import StreamerWindow
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.team import fill
from tests.support.tour import AnyWindow, tour

_PATIENCE_MS = 30_000
_MOST_TABS = 250


@pytest.fixture(params=("streamer", "moderator"))
def window(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    studio: FakeStudio,
    session: Session,
    theme: Theme,
) -> AnyWindow:
    fill(studio)
    made: AnyWindow
    if request.param == "moderator":
        made = ModeratorWindow(session, theme, lambda: None)
    else:
        made = StreamerWindow(session, theme, demo_show, lambda _is_ending: None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    session.show_changed.emit()
    session.changed.emit()
    if isinstance(made, ModeratorWindow):
        work = made.work
        qtbot.waitUntil(lambda: work.feed.is_known, timeout=_PATIENCE_MS)
        work.go("live", "m1")
        qtbot.waitUntil(lambda: work.person.card is not None, timeout=_PATIENCE_MS)
    else:
        made.stage.selection.choose("film")
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=_PATIENCE_MS)
    return made


def focusable(top: QWidget) -> list[QWidget]:
    """What the Tab key should come to."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is top
        and not isinstance(widget, QScrollBar)
    ]


def called(widget: QWidget) -> str:
    name = widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} {name!r} in {type(widget.parent()).__name__}"


def nameless(top: QWidget) -> list[str]:
    """What a screen reader would come to and have no words for."""
    silent = []
    for widget in focusable(top):
        told = QAccessible.queryAccessibleInterface(widget)
        if widget.inherits("QScrollArea"):
            continue  # only holds what has names
        if told.role() is QAccessible.Role.NoRole or not told.text(QAccessible.Text.Name):
            silent.append(called(widget))
    return silent


def around(widget: QWidget) -> QImage:
    """What is seen of a widget, and of a frame around it."""
    window = widget.window()
    area = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return window.grab(area.adjusted(-10, -10, 10, 10)).toImage()


def scroll_to(widget: QWidget) -> None:
    """As the Tab key does."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
    QApplication.processEvents()


def itself(widget: QWidget) -> int:
    """The widget behind its wrapper."""
    return int(getCppPointer(widget)[0])


def walked(top: QWidget) -> set[int]:
    """What the Tab key comes to: the widgets themselves, as Python may wrap one of them twice."""
    reached: set[int] = set()
    for _ in range(_MOST_TABS):
        now = QApplication.focusWidget()
        # Text fields that keep the Tab for themselves let Ctrl+Tab out.
        QTest.keyClick(now or top, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is now:
            QTest.keyClick(now or top, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        found = QApplication.focusWidget()
        if found is not None:
            if itself(found) in reached and len(reached) > len(focusable(top)):
                break
            reached.add(itself(found))
    return reached


def test_everything_that_can_be_reached_has_a_name_and_a_role(window: AnyWindow) -> None:
    silent = {"window": nameless(window)}

    def look(name: str, top: QWidget) -> None:
        silent[name] = nameless(top)

    opened = tour(window, look)
    expected = {"studio.settings", "studio.keys", "studio.palette", "layers.add_text"}
    if isinstance(window, ModeratorWindow):
        expected = {"moderator.keys", "moderator.palette", "moderator.time_out", "moderator.mark"}
    assert expected <= set(opened)
    assert "\n".join(f"{name}: {widgets}" for name, widgets in silent.items() if widgets) == ""


def test_the_tab_key_comes_to_everything(window: AnyWindow) -> None:
    reached = walked(window)
    missed = [called(widget) for widget in focusable(window) if itself(widget) not in reached]
    assert missed == []


def test_the_tab_key_comes_to_everything_in_the_dialogs(qtbot: QtBot, window: AnyWindow) -> None:
    missed: dict[str, list[str]] = {}

    def look(name: str, top: QWidget) -> None:
        if name.endswith((".menu", ".palette")) or isinstance(top, QMenu):
            return  # moved in by arrows
        top.activateWindow()
        assert QTest.qWaitForWindowActive(top, _PATIENCE_MS)
        reached = walked(top)
        left = [called(widget) for widget in focusable(top) if itself(widget) not in reached]
        if left:
            missed[name] = left

    tour(window, look)
    assert "\n".join(f"{name}: {widgets}" for name, widgets in missed.items()) == ""


def test_where_the_focus_is_can_be_seen(window: AnyWindow) -> None:
    same = []
    for widget in focusable(window):
        if widget.height() < 8 or widget.inherits("QScrollArea"):
            continue
        window.setFocus()
        QApplication.processEvents()
        scroll_to(widget)
        before = around(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if widget.hasFocus() and around(widget) == before:
            same.append(called(widget))
    assert "\n".join(same) == ""
