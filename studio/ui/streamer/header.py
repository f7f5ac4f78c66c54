"""The header: whose show it is, its state in one word, who watches, and the two great buttons."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QWidget

from studio.core.messages import requests as ask
from studio.core.status import RecorderState, ShowState
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

_TICK_MS = 500


class Header(QWidget):
    """``open_menu`` shows the rest of the commands, below ``more``."""

    def __init__(self, session: Session, theme: Theme, open_menu: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._name = plain_label("Hawker", "name")
        self._state = plain_label("", "state")
        self._clock = plain_label("", "figures")
        self._people = plain_label("", "quiet")
        self._recording = plain_label("", "quiet")
        self.record = QPushButton(tr("record"))
        self.record.clicked.connect(self.toggle_recording)
        self.pause = QPushButton(tr("pause"))
        self.pause.clicked.connect(self.toggle_pause)
        self.go_live = QPushButton(tr("go_live"))
        self.go_live.clicked.connect(self.toggle_live)
        self.more = tool_button("more", tr("more"), theme, open_menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        for widget in (self._name, self._state, self._clock, self._people, self._recording):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.rehearse = QPushButton(tr("rehearse"))
        self.rehearse.setToolTip(tr("rehearse_tip"))
        self.rehearse.clicked.connect(self.toggle_rehearsal)
        for button in (self.pause, self.rehearse, self.record, self.go_live, self.more):
            layout.addWidget(button)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def state_text(self) -> str:
        """The word that stands for the state of the show."""
        return self._state.text()

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        self._name.setText(state.show.name if state.show is not None else "Hawker")
        word, tone = _state_word(state)
        self._state.setText(word)
        set_tone(self._state, tone)
        watching = len(state.stats.viewers)
        self._people.setText(tr("watching", count=watching) if state.is_on_air else "")
        is_recording = state.recorder.state is RecorderState.RECORDING
        self.record.setText(tr("stop_recording") if is_recording else tr("record"))
        self.record.setObjectName("recording" if is_recording else "")
        self._repolish(self.record)
        self.go_live.setText(tr("end_show") if state.is_on_air else tr("go_live"))
        self.go_live.setObjectName("endshow" if state.is_on_air else "golive")
        self._repolish(self.go_live)
        self.pause.setVisible(state.is_on_air)
        is_rehearsal = state.state is ShowState.REHEARSAL
        self.rehearse.setVisible(not state.is_on_air)
        self.rehearse.setText(tr("end_rehearsal") if is_rehearsal else tr("rehearse"))
        if is_rehearsal:
            self._people.setText(tr("rehearsal_note"))
        self.pause.setText(tr("go_on") if state.state is ShowState.PAUSED else tr("pause"))
        is_reached = state.is_connected and not state.is_engine_lost
        for button in (self.go_live, self.record, self.pause, self.rehearse):
            button.setEnabled(is_reached)
        self.record.setEnabled(is_reached and state.recorder.state is not RecorderState.FINISHING)
        self._tick()

    def toggle_live(self) -> None:
        """Go live, or ask once whether to end."""
        if not self._session.state.is_on_air:
            self._session.ask(ask.StartShow())
        elif self._confirms(tr("end_question"), tr("end_explained"), tr("end_show")):
            self._session.ask(ask.EndShow())

    def toggle_recording(self) -> None:
        """Begin or finish a recording."""
        is_on = self._session.state.recorder.state is RecorderState.RECORDING
        self._session.ask(ask.StopRecording() if is_on else ask.StartRecording())

    def save_replay(self) -> None:
        """Save what just happened."""
        self._session.ask(ask.SaveReplay())

    def toggle_rehearsal(self) -> None:
        """Run everything for nobody but the people here, or end that."""
        is_on = self._session.state.state is ShowState.REHEARSAL
        self._session.ask(ask.EndShow() if is_on else ask.StartShow(is_rehearsal=True))

    def toggle_pause(self) -> None:
        """Pause or go on."""
        is_paused = self._session.state.state is ShowState.PAUSED
        self._session.ask(ask.PauseShow(not is_paused))

    def _tick(self) -> None:
        state = self._session.state
        started_ms = state.started_wall_ms if state.is_on_air else 0
        self._clock.setText(clock_text(time.time() - started_ms / 1000) if started_ms else "")
        recorder = state.recorder
        if recorder.state is RecorderState.RECORDING:
            self._recording.setText("● " + tr("recording", time=clock_text(recorder.duration_s)))
        elif recorder.state is RecorderState.FINISHING:
            self._recording.setText(tr("finishing"))
        else:
            self._recording.setText("")

    def _confirms(self, question: str, explanation: str, yes: str) -> bool:
        box = QMessageBox(self.window())
        box.setText(question)
        box.setInformativeText(explanation)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("go_on_air"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is accept

    @staticmethod
    def _repolish(widget: QWidget) -> None:
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def clock_text(seconds: float) -> str:
    """``h:mm:ss`` with leading zeros where they keep the figures still."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _state_word(state: ViewState) -> tuple[str, str]:
    if not state.is_connected:
        return tr("state_connecting"), "warn"
    if state.is_engine_lost:
        return tr("state_engine_lost"), "warn"
    words = {
        ShowState.OFF: ("state_off", ""),
        ShowState.REHEARSAL: ("state_rehearsal", "warn"),
        ShowState.STARTING: ("state_starting", "warn"),
        ShowState.LIVE: ("state_live", "live"),
        ShowState.PAUSED: ("state_paused", "warn"),
        ShowState.ENDING: ("state_ending", "warn"),
        ShowState.ENDED: ("state_ended", ""),
    }
    name, tone = words[state.state]
    return tr(name), tone
