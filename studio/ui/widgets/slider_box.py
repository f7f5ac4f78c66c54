"""A number that can be dragged or typed: a slider and a field that always agree."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from studio.ui.widgets.number_box import DecimalBox

_STEPS = 1000
_FIELD_PX = 92


class SliderBox(QWidget):
    """``changed(value)`` after a person moved or typed it."""

    def __init__(
        self,
        span: tuple[float, float],
        value: float,
        unit: str,
        decimals: int,
        changed: Callable[[float], None],
    ) -> None:
        super().__init__()
        self._least, self._most = span
        self._changed = changed
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setMinimumWidth(60)
        self.box = DecimalBox()
        self.box.setDecimals(decimals)
        self.box.setRange(*span)
        self.box.setSingleStep(10.0**-decimals)
        self.box.setSuffix(unit)
        self.box.setKeyboardTracking(False)
        self.box.setFixedWidth(_FIELD_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        self.show_value(value)
        self.slider.valueChanged.connect(self._moved)
        self.box.valueChanged.connect(self._typed)
        self.setFocusProxy(self.slider)

    def show_value(self, value: float) -> None:
        """Be this, and tell nobody; what is held or half typed stays."""
        value = round(value, self.box.decimals())
        if self.box.value() != value:
            self.box.blockSignals(True)
            self.box.setValue(value)
            self.box.blockSignals(False)
        if not self.slider.isSliderDown():
            self._show_place(value)

    def setAccessibleName(self, name: str) -> None:
        """Both parts are called the same."""
        super().setAccessibleName(name)
        self.slider.setAccessibleName(name)
        self.box.setAccessibleName(name)

    def _show_place(self, value: float) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round((value - self._least) / (self._most - self._least) * _STEPS))
        self.slider.blockSignals(False)

    def _moved(self, place: int) -> None:
        value = self._least + (self._most - self._least) * place / _STEPS
        value = round(value, self.box.decimals())
        self.box.blockSignals(True)
        self.box.setValue(value)
        self.box.blockSignals(False)
        self._changed(value)

    def _typed(self, value: float) -> None:
        self._show_place(value)
        self._changed(float(value))
