"""What a window knows of polls, questions, hearts and draws."""

from PySide6.QtCore import QObject, Signal

from studio.core.engage import DrawNow, PollNow, Question, Shown
from studio.core.messages.events import EngageShown, Event, QuestionsChanged
from studio.core.messages.requests import GetEngagement
from studio.core.messages.results import Engagement, Result
from studio.ui.session import Session


class EngageFeed(QObject):
    """``changed`` after everything. ``polls`` and ``draws``: what is over, the newest first."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_asking = False
        self.is_known = False
        self.shown = Shown()
        self.questions: tuple[Question, ...] = ()
        self.polls: tuple[PollNow, ...] = ()
        self.draws: tuple[DrawNow, ...] = ()
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Ask anew whenever the hub is there again."""
        if not self._session.state.is_connected:
            if self.is_known:
                self.is_known = False
                self.changed.emit()
            return
        if not self.is_known and not self._is_asking:
            self._is_asking = True
            self._session.ask_quietly(GetEngagement(), self._take, self._missed)

    def _missed(self) -> None:
        self._is_asking = False

    def _take(self, result: Result) -> None:
        self._is_asking = False
        if not isinstance(result, Engagement):
            return
        self.is_known = True
        self.shown, self.questions = result.shown, result.questions
        self.polls, self.draws = result.polls, result.draws
        self.changed.emit()

    def _hear(self, event: Event) -> None:
        if isinstance(event, EngageShown):
            self.shown = event.shown
            self._remember(event.shown.poll)
            self._follow()  # the room opened after the window asked
        elif isinstance(event, QuestionsChanged):
            self.questions = event.questions
        else:
            return
        self.changed.emit()

    def _remember(self, now: PollNow | None) -> None:
        is_known = any(now is not None and one.poll.id == now.poll.id for one in self.polls)
        if now is not None and now.is_closed and not is_known:
            self.polls = (now, *self.polls)
