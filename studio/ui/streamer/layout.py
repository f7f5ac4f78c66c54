"""Where the parts of the streamer's window stand: lists left, programme, details right."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

_LEFT_PX, _STAGE_PX, _RIGHT_PX = 264, 848, 320
_LEAST_LEFT_PX, _LEAST_RIGHT_PX = 236, 288
_GAP_PX = 8


class Parts(Protocol):
    """What is laid out."""

    @property
    def header(self) -> QWidget:
        """Above everything."""

    @property
    def scenes(self) -> QWidget:
        """Left, first."""

    @property
    def layers(self) -> QWidget:
        """Left, second."""

    @property
    def sound(self) -> QWidget:
        """Left, third."""

    @property
    def preview(self) -> QWidget:
        """In the middle."""

    @property
    def details(self) -> QWidget:
        """Right, above."""

    @property
    def servers(self) -> QWidget:
        """Right, second."""

    @property
    def audience(self) -> QWidget:
        """Right, below."""

    @property
    def health(self) -> QWidget:
        """Below everything."""


def whole_of(parts: Parts) -> QWidget:
    """Everything in its place; the borders between the columns can be dragged."""
    left = _column((parts.scenes, 180), (parts.layers, 260), (parts.sound, 300))
    left.setMinimumWidth(_LEAST_LEFT_PX)
    right = _column((parts.details, 340), (parts.servers, 200), (parts.audience, 220))
    right.setStretchFactor(0, 1)
    right.setMinimumWidth(_LEAST_RIGHT_PX)
    body = QSplitter(Qt.Orientation.Horizontal)
    for column in (left, _stage(parts.preview), right):
        body.addWidget(column)
    body.setStretchFactor(1, 1)
    body.setSizes([_LEFT_PX, _STAGE_PX, _RIGHT_PX])
    _tidy(body)
    middle = QHBoxLayout()
    middle.setContentsMargins(_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
    middle.addWidget(body)
    whole = QWidget()
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    rows.addWidget(parts.header)
    rows.addLayout(middle, 1)
    rows.addWidget(parts.health)
    return whole


def _column(*panels: tuple[QWidget, int]) -> QSplitter:
    """Panels above each other, with the heights that they begin with."""
    column = QSplitter(Qt.Orientation.Vertical)
    for panel, _height_px in panels:
        column.addWidget(panel)
    column.setSizes([height_px for _panel, height_px in panels])
    _tidy(column)
    return column


def _stage(preview: QWidget) -> QWidget:
    stage = QWidget()
    stage.setObjectName("stage")
    layout = QHBoxLayout(stage)
    layout.setContentsMargins(4, 0, 4, 0)
    layout.addWidget(preview)
    return stage


def _tidy(splitter: QSplitter) -> None:
    splitter.setHandleWidth(_GAP_PX)
    splitter.setChildrenCollapsible(False)
