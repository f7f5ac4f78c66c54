"""The bar of a replay on air: where it is, how fast, and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider, QWidget

from studio.core.messages.requests import ControlReplay, StopReplay
from studio.ui.icons import icon
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

SPEEDS = (1.0, 0.5, 0.25)
_STEPS_PER_S = 20


class ReplayBar(QWidget):
    """Seen only while a replay is on air."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._theme = theme
        self.word = plain_label(tr("replay_on_air"), "scenestate")
        self.pause = tool_button("pause", tr("play_pause"), theme, self._toggle)
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.place.setAccessibleName(tr("position"))
        self.place.valueChanged.connect(self._seek)
        self.time = plain_label("", "figures")
        self.speeds = QButtonGroup(self)
        self.back = QPushButton(tr("replay_back"))
        self.back.setToolTip(tr("replay_back_tip"))
        self.back.setObjectName("primary")
        self.back.clicked.connect(lambda: session.ask(StopReplay()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.word, self.pause):
            layout.addWidget(widget)
        layout.addWidget(self.place, 1)
        layout.addWidget(self.time)
        for number, speed in enumerate(SPEEDS):
            button = QPushButton(f"{speed:.0%}")
            button.setCheckable(True)
            button.setAccessibleName(tr("replay_speed", percent=f"{speed:.0%}"))
            button.setToolTip(button.accessibleName())
            self.speeds.addButton(button, number)
            layout.addWidget(button)
        self.speeds.idClicked.connect(self._set_speed)
        layout.addWidget(self.back)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show where it is."""
        status = self._session.state.replay
        self.setVisible(status.is_on_air)
        if not status.is_on_air:
            return
        set_tone(self.word, "live" if self._session.state.is_on_air else "")
        self.pause.setIcon(icon("play" if status.is_paused else "pause", self._theme))
        self.place.blockSignals(True)
        self.place.setMaximum(max(1, round(status.duration_s * _STEPS_PER_S)))
        if not self.place.isSliderDown():
            self.place.setValue(round(status.position_s * _STEPS_PER_S))
        self.place.blockSignals(False)
        left_s = max(0.0, status.duration_s - status.position_s) / max(0.01, status.speed)
        self.time.setText(tr("replay_left", seconds=f"{left_s:.0f}"))
        for number, speed in enumerate(SPEEDS):
            self.speeds.button(number).setChecked(abs(status.speed - speed) < 0.01)

    def _toggle(self) -> None:
        is_paused = not self._session.state.replay.is_paused
        self._session.ask(ControlReplay(is_paused=is_paused))

    def _seek(self, step: int) -> None:
        self._session.ask(ControlReplay(position_s=step / _STEPS_PER_S))

    def _set_speed(self, number: int) -> None:
        self._session.ask(ControlReplay(speed=SPEEDS[number]))
