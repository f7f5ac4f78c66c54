import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from studio.core.sound_filters import KINDS, Compressor, Ducking, SoundFilter
from studio.ui import words
from studio.ui.streamer.filter_list import filter_name
from studio.ui.streamer.sound_filter_fields import SoundFilterFields
from tests.support.widgets import child, cut_words, texts_of

_VOICES = (("mic", "Microphone"), ("film", "Film"))


class Desk:
    """Fields and what they said."""

    def __init__(self, qtbot: QtBot, settings: SoundFilter) -> None:
        self.said: list[tuple[SoundFilter, str]] = []
        self.fields = SoundFilterFields(
            settings, _VOICES, lambda one, field: self.said.append((one, field))
        )
        qtbot.addWidget(self.fields)
        self.fields.resize(320, 360)
        self.fields.show()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_words_and_room_for_them(
    qtbot: QtBot, kind: type[SoundFilter], language: str
) -> None:
    words.choose(language)
    desk = Desk(qtbot, kind())
    assert not [said for said in texts_of(desk.fields) if said.startswith("filter_")]
    assert not filter_name(kind).startswith("filter_")
    assert cut_words(desk.fields) == []
    boxes = [*desk.fields.findChildren(QDoubleSpinBox), *desk.fields.findChildren(QComboBox)]
    assert len({box.accessibleName() for box in boxes}) == len(kind.__struct_fields__) - 1


def test_a_number_changes_its_field_only(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Compressor())
    child(desk.fields, QDoubleSpinBox, "Ratio").setValue(4.0)
    child(desk.fields, QDoubleSpinBox, "Knee").setValue(2.0)
    assert desk.said == [
        (Compressor(ratio=4.0), "ratio"),
        (Compressor(ratio=4.0, knee_db=2.0), "knee_db"),
    ]


def test_what_comes_back_is_shown_and_asked_for_no_more(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Compressor())
    desk.fields.fill(Compressor(ratio=7.0))
    assert child(desk.fields, QDoubleSpinBox, "Ratio").value() == 7.0
    assert desk.said == []
    assert desk.fields.kind is Compressor


def test_a_voice_is_chosen_by_its_name(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Ducking(key_source_id="mic"))
    box = child(desk.fields, QComboBox, "Voice")
    assert [box.itemText(place) for place in range(box.count())] == ["Nobody", "Microphone", "Film"]
    assert box.currentText() == "Microphone"
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert desk.said == [(Ducking(key_source_id="film"), "key_source_id")]
    desk.fields.fill(Ducking())
    assert box.currentText() == "Nobody"
