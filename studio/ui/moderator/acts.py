"""What a moderator does: each act about the chosen message, by key, button, menu and palette."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.chat import MessageState
from studio.core.messages.requests import (
    AllowAndLearn,
    ClaimMessage,
    HandOver,
    MarkPerson,
    PinMessage,
    ReleaseMessage,
    Request,
    UndoAct,
    UndoLearning,
    Unpin,
)
from studio.core.messages.results import Learned, Result
from studio.core.room import RoomMessage
from studio.core.teamwork import Mark
from studio.ui.chat.acts import request_of
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.view import acts_of
from studio.ui.chat.wording import is_host, rule_words
from studio.ui.moderator.chosen import Chosen
from studio.ui.moderator.held_lane import HELD
from studio.ui.moderator.time_out_dialog import TimeOutDialog
from studio.ui.session import Session
from studio.ui.widgets.toast import Say, ToastAct
from studio.ui.words import tr

# What a person marks with which key in the menu.
MARKS = (Mark.NONE, Mark.TRUSTED, Mark.WATCH, Mark.HELPER)
_DECISIONS = ("release", "learn", "delete", "restore")


class Acts(QObject):
    """``answer(message)`` begins an answer; ``note()`` goes to the note of the chosen person.

    ``say`` shows a sentence in the window.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        chosen: Chosen,
        team: TeamFeed,
        answer: Callable[[RoomMessage], object],
        note: Callable[[], object],
        say: Say,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._chosen = chosen
        self._team = team
        self._answer = answer
        self._note = note
        self._say = say

    def can(self, name: str) -> bool:
        """Whether that makes sense for the chosen message now."""
        kept = self._chosen.message
        return kept is not None and self._session.state.is_connected and self._fits(name, kept)

    def do(self, name: str) -> None:
        """Do it to the chosen message."""
        kept = self._chosen.message
        if kept is not None and self.can(name):
            self.act(name, kept)

    def act(self, name: str, kept: RoomMessage) -> None:
        """Do it to a message."""
        match name:
            case "time_out":
                self._ask_how_long(kept)
            case "claim":
                self._claim(kept)
            case "hand_over":
                self._popup(self._hand_over_menu(kept))
            case "mark":
                self._popup(self.mark_menu(kept.message.author.actor))
            case "note":
                self._note()
            case "answer":
                self._answer(kept)
            case "learn":
                self._session.ask(AllowAndLearn(kept.message.id), self._learned)
                self._go_on(name, kept)
            case "pin":
                self._session.ask(PinMessage(kept.message.id))
            case _:
                self._session.ask(request_of(name, kept))
                self._go_on(name, kept)

    def can_undo(self) -> bool:
        """Whether something of one's own can still be taken back."""
        return self._session.state.is_connected and self._team.undoable() is not None

    def undo(self) -> None:
        """Take back what one did last."""
        act = self._team.undoable()
        if act is not None:
            self._session.ask(UndoAct(act.id))

    def mark_menu(self, actor: str) -> QMenu:
        """How somebody can be marked."""
        menu = QMenu(self._window)
        now = self._team.person_marks.get(actor, Mark.NONE)
        for place, mark in enumerate(MARKS):
            words = f"&{place}  {tr(f'mark_{mark.value}')}"
            action = menu.addAction(words, partial(self._session.ask, MarkPerson(actor, mark)))
            action.setCheckable(True)
            action.setChecked(mark is now)
        return menu

    def _fits(self, name: str, kept: RoomMessage) -> bool:
        holder = self._team.holder_of(kept.message.id)
        is_mine = self._team.is_mine(kept.message.id)
        match name:
            case "claim":
                return not holder or is_mine
            case "hand_over":
                return (not holder or is_mine) and bool(self._team.others)
            case "answer" | "pin":
                return kept.state is MessageState.VISIBLE
            case "note" | "mark":
                return not is_host(kept)
            case "learn":
                return kept.state is MessageState.HELD
        return name in acts_of(kept)

    def unpin(self) -> None:
        """Take down what is pinned."""
        self._session.ask(Unpin())

    def _learned(self, result: Result) -> None:
        """What the rule lets through from now on, and the way back."""
        if not isinstance(result, Learned) or not result.learned_id:
            self._say(tr("moderator_learned_nothing"))
            return
        undo = partial(self._session.ask, UndoLearning(result.learned_id))
        words = tr(
            "moderator_learned", rule=rule_words(result.rule), what=", ".join(result.allowed)
        )
        self._say(words, "", ToastAct(tr("undo"), undo))

    def _claim(self, kept: RoomMessage) -> None:
        message_id = kept.message.id
        is_mine = self._team.is_mine(message_id)
        wish: Request = ReleaseMessage(message_id) if is_mine else ClaimMessage(message_id)
        self._session.ask(wish)

    def _hand_over_menu(self, kept: RoomMessage) -> QMenu:
        menu = QMenu(self._window)
        message_id = kept.message.id
        for place, who in enumerate(self._team.others, 1):
            name = self._team.called(who).replace("&", "&&")
            menu.addAction(f"&{place}  {name}", partial(self._hand_over, message_id, who.id))
        return menu

    def _hand_over(self, message_id: str, to: str) -> None:
        if not self._team.holder_of(message_id):
            self._session.ask(ClaimMessage(message_id))  # nobody gives away what they do not have
        self._session.ask(HandOver(message_id, to))

    def _ask_how_long(self, kept: RoomMessage) -> None:
        def take(seconds: int, reason: str) -> None:
            self._session.ask(request_of("time_out", kept, seconds, reason))

        TimeOutDialog(self._window, kept, take).open()

    def _go_on(self, name: str, kept: RoomMessage) -> None:
        """In the list of what waits the next one is chosen, so that one key works through it."""
        if name in _DECISIONS and self._chosen.lane == HELD and kept == self._chosen.message:
            self._chosen.step(1)

    def _popup(self, menu: QMenu) -> None:
        """Below the chosen message."""
        view = self._chosen.view
        where = QPoint(40, 40)
        if view is not None:
            where = view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).bottomLeft())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)
