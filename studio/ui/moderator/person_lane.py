"""The lane of one person: who they are, what they wrote, what the team noted, marked and did."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QTabWidget, QVBoxLayout, QWidget

from studio.core.chat import MessageState
from studio.core.messages.results import PersonCard
from studio.core.room import MessageChange, RoomMessage
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.model import ChatModel
from studio.ui.chat.standing import StandingList
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.view import DoAct, MessageView, ShowMenu
from studio.ui.moderator.act_row import ActRow
from studio.ui.moderator.act_words import audit_words, clock_words
from studio.ui.moderator.line_list import Line, LineList
from studio.ui.moderator.person import Person
from studio.ui.moderator.person_words import (
    count_words,
    platform_words,
    role_words,
    standing_words,
)
from studio.ui.theme import TEXT_PX, Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

PERSON = "person"
_NOTE_CHARACTERS = 1000


class PersonLane(Panel):
    """``acts`` stay at the lower edge whatever is said above them."""

    def __init__(
        self,
        theme: Theme,
        person: Person,
        team: TeamFeed,
        act: DoAct,
        show_menu: ShowMenu,
        acts: tuple[ActRow, ...],
    ) -> None:
        super().__init__(tr("lane_person"), theme)
        self._person = person
        self._team = team
        self.acts = acts
        self.least_px = max(row.least_px for row in acts)
        self.mark_button = QPushButton()
        self.note = QLineEdit(placeholderText=tr("person_note"), maxLength=_NOTE_CHARACTERS)
        self.note.setAccessibleName(tr("person_note"))
        self.note.editingFinished.connect(lambda: person.note(self.note.text()))
        self.history = MessageView(
            theme, tr("person_history"), act, RowStyle(TEXT_PX), show_menu=show_menu
        )
        self._messages = StandingList(ChatModel(MessageState))
        self.history.setModel(self._messages.model)
        self.history.reading_changed.connect(self._messages.pause)
        self.done = LineList(theme, tr("person_acts"))
        self._empty = plain_label("", "empty")
        self._empty.setWordWrap(True)
        self._card = self._make_card()
        self.body.addWidget(self._empty)
        self.body.addWidget(self._card, 1)
        self.body.addStretch(0)
        for row in acts:
            self.body.addWidget(row)
        person.changed.connect(self.refresh)
        team.changed.connect(self.refresh)
        self._shown = ""
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        card = self._person.card
        self._card.setVisible(card is not None)
        self._empty.setVisible(card is None)
        self._empty.setText(self._empty_words())
        if card is not None:
            self._show(card)
        for row in self.acts:
            row.refresh()

    def to_note(self) -> None:
        """Write a note."""
        self.note.setFocus()
        self.note.selectAll()

    def _show(self, card: PersonCard) -> None:
        self._name.setText(card.name or tr("chat_nobody"))
        parts = [platform_words(card.platforms), role_words(card.roles)]
        self._about.setText(" · ".join(part for part in parts if part))
        standing = standing_words(card.standing)
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        self._counts.setText(count_words(card))
        mark = tr(f"mark_{card.mark.value}")
        self.mark_button.setText(f"{mark}  M")
        self.mark_button.setAccessibleName(tr("person_mark", mark=mark))
        if card.actor != self._shown or not self.note.hasFocus():
            self.note.setText(card.note)
        if card.actor != self._shown:
            self._messages.pause(False)
            self._messages.set(card.history)
            self.history.scrollToBottom()
        else:
            self._messages.change([_state_of(one) for one in card.history])
            self._messages.add(card.history)
        self._shown = card.actor
        self.done.show_lines(
            [
                Line(
                    str(one.number),
                    clock_words(one.wall_ms),
                    audit_words(one, self._team.name_for(one.by, one.by_name)),
                    one.message_id,
                )
                for one in card.acts
            ]
        )

    def _empty_words(self) -> str:
        if not self._person.actor:
            return tr("person_none")
        return tr("person_failed" if self._person.has_failed else "person_loading")

    def _make_card(self) -> QWidget:
        card = QWidget()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        self._name = plain_label("", "name")
        self._about = plain_label("", "quiet")
        self._standing = plain_label("", "quiet")
        self._standing.setProperty("tone", "warning")
        self._counts = plain_label("", "quiet")
        for label in (self._name, self._about, self._standing, self._counts):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            label.setContentsMargins(8, 0, 8, 0)
            rows.addWidget(label)
        noted = QHBoxLayout()
        noted.addWidget(self.note, 1)
        noted.addWidget(self.mark_button)
        rows.addLayout(noted)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.history, tr("person_history"))
        self.tabs.addTab(self.done, tr("person_acts"))
        self.tabs.tabBar().setAccessibleName(tr("person_tabs"))
        rows.addWidget(self.tabs, 1)
        return card


def _state_of(kept: RoomMessage) -> MessageChange:
    return MessageChange(kept.message.id, kept.state, kept.decided_by, None, kept.decided_by_name)
