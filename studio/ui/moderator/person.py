"""Who wrote the chosen message: asked for when somebody else is chosen, and again when it helps."""

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.messages.events import ActDone, ActUndone, Event, MessagesAdded, PersonMarked
from studio.core.messages.requests import GetPerson, NotePerson
from studio.core.messages.results import PersonCard, Result
from studio.ui.session import Session

_SOON_MS = 120
_CALM_MS = 1_000


class Person(QObject):
    """``changed`` when the card is another one or says something else."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.actor = ""
        self.card: PersonCard | None = None
        self.has_failed = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._ask)
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)

    def show(self, actor: str) -> None:
        """This person; empty: nobody."""
        if actor == self.actor:
            return
        self.actor = actor
        self.card = None
        self.has_failed = False
        self._soon.stop()
        if actor:
            self._soon.start(_SOON_MS)
        self.changed.emit()

    def note(self, words: str) -> None:
        """Keep this note on them."""
        if self.card is not None and words.strip() != self.card.note:
            self._session.ask(NotePerson(self.actor, words.strip()))

    def _ask(self) -> None:
        actor = self.actor

        def take(result: Result) -> None:
            if isinstance(result, PersonCard) and actor == self.actor:
                self.card = result
                self.has_failed = False
                self.changed.emit()

        def miss() -> None:
            if actor == self.actor:
                self.has_failed = True
                self.changed.emit()

        if actor:
            self._session.ask_quietly(GetPerson(actor), take, miss)

    def _follow(self) -> None:
        if self.actor and self._session.state.is_connected and self.has_failed:
            self._again(_SOON_MS)

    def _hear(self, event: Event) -> None:
        match event:
            case PersonMarked() if event.actor == self.actor:
                self._again(_SOON_MS)
            case ActDone() if event.act.target == self.actor:
                self._again(_SOON_MS)
            case ActUndone():
                self._again(_SOON_MS)
            case MessagesAdded():
                if any(kept.message.author.actor == self.actor for kept in event.messages):
                    self._again(_CALM_MS)

    def _again(self, after_ms: int) -> None:
        if self.actor and not self._soon.isActive():
            self._soon.start(after_ms)
