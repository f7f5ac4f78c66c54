"""The moderator's header: the show and its state, who is here, and who one is oneself."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.ui.chat.team import TeamFeed
from studio.ui.condition import StandingWatch
from studio.ui.moderator.people_bar import PeopleBar
from studio.ui.session import Session
from studio.ui.streamer.recording_words import clock_text
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.widgets.state_shape import StateBadge
from studio.ui.words import tr

_TICK_MS = 500
_NAME_PX = 220


class ModeratorHeader(QWidget):
    """``go(lane, message id)`` shows what somebody looks at; ``open_menu`` the rest."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        team: TeamFeed,
        go: Callable[[str, str], object],
        open_menu: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._team = team
        self._watch = StandingWatch()
        self._name = plain_label("", "name")
        self._state = StateBadge(theme)
        self._clock = plain_label("", "figures")
        self._watching = plain_label("", "quiet")
        self.people = PeopleBar(team, go)
        self._you = plain_label("", "quiet")
        self.more = tool_button("more", tr("more"), theme, open_menu)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        for widget in (self._name, self._state, self._clock, self._watching):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.people)
        row.addWidget(self._you)
        row.addLayout(self.tools)
        row.addWidget(self.more)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        session.changed.connect(self.refresh)
        team.changed.connect(self.refresh)
        self.refresh()

    @property
    def state_text(self) -> str:
        """The word that stands for the state of the show."""
        return self._state.text()

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        name = state.show.name if state.show is not None else "Hawker"
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_PX))
        self._name.setToolTip(plain_tip(name))
        self._state.show_standing(self._watch.look(state, time.monotonic()))
        you = self._team.you
        if not state.is_connected:
            words = tr("you_offline")
        elif you is None:
            words = ""
        else:
            words = tr("you_here", name=self._team.called(you))
        self._you.setText(words)
        set_tone(self._you, "" if state.is_connected else "warning")
        self._tick()

    def _tick(self) -> None:
        state = self._session.state
        is_on = state.is_on_air and state.started_wall_ms > 0
        seconds = time.time() - state.started_wall_ms / 1000
        self._clock.setText(clock_text(seconds) if is_on else "")
        self._watching.setText(
            tr("watching", count=len(state.stats.viewers)) if state.is_on_air else ""
        )
