import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.core.picture_filters import Blur, Sharpen
from studio.ui.streamer.filter_fields import FilterFields
from tests.support.widgets import texts_of


class Lines(FilterFields):
    """Every field is a line of text."""

    def widget_of(self, name: str) -> QWidget:
        self.line = QLineEdit(str(getattr(self.settings, name)))
        return self.line

    def show_settings(self) -> None:
        self.line.setText(str(self.settings.amount))


def test_a_field_has_its_words_and_a_change_is_told_once(qtbot: QtBot) -> None:
    said: list[tuple[object, str]] = []
    fields = Lines(Blur(), "Soft.", lambda one, field: said.append((one, field)))
    qtbot.addWidget(fields)
    assert {"Soft.", "Amount"} <= set(texts_of(fields))
    assert fields.line.accessibleName() == "Amount"
    assert fields.kind is Blur
    fields.change("amount", 0.05)
    fields.change("amount", 0.05)
    assert said == [(Blur(amount=0.05), "amount")]
    fields.fill(Blur(amount=0.01))
    assert fields.line.text() == "0.01"
    fields.show_row(fields.line, is_shown=False)
    assert fields.line.isHidden()


def test_a_subclass_says_how(qtbot: QtBot) -> None:
    with pytest.raises(NotImplementedError):
        FilterFields(Sharpen(), "", lambda _one, _field: None)
    with pytest.raises(NotImplementedError):
        FilterFields.show_settings(Lines(Blur(), "", lambda _one, _field: None))
