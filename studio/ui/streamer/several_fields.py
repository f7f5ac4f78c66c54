"""The fields of several layers: what they have in common, and one change for all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from studio.core.edits import LayerChange
from studio.core.scene import Fit, Layer
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_FIGURE_PX = 52
_MERGE_LONGEST = 200

ChangeAll = Callable[[tuple[LayerChange, ...], str], object]


class SeveralFields(QWidget):
    """``change(changes, merge_key)`` asks for one step. What differs is shown as mixed."""

    def __init__(self, change: ChangeAll) -> None:
        super().__init__()
        self._change = change
        self._layers: tuple[Layer, ...] = ()
        self._is_filling = False
        self.count = plain_label("", "quiet")
        self.count.setWordWrap(True)
        self.visible, self.locked = (
            QCheckBox(tr("several_visible")),
            QCheckBox(tr("several_locked")),
        )
        self.visible.clicked.connect(partial(self._toggle, "is_visible"))
        self.locked.clicked.connect(partial(self._toggle, "is_locked"))
        self.rotation, self._turn = _slider(-180, 180, tr("rotation"))
        self.opacity, self._fade = _slider(0, 100, tr("opacity"))
        self.rotation.valueChanged.connect(self._turned)
        self.opacity.valueChanged.connect(self._faded)
        self.fit = QComboBox()
        self.fit.setAccessibleName(tr("fit"))
        self.fit.setPlaceholderText(tr("several_mixed"))
        for fit in Fit:
            self.fit.addItem(tr(f"fit_{fit.value}"), fit)
        self.fit.activated.connect(self._fitted)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        for row, (name, widget, figure) in enumerate(
            (("rotation", self.rotation, self._turn), ("opacity", self.opacity, self._fade))
        ):
            grid.addWidget(plain_label(tr(name), "quiet"), row, 0)
            grid.addWidget(widget, row, 1)
            grid.addWidget(figure, row, 2)
        grid.addWidget(plain_label(tr("fit"), "quiet"), 2, 0)
        grid.addWidget(self.fit, 2, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 12, 0)
        column.setSpacing(8)
        for one in (self.count, self.visible, self.locked):
            column.addWidget(one)
        column.addLayout(grid)
        column.addStretch(1)

    def fill(self, layers: Sequence[Layer]) -> None:
        """Show these as they are; a slider that is held stays under the pointer."""
        self._layers = tuple(layers)
        if not layers:
            return
        self._is_filling = True
        self.count.setText(tr("several_selected", count=len(layers)))
        _tick(self.visible, [layer.is_visible for layer in layers])
        _tick(self.locked, [layer.is_locked for layer in layers])
        _place(self.rotation, self._turn, [round(layer.rotation_deg) for layer in layers], "°")
        _place(self.opacity, self._fade, [round(layer.opacity * 100) for layer in layers], " %")
        fits = {layer.fit for layer in layers}
        self.fit.setCurrentIndex(list(Fit).index(fits.pop()) if len(fits) == 1 else -1)
        self._is_filling = False

    def _toggle(self, name: str, _is_checked: bool = False) -> None:
        """All of them become what not all of them are."""
        wanted = not all(getattr(layer, name) for layer in self._layers)
        self._ask("", **{name: wanted})

    def _turned(self, value: int) -> None:
        self._ask("turn", rotation_deg=float(value))

    def _faded(self, value: int) -> None:
        self._ask("fade", opacity=value / 100)

    def _fitted(self, _place: int) -> None:
        self._ask("", fit=self.fit.currentData())

    def _ask(self, merge: str, **fields: object) -> None:
        if self._is_filling or not self._layers:
            return
        ids = [layer.id for layer in self._layers]
        changes = tuple(LayerChange(one, **fields) for one in ids)  # type: ignore[arg-type]
        self._change(changes, f"{merge}-{'-'.join(ids)}"[:_MERGE_LONGEST] if merge else "")


def _slider(low: int, high: int, name: str) -> tuple[QSlider, QLabel]:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(low, high)
    slider.setAccessibleName(name)
    figure = plain_label("", "figures")
    figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    figure.setMinimumWidth(_FIGURE_PX)
    return slider, figure


def _tick(box: QCheckBox, values: list[bool]) -> None:
    state = Qt.CheckState.Checked if all(values) else Qt.CheckState.Unchecked
    is_mixed = any(values) and not all(values)
    box.setTristate(is_mixed)
    box.setCheckState(Qt.CheckState.PartiallyChecked if is_mixed else state)


def _place(slider: QSlider, figure: QLabel, values: list[int], unit: str) -> None:
    """In the middle of what they are, where they differ."""
    is_mixed = len(set(values)) > 1
    if not slider.isSliderDown():
        slider.setValue(round(sum(values) / len(values)))
    figure.setText(tr("several_mixed") if is_mixed else f"{values[0]}{unit}")
