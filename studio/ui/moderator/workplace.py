"""The lanes and what joins them: what is chosen, what is done, who is looked up."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.room import RoomMessage
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.team import TeamFeed
from studio.ui.command_book import CommandBook, fill_menu
from studio.ui.moderator.act_row import ActRow, RowAct
from studio.ui.moderator.acts import Acts
from studio.ui.moderator.audit import AuditFeed
from studio.ui.moderator.audit_lane import AUDIT, AuditLane
from studio.ui.moderator.chosen import Chosen
from studio.ui.moderator.held_lane import HELD, HeldLane
from studio.ui.moderator.live_lane import LIVE, LiveLane
from studio.ui.moderator.person import Person
from studio.ui.moderator.person_lane import PERSON, PersonLane
from studio.ui.moderator.questions import Questions
from studio.ui.moderator.questions_lane import QUESTIONS, QuestionsLane
from studio.ui.moderator.whisper_lane import WHISPER, WhisperLane
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel
from studio.ui.widgets.toast import Say
from studio.ui.words import tr

_MENU_GROUPS = ("message", "person")


class Workplace(QObject):
    """Builds the lanes of a window. ``book`` holds the commands that menus are made of."""

    def __init__(
        self, window: QWidget, session: Session, theme: Theme, book: CommandBook, say: Say
    ) -> None:
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._book = book
        self.feed = ChatFeed(session)
        self.team = TeamFeed(session)
        self.questions = Questions(session, self.feed)
        self.person = Person(session)
        self.audit_feed = AuditFeed(session, self.team)
        self.chosen = Chosen()
        self.acts = Acts(window, session, self.chosen, self.team, self._answer, self._to_note, say)
        self._rows: list[ActRow] = []
        self._make_lanes()
        self._connect()

    @property
    def panels(self) -> dict[str, Panel]:
        """Every lane by its name, in the order of their keys."""
        return {
            LIVE: self.live,
            HELD: self.held,
            QUESTIONS: self.asked,
            PERSON: self.who,
            WHISPER: self.whisper,
            AUDIT: self.audit,
        }

    def go(self, lane: str, message_id: str) -> None:
        """Show a message, in that lane if it stands there."""
        self.chosen.find(message_id, lane)

    def _make_lanes(self) -> None:
        session, theme, team = self._session, self._theme, self.team
        act, menu = self.acts.act, self._fill_menu
        self.live = LiveLane(session, theme, self.feed, team.marks, act, menu)
        self.held = HeldLane(
            theme,
            self.feed,
            team,
            act,
            menu,
            self._row(HELD, ("release:A", "learn:L"), ("delete:D",)),
        )
        self.asked = QuestionsLane(
            theme,
            self.questions,
            team,
            act,
            menu,
            self._row(QUESTIONS, ("answer:R", "claim:C", "hand_over:H")),
        )
        rows = (
            self._row("", ("claim:C", "hand_over:H", "answer:R")),
            self._row("", ("readmit:⇧B",), ("time_out:T", "ban:B")),
        )
        self.who = PersonLane(theme, self.person, team, act, menu, rows)
        self.whisper = WhisperLane(session, theme, team)
        self.audit = AuditLane(theme, self.audit_feed, team, partial(self.go, ""))

    def _connect(self) -> None:
        views = {
            LIVE: self.live.view,
            HELD: self.held.view,
            QUESTIONS: self.asked.view,
            PERSON: self.who.history,
        }
        for lane, view in views.items():
            self.chosen.watch(lane, view)
        self.chosen.changed.connect(self._follow)
        self.feed.changed.connect(self.chosen.refresh)
        self.questions.changed.connect(self.chosen.refresh)
        self.team.changed.connect(self._refresh_rows)
        self._session.changed.connect(self._refresh_rows)
        self.who.mark_button.clicked.connect(self._mark)

    def _row(self, lane: str, near: tuple[str, ...], apart: tuple[str, ...] = ()) -> ActRow:
        """``near`` and ``apart``: acts with their keys, as ``name:key``."""

        def made(both: str) -> RowAct:
            name, _, key = both.partition(":")
            return RowAct(
                tr(f"act_{name}"),
                key,
                partial(self._press, lane, name),
                partial(self._can, lane, name),
            )

        row = ActRow([made(one) for one in near], [made(one) for one in apart])
        self._rows.append(row)
        return row

    def _press(self, lane: str, name: str) -> None:
        if self._can(lane, name):
            self.acts.do(name)

    def _can(self, lane: str, name: str) -> bool:
        """A lane's buttons are about that lane's message and no other."""
        return (not lane or self.chosen.lane == lane) and self.acts.can(name)

    def _follow(self) -> None:
        kept = self.chosen.message
        self.team.look(self.chosen.lane, kept.message.id if kept is not None else "")
        if kept is not None:
            self.person.show(kept.message.author.actor)
        self._refresh_rows()

    def _refresh_rows(self) -> None:
        for row in self._rows:
            row.refresh()

    def _fill_menu(self, menu: QMenu, kept: RoomMessage) -> None:
        del kept  # it is the chosen one by now
        for group in _MENU_GROUPS:
            possible = [
                one for one in self._book.commands() if one.group == group and one.is_possible()
            ]
            fill_menu(menu, possible)
            menu.addSeparator()

    def _answer(self, kept: RoomMessage) -> None:
        self.live.say_line.answer(kept)

    def _to_note(self) -> None:
        self.who.to_note()

    def _mark(self) -> None:
        menu = self.acts.mark_menu(self.person.actor)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.who.mark_button
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
