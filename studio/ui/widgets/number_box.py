"""Fields for numbers, set like the other fields of a form."""

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

_MARGIN_PX = 8  # a style sheet's padding does not reach the line inside


class NumberBox(QSpinBox):
    """Whole numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)


class DecimalBox(QDoubleSpinBox):
    """Numbers with decimals."""

    def __init__(self) -> None:
        super().__init__()
        self.lineEdit().setTextMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
