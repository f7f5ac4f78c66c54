"""What a window hears of the team: who is here, who works on what, what was said and done."""

import time
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.messages.events import (
    ActDone,
    ActUndone,
    ClaimsChanged,
    Event,
    PersonMarked,
    TeamChanged,
    Whispered,
)
from studio.core.messages.requests import GetTeam, LookAt
from studio.core.messages.results import Result, TeamNow
from studio.core.team import OWNER, Who
from studio.core.teamwork import MOST_WHISPERS, Act, Claim, Mark, Member, Whisper
from studio.ui.chat.marks import Marks
from studio.ui.session import Session
from studio.ui.words import tr

_LOOK_MS = 100
_MOST_ACTS = 50


class TeamFeed(QObject):
    """``changed``: who is here and who has what; ``whispered`` and ``acted`` for the rest.

    ``marks`` serves the lists. ``wall_ms`` is this machine's clock; the hub's may differ.
    """

    changed = Signal()
    whispered = Signal()
    acted = Signal()
    marked = Signal(str)

    def __init__(
        self, session: Session, wall_ms: Callable[[], int] = lambda: int(time.time() * 1000)
    ) -> None:
        super().__init__()
        self._session = session
        self._wall_ms = wall_ms
        self._ahead_ms = 0
        self.marks = Marks()
        self.you: Who | None = None
        self.members: tuple[Member, ...] = ()
        self.claims: dict[str, Claim] = {}
        self.whispers: list[Whisper] = []
        self.acts: list[Act] = []
        self.person_marks: dict[str, Mark] = {}
        self._is_known = self._is_asking = False
        self._looking = ("", "")
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look_soon.timeout.connect(self._say_where)
        session.heard.connect(self._hear)
        session.changed.connect(self._follow)
        self._follow()

    @property
    def others(self) -> list[Who]:
        """Who else is here, each once."""
        mine = self.you.id if self.you is not None else ""
        return [member.who for member in self.members if member.who.id != mine]

    def now_ms(self) -> int:
        """The hub's clock."""
        return self._wall_ms() + self._ahead_ms

    def look(self, lane: str, message_id: str) -> None:
        """Let the others see what is looked at; soon, and only the last of many."""
        self._looking = lane, message_id
        if not self._look_soon.isActive():
            self._look_soon.start()

    def holder_of(self, message_id: str) -> str:
        """The id of who has claimed it; empty: nobody."""
        claim = self.claims.get(message_id)
        return claim.by if claim is not None else ""

    def is_mine(self, message_id: str) -> bool:
        """Whether one has it oneself."""
        return self.you is not None and self.holder_of(message_id) == self.you.id

    def name_for(self, who: str, name: str = "") -> str:
        """How somebody is called by their id; ``name``: what the hub calls who left meanwhile."""
        if self.you is not None and who == self.you.id:
            return tr("team_you")
        if who == OWNER.id:
            return tr("team_owner")
        known = {member.who.id: member.who.name for member in self.members}
        return known.get(who) or name or tr("team_nobody")

    def called(self, who: Who) -> str:
        """Somebody's own name; the streamer may have none."""
        return who.name or (tr("team_owner") if who.id == OWNER.id else tr("team_nobody"))

    def undoable(self) -> Act | None:
        """The newest act of one's own that can still be taken back."""
        mine = self.you.id if self.you is not None else ""
        for act in reversed(self.acts):
            if act.by == mine and not act.is_undone and act.undo_until_wall_ms > self.now_ms():
                return act
        return None

    def _follow(self) -> None:
        if not self._session.state.is_connected:
            self._is_known = False
            return
        if not self._is_known and not self._is_asking:
            self._is_asking = True
            self._session.ask_quietly(GetTeam(), self._take, self._missed)

    def _missed(self) -> None:
        self._is_asking = False

    def _take(self, result: Result) -> None:
        self._is_asking = False
        if not isinstance(result, TeamNow):
            return
        self._is_known = True
        self._ahead_ms = result.now_wall_ms - self._wall_ms() if result.now_wall_ms else 0
        self.you = result.you
        self.members = result.members
        self.whispers = list(result.whispers)
        self.acts = list(result.acts)
        self.person_marks = {one.actor: one.mark for one in result.marks}
        self._claim(result.claims)
        self._say_where()
        self.whispered.emit()
        self.acted.emit()

    def _hear(self, event: Event) -> None:
        match event:
            case TeamChanged():
                self.members = event.members
                self._claim(tuple(self.claims.values()))
            case ClaimsChanged():
                self._claim(event.claims)
            case Whispered():
                self.whispers = [*self.whispers, event.whisper][-MOST_WHISPERS:]
                self.whispered.emit()
            case ActDone():
                self.acts = [*self.acts, event.act][-_MOST_ACTS:]
                self.acted.emit()
            case ActUndone():
                self.acts = [
                    msgspec.structs.replace(act, is_undone=True) if act.id == event.act_id else act
                    for act in self.acts
                ]
                self.acted.emit()
            case PersonMarked():
                self.person_marks[event.actor] = event.mark
                self.marked.emit(event.actor)

    def _claim(self, claims: tuple[Claim, ...]) -> None:
        self.claims = {claim.message_id: claim for claim in claims}
        names = {member.who.id: self.called(member.who) for member in self.members}
        held = {
            claim.message_id: (names.get(claim.by, claim.by), self.is_mine(claim.message_id))
            for claim in claims
        }
        self.marks.set(held, are_used=len(self.members) > 1 or bool(claims))
        self.changed.emit()

    def _say_where(self) -> None:
        if self._is_known:
            lane, message_id = self._looking
            self._session.ask_quietly(LookAt(lane, message_id), lambda _result: None)
