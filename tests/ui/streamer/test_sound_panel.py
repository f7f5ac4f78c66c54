import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSlider, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.edits import AddSource, ChangeStrip
from studio.core.errors import UnavailableError
from studio.core.messages.events import MetersReported, ShowStateChanged
from studio.core.messages.requests import ApplyEdit, ReplaceShow
from studio.core.scene import Source
from studio.core.sources import ToneSettings
from studio.core.status import Meter, ShowState
from studio.ui.session import Session
from studio.ui.streamer.sound_filters_dialog import SoundFiltersDialog
from studio.ui.streamer.sound_panel import SoundPanel
from studio.ui.theme import Theme
from studio.ui.widgets.strip import StripWidget
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> SoundPanel:
    made = SoundPanel(session, theme)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    made.refresh()
    return made


def names(panel: SoundPanel) -> list[str]:
    strips = panel.findChildren(StripWidget)
    return [texts_of(strip)[0] for strip in strips if strip.isVisibleTo(panel)]


def test_every_source_that_can_be_heard_has_a_strip(
    qtbot: QtBot, panel: SoundPanel, studio: FakeStudio
) -> None:
    assert names(panel) == ["Film", "Tone"]
    studio.answer(ApplyEdit(AddSource(Source("beep", "Beep", ToneSettings()))))
    qtbot.waitUntil(lambda: names(panel) == ["Film", "Tone", "Beep"], timeout=_PATIENCE_MS)


def test_mute_goes_to_the_studio_and_comes_back(
    qtbot: QtBot, panel: SoundPanel, studio: FakeStudio
) -> None:
    mute = child(panel, QToolButton, "Mute")
    QTest.mouseClick(mute, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.show.strips[0].is_muted, timeout=_PATIENCE_MS)
    assert studio.asked == [ApplyEdit(ChangeStrip("film", is_muted=True))]
    qtbot.waitUntil(mute.isChecked, timeout=_PATIENCE_MS)


def test_levels_and_loudness_are_shown(qtbot: QtBot, panel: SoundPanel, studio: FakeStudio) -> None:
    master = Meter("master", -6.0, short_term_lufs=-16.2)
    studio.tell(MetersReported((Meter("tone", -12.0), master, Meter("stranger", 0.0))))
    qtbot.waitUntil(lambda: "-16 LUFS" in texts_of(panel), timeout=_PATIENCE_MS)
    assert "-6.0 dB" in texts_of(panel)
    studio.tell(MetersReported((msgspec.structs.replace(master, short_term_lufs=-120.0),)))
    qtbot.waitUntil(lambda: "silent" in texts_of(panel), timeout=_PATIENCE_MS)


def test_on_air_the_meter_says_since_when_it_counts(
    qtbot: QtBot, panel: SoundPanel, studio: FakeStudio
) -> None:
    words = "-18 LUFS since the show went live"
    master = Meter("master", -6.0, short_term_lufs=-16.2, integrated_lufs=-18.0)
    studio.tell(MetersReported((master,)))
    qtbot.waitUntil(lambda: "-16 LUFS" in texts_of(panel), timeout=_PATIENCE_MS)
    line = next(one for one in panel.findChildren(QLabel) if one.text() == words)
    assert not line.isVisible()
    studio.tell(ShowStateChanged(ShowState.LIVE, 1))
    studio.tell(MetersReported((master,)))
    qtbot.waitUntil(line.isVisible, timeout=_PATIENCE_MS)


def test_a_show_without_sound_says_what_to_do(
    qtbot: QtBot, panel: SoundPanel, studio: FakeStudio
) -> None:
    silent = msgspec.structs.replace(
        studio.show,
        scenes=(msgspec.structs.replace(studio.show.scenes[0], layers=(), groups=()),),
        sources=(),
        strips=(),
    )
    studio.answer(ReplaceShow(silent))
    qtbot.waitUntil(lambda: names(panel) == [], timeout=_PATIENCE_MS)
    assert any("Nothing can be heard yet" in text for text in texts_of(panel))


def test_gain_is_one_step_to_undo_and_goes_back_when_it_is_refused(
    qtbot: QtBot, panel: SoundPanel, studio: FakeStudio, session: Session
) -> None:
    gain = child(panel, QSlider, "Gain")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(gain, key)
    qtbot.waitUntil(lambda: studio.show.strips[0].gain_db == 1.0, timeout=_PATIENCE_MS)
    assert studio.history.undo().strips[0].gain_db == 0.0
    studio.tell_show()
    qtbot.waitUntil(lambda: gain.value() == 0, timeout=_PATIENCE_MS)
    studio.refusal = UnavailableError("the mixer is away", "sound")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        gain.setValue(20)
    assert gain.value() == 0


def test_solo_dims_what_is_not_heard(qtbot: QtBot, panel: SoundPanel, studio: FakeStudio) -> None:
    solo = child(panel, QToolButton, "Hear only this")
    QTest.mouseClick(solo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.show.strips[0].is_solo, timeout=_PATIENCE_MS)
    assert studio.asked == [ApplyEdit(ChangeStrip("film", is_solo=True))]
    qtbot.waitUntil(solo.isChecked, timeout=_PATIENCE_MS)


def test_filters_open_in_one_dialog_of_their_own(qtbot: QtBot, panel: SoundPanel) -> None:
    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(one for one in menu.actions() if one.text() == "Filters…"))
        QTest.keyClick(menu, Qt.Key.Key_Return)

    more = child(panel, QToolButton, "Delay and filters")
    for _ in range(2):
        QTimer.singleShot(200, choose)
        more.click()
    (dialog,) = panel.findChildren(SoundFiltersDialog)
    assert dialog.windowTitle() == "Filters: Film"
    dialog.close()
