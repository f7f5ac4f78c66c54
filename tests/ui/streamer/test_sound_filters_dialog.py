import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QListWidget,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio.core.edits import ChangeStrip, RemoveSource
from studio.core.errors import UnavailableError
from studio.core.messages.requests import ApplyEdit, Undo
from studio.core.sound_filters import Compressor, Ducking, NoiseGate, NoiseSuppression, PeakLimiter
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.sound_filters_dialog import SoundFiltersDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, choose, cut_words, texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def dialog(parent: QWidget, session: Session, theme: Theme) -> SoundFiltersDialog:
    made = SoundFiltersDialog(parent, session, theme, "film")
    made.show()
    return made


def rows(dialog: SoundFiltersDialog) -> list[str]:
    box = child(dialog, QListWidget)
    return [box.item(place).text() for place in range(box.count())]


def test_an_empty_strip_says_what_to_do(dialog: SoundFiltersDialog) -> None:
    assert dialog.windowTitle() == "Filters: Film"
    assert any("No filters yet" in text for text in texts_of(dialog))


def test_a_preset_is_one_step_to_undo(
    qtbot: QtBot, dialog: SoundFiltersDialog, studio: FakeStudio
) -> None:
    choose(child(dialog, QPushButton, "Presets"), "Clear voice")
    qtbot.waitUntil(lambda: len(studio.show.strips[0].filters) == 4, timeout=_PATIENCE_MS)
    assert rows(dialog) == ["Noise gate", "Equaliser", "Compressor", "Limiter"]
    assert studio.history.undo_name == "Filter Film"
    studio.answer(Undo())
    qtbot.waitUntil(lambda: rows(dialog) == [], timeout=_PATIENCE_MS)


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("Quiet room", (NoiseSuppression(),)),
        ("Music under voice", (Ducking(key_source_id="tone"),)),
    ],
)
def test_other_presets(
    qtbot: QtBot,
    dialog: SoundFiltersDialog,
    studio: FakeStudio,
    name: str,
    filters: tuple[NoiseSuppression | Ducking, ...],
) -> None:
    choose(child(dialog, QPushButton, "Presets"), name)
    qtbot.waitUntil(lambda: studio.show.strips[0].filters == filters, timeout=_PATIENCE_MS)


def test_numbers_are_merged_into_one_step_and_none_is_lost(
    qtbot: QtBot, dialog: SoundFiltersDialog, studio: FakeStudio
) -> None:
    choose(child(dialog, QToolButton, "Add a filter"), "Compressor")
    ratio = child(dialog, QDoubleSpinBox, "Ratio")
    for _ in range(6):
        ratio.stepUp()
    wanted = (Compressor(ratio=6.0),)
    qtbot.waitUntil(lambda: studio.show.strips[0].filters == wanted, timeout=_PATIENCE_MS)
    keys = [one.merge_key for one in studio.asked if isinstance(one, ApplyEdit)]
    assert keys == ["", *["filters-film-0-ratio"] * 6]
    assert ratio.value() == 6.0
    studio.answer(Undo())
    qtbot.waitUntil(lambda: ratio.value() == 3.0, timeout=_PATIENCE_MS)


def test_what_is_chosen_is_what_the_fields_are_of(
    qtbot: QtBot, dialog: SoundFiltersDialog, studio: FakeStudio
) -> None:
    studio.answer(ApplyEdit(ChangeStrip("film", filters=(NoiseGate(), PeakLimiter()))))
    qtbot.waitUntil(lambda: len(rows(dialog)) == 2, timeout=_PATIENCE_MS)
    assert "Hold" in texts_of(dialog)
    child(dialog, QListWidget).setCurrentRow(1)
    assert "Ceiling" in texts_of(dialog)
    QTest.mouseClick(child(dialog, QToolButton, "Remove"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.show.strips[0].filters == (NoiseGate(),), timeout=_PATIENCE_MS)


def test_what_is_refused_goes_back(
    qtbot: QtBot, dialog: SoundFiltersDialog, studio: FakeStudio, session: Session
) -> None:
    studio.refusal = UnavailableError("the mixer is away", "sound")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        choose(child(dialog, QToolButton, "Add a filter"), "Limiter")
    assert rows(dialog) == []


def test_it_goes_with_its_strip(
    qtbot: QtBot, dialog: SoundFiltersDialog, studio: FakeStudio
) -> None:
    with qtbot.waitSignal(dialog.destroyed, timeout=_PATIENCE_MS):
        studio.answer(ApplyEdit(RemoveSource("film")))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut(
    parent: QWidget, session: Session, studio: FakeStudio, theme: Theme, language: str
) -> None:
    words.choose(language)
    dialog = SoundFiltersDialog(parent, session, theme, "film")
    dialog.show()
    assert cut_words(dialog) == []
    choose(child(dialog, QPushButton), words.tr("preset_clear_voice"))
    for row in range(4):
        child(dialog, QListWidget).setCurrentRow(row)
        assert cut_words(dialog) == []
