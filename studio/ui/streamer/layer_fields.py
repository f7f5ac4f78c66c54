"""The fields of a layer: name, place, crop, turn, opacity and fit."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from studio.core.scene import Box, Crop, Fit, Layer
from studio.ui.widgets.number_box import DecimalBox
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_PLACES = ((0, 0, "x"), (0, 2, "y"), (1, 0, "width"), (1, 2, "height"))
_CROPS = ((2, 0, "left"), (2, 2, "right"), (3, 0, "top"), (3, 2, "bottom"))


class Change(Protocol):
    """``fields`` of `ChangeLayer`; changes with the same ``merge`` are one step to undo."""

    def __call__(self, merge: str, /, **fields: object) -> None:
        """Ask for it."""


class LayerFields(QWidget):
    """Shows one layer; what a person changes is asked for, not kept."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._ask = change
        self._layer: Layer | None = None
        self._is_filling = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("name"))
        self.name.editingFinished.connect(self._rename)
        self._column.addWidget(self.name)
        self._add_numbers()
        self._add_sliders()
        self._add_buttons()

    def fill(self, layer: Layer) -> None:
        """Show this layer as it is; what is half typed on it stays."""
        self._is_filling = True
        is_other = self._layer is None or layer.id != self._layer.id
        is_renamed = is_other or (self._layer is not None and layer.name != self._layer.name)
        self._layer = layer
        if is_renamed or not self.name.hasFocus():
            self.name.setText(layer.name)
        for name, spin in self._place.items():
            _set_number(spin, getattr(layer.box, name), is_other)
        for name, spin in self._crop.items():
            _set_number(spin, getattr(layer.crop, name), is_other)
        _set_slider(self._rotation, round(layer.rotation_deg))
        _set_slider(self._opacity, round(layer.opacity * 100))
        self._fit.setCurrentIndex(list(Fit).index(layer.fit))
        self._is_filling = False

    def _add_numbers(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self._place = {name: _percent(grid, row, col, name) for row, col, name in _PLACES}
        self._crop = {name: _percent(grid, row, col, f"crop_{name}") for row, col, name in _CROPS}
        for spin in self._place.values():
            spin.setRange(-800, 1600)
            spin.valueChanged.connect(lambda _value: self._placed())
        for spin in self._crop.values():
            spin.setRange(0, 95)
            spin.valueChanged.connect(lambda _value: self._cropped())
        self._column.addLayout(grid)

    def _add_sliders(self) -> None:
        self._rotation = _slider(-180, 180, tr("rotation"), self._turned)
        self._opacity = _slider(0, 100, tr("opacity"), self._faded)
        self._fit = QComboBox()
        self._fit.setAccessibleName(tr("fit"))
        for fit in Fit:
            self._fit.addItem(tr(f"fit_{fit.value}"), fit)
        self._fit.activated.connect(lambda _place: self._change("", fit=self._fit.currentData()))
        rows = QGridLayout()
        rows.setVerticalSpacing(6)
        for row, (name, widget) in enumerate(
            (("rotation", self._rotation), ("opacity", self._opacity), ("fit", self._fit))
        ):
            rows.addWidget(plain_label(tr(name), "quiet"), row, 0)
            rows.addWidget(widget, row, 1)
        self._column.addLayout(rows)

    def _add_buttons(self) -> None:
        row = QHBoxLayout()
        for words, act in ((tr("fill_canvas"), self._fill_canvas), (tr("reset"), self._reset)):
            button = QPushButton(words)
            button.clicked.connect(act)
            row.addWidget(button)
        self._column.addLayout(row)

    def _change(self, merge: str, **fields: object) -> None:
        if not self._is_filling:
            self._ask(merge, **fields)

    def _rename(self) -> None:
        name, layer = self.name.text().strip()[:200], self._layer
        if layer is None:
            return
        if not name:
            self.name.setText(layer.name)
        elif name != layer.name:
            self._change("", name=name)

    def _placed(self) -> None:
        before = self._layer.box if self._layer is not None else Box()
        values = {name: _number(spin, getattr(before, name)) for name, spin in self._place.items()}
        values["width"] = max(0.01, values["width"])
        values["height"] = max(0.01, values["height"])
        self._change("place", box=Box(**values))

    def _cropped(self) -> None:
        before = self._layer.crop if self._layer is not None else Crop()
        values = {name: _number(spin, getattr(before, name)) for name, spin in self._crop.items()}
        self._change("crop", crop=Crop(**values))

    def _turned(self, value: int) -> None:
        self._change("turn", rotation_deg=float(value))

    def _faded(self, value: int) -> None:
        self._change("fade", opacity=value / 100)

    def _fill_canvas(self) -> None:
        self._change("", box=Box(), fit=Fit.COVER, rotation_deg=0.0)

    def _reset(self) -> None:
        self._change("", crop=Crop(), rotation_deg=0.0, opacity=1.0, fit=Fit.CONTAIN)


def _percent(grid: QGridLayout, row: int, column: int, name: str) -> QDoubleSpinBox:
    spin = DecimalBox()
    spin.setDecimals(1)
    spin.setSuffix(" %")
    spin.setSingleStep(0.5)
    spin.setKeyboardTracking(False)
    spin.setMinimumWidth(64)
    spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    spin.setAccessibleName(tr(name))
    grid.addWidget(plain_label(tr(name), "quiet"), row, column)
    grid.addWidget(spin, row, column + 1)
    grid.setColumnStretch(column + 1, 1)
    return spin


def _set_number(spin: QDoubleSpinBox, fraction: float, is_other: bool) -> None:
    """Setting the same number again would throw away what is half typed."""
    if is_other or round(fraction * 100, 1) != spin.value():
        spin.setValue(fraction * 100)


def _number(spin: QDoubleSpinBox, before: float) -> float:
    """The fraction that the field says: the exact one from before unless it was changed."""
    return before if spin.value() == round(before * 100, 1) else round(spin.value() / 100, 5)


def _set_slider(slider: QSlider, value: int) -> None:
    """A slider that is held stays under the pointer; the answer to its last step comes later."""
    if not slider.isSliderDown():
        slider.setValue(value)


def _slider(low: int, high: int, name: str, act: Callable[[int], None]) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    slider.setAccessibleName(name)
    slider.valueChanged.connect(act)
    return slider
