"""The header: whose show it is, its state in one word, who watches, and the two great buttons."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QToolButton, QWidget

from studio.core.messages import requests as ask
from studio.core.status import RecorderState, ShowState
from studio.ui.condition import StandingWatch
from studio.ui.session import Session
from studio.ui.state import ViewState
from studio.ui.streamer.recording_words import clock_text, recording_words
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.widgets.state_shape import StateBadge
from studio.ui.widgets.two_lines import TwoLines
from studio.ui.words import tr

_TICK_MS = 500
_NAME_PX = 180


class Header(QWidget):
    """``open_menu`` shows the rest of the commands, below ``more``."""

    def __init__(self, session: Session, theme: Theme, open_menu: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.shop = QToolButton()
        self.shop.setObjectName("shop")
        self.shop.setToolTip(tr("shop_open_menu"))
        self._watch = StandingWatch()
        self._state = StateBadge(theme)
        self._clock = plain_label("", "figures")
        self._people = TwoLines()
        self._recording = TwoLines()
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
        for widget in (self.shop, self._state, self._clock, self._people, self._recording):
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
        name = state.show.name if state.show is not None else "Hawker"
        metrics = self.shop.fontMetrics()
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX)
        self.shop.setText(f"{cut}  ▾".replace("&", "&&"))
        self.shop.setAccessibleName(name)
        self._state.show_standing(self._watch.look(state, time.monotonic()))
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
        self._people.show_words(*self._people_words(state))
        self._recording.show_words(*recording_words(state.recorder))

    def _people_words(self, state: ViewState) -> tuple[str, str, str]:
        """Who watches, and below what is away, or still to be finished, and for how long."""
        if state.state is ShowState.REHEARSAL:
            return tr("rehearsal_note"), "", ""
        standing, now_s = self._watch.standing, time.monotonic()
        first = tr("watching", count=len(state.stats.viewers)) if state.is_on_air else ""
        if not standing.reasons:
            return first, "", ""
        why = standing.reasons[0]
        if len(standing.reasons) > 1:
            why = tr("and_more", words=why, count=len(standing.reasons) - 1)
        seconds = int(self._watch.for_s(now_s))
        return first, tr("since_seconds", words=why, seconds=seconds), "warning"

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
