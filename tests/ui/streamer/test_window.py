import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.core.errors import UnavailableError
from studio.core.messages.events import (
    AlarmRaised,
    RecorderStatusChanged,
    ShowStateChanged,
    StatsReported,
)
from studio.core.messages.requests import ReplaceShow, StartShow
from studio.core.status import (
    Alarm,
    EncoderStatus,
    EngineStats,
    FrameCounts,
    RecorderState,
    RecorderStatus,
    Severity,
    ShowState,
    ViewerStatus,
)
from studio.engine.demo_show import demo_show
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.settings_dialog import SettingsDialog
from studio.ui.streamer.window import StreamerWindow
from studio.ui.theme import Theme
from studio.ui.widgets.palette import CommandPalette
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import answer_with, child, cut_words, texts_of

_PATIENCE_MS = 30_000
_ALARM = Alarm("disk", Severity.WARNING, "Room for 12 more minutes of recording", "Free some space")
_STATS = EngineStats(
    frames=FrameCounts(skipped=123, rate_hz=59.9, compose_p50_ms=12.0),
    encoder=EncoderStatus("x264", "veryfast", actual_bps=12_500_000, encode_p50_ms=7.0),
    recorder=RecorderStatus(RecorderState.RECORDING, duration_s=3700.0, disk_left_s=99_000.0),
    viewers=(ViewerStatus("a", loss=0.12, round_trip_ms=112.0),) * 23,
    cpu_percent=99.0,
)


class Desk:
    """A window and whether it was closed."""

    def __init__(self, qtbot: QtBot, session: Session, theme: Theme) -> None:
        self.closed: list[bool] = []
        self.window = StreamerWindow(session, theme, demo_show, self.closed.append)
        qtbot.addWidget(self.window, before_close_func=lambda _window: self._let_go(session))
        self.window.show()
        qtbot.waitExposed(self.window)
        session.show_changed.emit()
        session.changed.emit()

    @staticmethod
    def _let_go(session: Session) -> None:
        """Off air, so that closing asks nobody."""
        session.state = type(session.state)()


@pytest.fixture
def desk(qtbot: QtBot, session: Session, theme: Theme) -> Desk:
    return Desk(qtbot, session, theme)


