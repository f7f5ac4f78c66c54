import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.scene import Transition, TransitionKind
from studio.core.settings import RecordingSettings, Settings
from studio.ui.session import Session
from studio.ui.streamer.transition_bar import TransitionBar
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def bar(qtbot: QtBot, session: Session, theme: Theme) -> TransitionBar:
    made = TransitionBar(session, theme)
    qtbot.addWidget(made)
    made.resize(900, 44)
    made.show()
    return made


def _prepare(qtbot: QtBot, bar: TransitionBar, studio: FakeStudio) -> None:
    QTest.mouseClick(bar.preview, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(bar.take.isVisible, timeout=_PATIENCE_MS)
    studio.answer(ask.PreviewScene("two"))
    studio.asked.clear()


def test_without_the_preview_there_is_nothing_to_take(
    qtbot: QtBot, bar: TransitionBar, studio: FakeStudio
) -> None:
    assert bar.kind.isVisible()
    assert not bar.take.isVisible()
    _prepare(qtbot, bar, studio)
    assert bar.preview.isChecked()
    assert bar.by_hand.isVisible()


def test_kind_and_duration_change_the_shows_transition(
    qtbot: QtBot, bar: TransitionBar, studio: FakeStudio
) -> None:
    bar.duration.setValue(750)
    qtbot.waitUntil(lambda: studio.show.transition.duration_ms == 750, timeout=_PATIENCE_MS)
    bar.kind.setCurrentIndex(bar.kind.findData(TransitionKind.WIPE))
    qtbot.waitUntil(
        lambda: studio.show.transition.kind is TransitionKind.WIPE, timeout=_PATIENCE_MS
    )
    assert studio.show.transition.duration_ms == 750
    bar.kind.setCurrentIndex(bar.kind.findData(TransitionKind.CUT))
    qtbot.waitUntil(lambda: not bar.duration.isEnabled(), timeout=_PATIENCE_MS)


def test_take_cut_fade_and_swap(qtbot: QtBot, bar: TransitionBar, studio: FakeStudio) -> None:
    _prepare(qtbot, bar, studio)
    for button in (bar.take, bar.cut, bar.fade, bar.swap):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(studio.asked) == 4, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.TakePreview(),
        ask.TakePreview(Transition(TransitionKind.CUT)),
        ask.TakePreview(Transition(TransitionKind.FADE)),
        ask.SetPreviewMode(True, False),
    ]


def test_the_bar_changes_by_hand_and_is_free_again_at_the_end(
    qtbot: QtBot, bar: TransitionBar, studio: FakeStudio
) -> None:
    _prepare(qtbot, bar, studio)
    bar.by_hand.setSliderDown(True)
    for step in (50, 150, 200):
        bar.by_hand.setValue(step)
    bar.by_hand.setSliderDown(False)
    assert bar.by_hand.value() == 0
    qtbot.waitUntil(lambda: len(studio.asked) == 3, timeout=_PATIENCE_MS)
    assert studio.asked == [
        ask.MoveTransition(0.25),
        ask.MoveTransition(0.75),
        ask.MoveTransition(1.0),
    ]


def test_the_bar_stays_where_it_is_let_go(
    qtbot: QtBot, bar: TransitionBar, studio: FakeStudio
) -> None:
    _prepare(qtbot, bar, studio)
    bar.by_hand.setSliderDown(True)
    bar.by_hand.setValue(80)
    bar.by_hand.setSliderDown(False)
    assert bar.by_hand.value() == 80
    studio.answer(ask.TakePreview())
    qtbot.waitUntil(lambda: bar.by_hand.value() == 0, timeout=_PATIENCE_MS)


def test_one_click_keeps_what_just_happened(
    qtbot: QtBot, bar: TransitionBar, studio: FakeStudio, session: Session
) -> None:
    assert "30 s" in bar.clip.accessibleName()
    QTest.mouseClick(bar.clip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ask.SaveReplay() in studio.asked, timeout=_PATIENCE_MS)
    none = Settings(recording=RecordingSettings(replay_s=0))
    session.ask(ask.SetSettings(none))
    qtbot.waitUntil(lambda: not bar.clip.isEnabled(), timeout=_PATIENCE_MS)
