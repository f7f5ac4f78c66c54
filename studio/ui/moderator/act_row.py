"""Buttons for what can be done, with their keys: the commonest left, what destroys far right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from studio.ui.widgets.plain_tip import plain_tip

_APART_PX = 32
_AROUND_PX = 16


@dataclass(frozen=True, slots=True)
class RowAct:
    """``is_possible`` is asked whenever another message is chosen."""

    words: str
    key: str
    do: Callable[[], object]
    is_possible: Callable[[], bool]


class ActRow(QWidget):
    """Buttons never come or go, so that none is ever where another was a moment ago."""

    def __init__(self, near: Sequence[RowAct], apart: Sequence[RowAct] = ()) -> None:
        super().__init__()
        self._acts: list[tuple[RowAct, QPushButton]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        for act in near:
            row.addWidget(self._button(act))
        row.addStretch(1)
        if apart:
            row.addSpacing(_APART_PX)
        for act in apart:
            row.addWidget(self._button(act))
        self.refresh()

    def refresh(self) -> None:
        """What can be done now."""
        for act, button in self._acts:
            button.setEnabled(act.is_possible())

    @property
    def least_px(self) -> int:
        """How wide a lane with these buttons has to be."""
        return self.minimumSizeHint().width() + _AROUND_PX

    def button(self, key: str) -> QPushButton:
        """The button of that key."""
        return next(button for act, button in self._acts if act.key == key)

    def _button(self, act: RowAct) -> QPushButton:
        button = QPushButton(f"{act.words}  {act.key}")
        button.setAccessibleName(f"{act.words}, {act.key}")
        button.setToolTip(plain_tip(act.words))
        button.clicked.connect(lambda _checked=False: act.do())
        self._acts.append((act, button))
        return button