def activate(qtbot: QtBot, window: StreamerWindow) -> None:
    """Keys reach the active window only."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=_PATIENCE_MS)


def test_it_is_named_after_the_show(desk: Desk) -> None:
    assert desk.window.windowTitle() == "Small — Hawker"


def test_a_layer_is_selected_in_list_picture_and_details_alike(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    view = desk.window.preview
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect().center())
    assert desk.window.layers.chosen() == ["cam"]
    assert desk.window.details.findChild(QWidget) is not None
    assert "Test picture" in texts_of(desk.window.details)
    QTest.keyClick(view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: studio.show.scenes[0].layers[2].box.x > 0, timeout=_PATIENCE_MS)


def test_what_goes_wrong_is_said_over_the_picture(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    studio.refusal = UnavailableError("no encoder works here", "video")
    desk.window.header.toggle_live()
    qtbot.waitUntil(lambda: desk.window.toast.text == "No encoder works here", timeout=_PATIENCE_MS)
    assert StartShow() in studio.asked


def test_the_demo_show_opens_and_can_be_undone(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    desk.window.open_demo()
    qtbot.waitUntil(lambda: studio.show == demo_show(), timeout=_PATIENCE_MS)
    assert isinstance(studio.asked[0], ReplaceShow)
    studio.history.undo()
    assert studio.show.name == "Small"


def test_closing_off_air_ends_everything(desk: Desk) -> None:
    desk.window.close()
    assert desk.closed == [True]
    assert not desk.window.isVisible()


@pytest.mark.parametrize(
    ("words_of_button", "closed"),
    [("Close, stay on air", [False]), ("End show", [True]), ("Cancel", [])],
)
def test_closing_on_air_asks(
    qtbot: QtBot, desk: Desk, studio: FakeStudio, words_of_button: str, closed: list[bool]
) -> None:
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    qtbot.waitUntil(lambda: desk.window.header.state_text == "LIVE", timeout=_PATIENCE_MS)
    answer_with(words_of_button)
    desk.window.close()
    assert desk.closed == closed
    assert desk.window.isVisible() is (not closed)


def test_palette_and_settings_open(desk: Desk) -> None:
    desk.window.open_palette()
    palette = desk.window.findChild(CommandPalette)
    assert palette is not None
    assert palette.isVisible()
    palette.close()
    desk.window.open_settings()
    dialog = desk.window.findChild(SettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_no_two_commands_share_an_id_or_a_key(desk: Desk) -> None:
    commands = desk.window.book.own()
    for names in ([one.id for one in commands], [key for one in commands for key in one.keys]):
        assert sorted(names) == sorted(set(names))


def test_the_menu_opens_below_its_button(desk: Desk) -> None:
    desk.window.header.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "Go live"
    assert "Scenes" in texts
    menu.close()


def test_every_tool_has_a_name_for_a_screen_reader(desk: Desk) -> None:
    silent = [
        button.objectName() or type(button).__name__
        for button in desk.window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert silent == []


def test_tab_reaches_the_great_buttons_and_the_lists(qtbot: QtBot, desk: Desk) -> None:
    window = desk.window
    activate(qtbot, window)
    reached = set()
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    for widget in (window.header.go_live, window.scenes.list, window.layers.list, window.preview):
        assert widget in reached


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_in_the_smallest_window(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme, language: str
) -> None:
    words.choose(language)
    desk = Desk(qtbot, session, theme)
    window = desk.window
    window.resize(1024, 700)
    window.stage.selection.choose("film")

    def fits() -> None:
        assert cut_words(window) == []

    qtbot.waitUntil(fits, timeout=_PATIENCE_MS)
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    studio.tell(RecorderStatusChanged(_STATS.recorder))
    studio.tell(AlarmRaised(_ALARM))
    studio.tell(StatsReported(_STATS))
    qtbot.waitUntil(lambda: "12.5 Mb/s" in window.health.text, timeout=_PATIENCE_MS)
    assert _ALARM.text in window.health.text
    qtbot.waitUntil(fits, timeout=_PATIENCE_MS)
    assert (window.width(), window.height()) == (1024, 700)


def test_a_hub_that_is_away_is_said_and_comes_back(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    studio.set_connected(False)
    window = desk.window
    qtbot.waitUntil(lambda: window.header.state_text == "RECONNECTING", timeout=_PATIENCE_MS)
    assert "Reconnecting" in window.health.text
    assert not window.header.go_live.isEnabled()
    assert window.scenes.list.count() == 2
    studio.state = ShowState.LIVE
    studio.set_connected(True)
    qtbot.waitUntil(lambda: window.header.state_text == "LIVE", timeout=_PATIENCE_MS)
    assert "All well" in window.health.text
    assert window.header.go_live.isEnabled()


def test_a_live_show_is_not_ended_unseen_while_the_hub_is_away(
    qtbot: QtBot, desk: Desk, studio: FakeStudio, session: Session
) -> None:
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    qtbot.waitUntil(lambda: session.state.is_on_air, timeout=_PATIENCE_MS)
    studio.set_connected(False)
    qtbot.waitUntil(lambda: not session.state.is_connected, timeout=_PATIENCE_MS)
    answer_with("End show")
    desk.window.close()
    assert desk.closed == []
    assert desk.window.toast.text == "Reconnecting to the studio"
    answer_with("Close, stay on air")
    desk.window.close()
    assert desk.closed == [False]


def test_another_scene_lets_go_of_the_layer(
    qtbot: QtBot, desk: Desk, studio: FakeStudio, session: Session
) -> None:
    window = desk.window
    activate(qtbot, window)
    window.stage.selection.choose("cam")
    for number in (Qt.Key.Key_2, Qt.Key.Key_1):
        with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
            QTest.keyClick(window, number, Qt.KeyboardModifier.ControlModifier)
    asked = list(studio.asked)
    assert window.layers.chosen() == []
    assert any("Select a layer" in text for text in texts_of(window.details))
    QTest.keyClick(window.preview, Qt.Key.Key_Right)
    assert studio.asked == asked


def test_a_command_is_found_by_typing(qtbot: QtBot, desk: Desk, studio: FakeStudio) -> None:
    activate(qtbot, desk.window)
    QTest.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = child(desk.window, CommandPalette)
    QTest.keyClicks(palette.line, "scene two")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.show.current_scene_id == "two", timeout=_PATIENCE_MS)


def test_several_layers_are_counted_and_one_is_renamed_by_key(
    qtbot: QtBot, desk: Desk, studio: FakeStudio
) -> None:
    window = desk.window
    activate(qtbot, window)
    window.stage.selection.choose("cam", "film")
    assert any("2 layers are selected" in text for text in texts_of(window.details))
    window.stage.selection.choose("film")
    window.preview.setFocus()
    qtbot.waitUntil(window.preview.hasFocus, timeout=_PATIENCE_MS)
    QTest.keyClick(window.preview, Qt.Key.Key_F2)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Opening")
    QTest.keyClick(focus, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.show.scenes[0].layers[1].name == "Opening", timeout=_PATIENCE_MS)
