import pytest
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.widgets.number_box import DecimalBox, NumberBox


@pytest.mark.parametrize("kind", [NumberBox, DecimalBox])
def test_a_number_stands_as_far_in_as_words_do(
    qtbot: QtBot, parent: QWidget, kind: type[QSpinBox] | type[QDoubleSpinBox]
) -> None:
    box = kind()
    box.setParent(parent)
    box.setValue(42)
    margins = box.lineEdit().textMargins()
    assert (margins.left(), margins.right()) == (8, 8)
    assert box.value() == 42
