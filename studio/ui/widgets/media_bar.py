"""Play, pause and seek for a media file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from studio.ui.icons import icon
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.words import tr

_STEPS_PER_S = 10


class MediaBar(QWidget):
    """``control(is_paused, position_s)`` with None for what stays."""

    def __init__(self, theme: Theme, control: Callable[[bool | None, float | None], None]) -> None:
        super().__init__()
        self._theme = theme
        self._control = control
        self._is_paused = False
        self._button = tool_button("pause", tr("play_pause"), theme, self._toggle)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setAccessibleName(tr("position"))
        self._slider.sliderReleased.connect(self._seek)
        self._time = plain_label("", "figures")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._button)
        layout.addWidget(self._slider, 1)
        layout.addWidget(self._time)

    def set_position(self, position_s: float, duration_s: float) -> None:
        """Where the file is."""
        self._slider.setEnabled(duration_s > 0)
        self._slider.setMaximum(max(1, int(duration_s * _STEPS_PER_S)))
        if not self._slider.isSliderDown():
            self._slider.setValue(int(position_s * _STEPS_PER_S))
        self._time.setText(f"{_clock(position_s)} / {_clock(duration_s)}")

    def _toggle(self) -> None:
        self._is_paused = not self._is_paused
        self._button.setIcon(icon("play" if self._is_paused else "pause", self._theme))
        self._control(self._is_paused, None)

    def _seek(self) -> None:
        self._control(None, self._slider.value() / _STEPS_PER_S)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
