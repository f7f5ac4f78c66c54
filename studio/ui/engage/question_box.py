"""Questions in the panel: accepted ones in their order, then the most wanted; a key an act."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from studio.core.engage import Question, QuestionState
from studio.core.messages.requests import DecideQuestion, MoveQuestion, PinMessage
from studio.ui.engage.box import Box
from studio.ui.engage.feed import EngageFeed
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.words import tr

_LIST_PX = 132
_ID = Qt.ItemDataRole.UserRole
_KEYS = {
    Qt.Key.Key_A: QuestionState.ACCEPTED,
    Qt.Key.Key_N: QuestionState.ANSWERED,
    Qt.Key.Key_D: QuestionState.DISMISSED,
}


class QuestionBox(Box):
    """The list stands still while the pointer is over it."""

    def __init__(self, session: Session, theme: Theme, feed: EngageFeed) -> None:
        super().__init__(tr("questions"))
        self._session = session
        self._feed = feed
        self._shown: tuple[Question, ...] = ()
        self.none = plain_label(tr("questions_none"), "quiet")
        self.none.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("questions"))
        self.list.setToolTip(tr("questions_keys"))
        self.list.setMinimumHeight(_LIST_PX)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.installEventFilter(self)
        self.list.itemSelectionChanged.connect(self._show_acts)
        self.rows.addWidget(self.none)
        self.rows.addWidget(self.list)
        self.acts = {
            state: self.button(tr(f"question_{state.value}_act"), partial(self.decide, state))
            for state in _KEYS.values()
        }

        self.pin_act = tool_button("pin", tr("question_pin_act"), theme, self.pin)
        self.buttons.addWidget(self.pin_act)

    def show_now(self) -> None:
        """As it is known."""
        questions = self._feed.questions
        self.none.setVisible(not questions)
        self.list.setVisible(bool(questions))
        for button in (*self.acts.values(), self.pin_act):
            button.setVisible(bool(questions))
        self.note.setText(str(len(questions)) if questions else "")
        is_other_order = _ids(questions) != _ids(self._shown)
        if questions == self._shown or (is_other_order and self._is_read()):
            return
        self._shown = questions
        self._fill(is_other_order)
        self._show_acts()

    def chosen(self) -> Question | None:
        """The one that acts are about."""
        items = self.list.selectedItems()
        message_id = items[0].data(_ID) if items else ""
        return next((one for one in self._shown if _id(one) == message_id), None)

    def decide(self, state: QuestionState) -> None:
        """Accept, answer or dismiss the chosen one."""
        question = self.chosen()
        if question is not None:
            self._session.ask(DecideQuestion(_id(question), state))

    def pin(self) -> None:
        """The chosen one, or else the next, onto the picture and the page."""
        question = self.chosen() or self._feed.shown.next_question
        if question is not None:
            self._session.ask(PinMessage(_id(question)))

    def answer_next(self) -> None:
        """The first accepted one is answered."""
        following = self._feed.shown.next_question
        if following is not None:
            self._session.ask(DecideQuestion(_id(following), QuestionState.ANSWERED))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the list, and the pointer leaving it."""
        if event.type() is QEvent.Type.Leave:
            self.show_now()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _KEYS and not is_ctrl:
            self.decide(_KEYS[key])
            return True
        if key is Qt.Key.Key_P and not is_ctrl:
            self.pin()
            return True
        if is_ctrl and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key is Qt.Key.Key_Up else 1)
            return True
        return False

    def _move(self, by: int) -> None:
        question = self.chosen()
        accepted = [_id(one) for one in self._shown if one.state is QuestionState.ACCEPTED]
        if question is None or _id(question) not in accepted:
            return
        place = accepted.index(_id(question)) + by
        if 0 <= place < len(accepted):
            self._session.ask(MoveQuestion(_id(question), place))

    def _is_read(self) -> bool:
        return self.list.isVisible() and self.list.underMouse()

    def _fill(self, is_other_order: bool) -> None:
        chosen = self.chosen_id()
        if is_other_order:
            self.list.clear()
            for _ in self._shown:
                self.list.addItem(QListWidgetItem())
        for row, question in enumerate(self._shown):
            item = self.list.item(row)
            item.setData(_ID, _id(question))
            item.setText(_line(question, is_next=row == 0))
            if _id(question) == chosen:
                self.list.setCurrentItem(item)

    def chosen_id(self) -> str:
        """Its id; empty when none is chosen."""
        items = self.list.selectedItems()
        return str(items[0].data(_ID)) if items else ""

    def _show_acts(self) -> None:
        question = self.chosen()
        for state, button in self.acts.items():
            button.setEnabled(question is not None and question.state is not state)


def _id(question: Question) -> str:
    return question.message.message.id


def _ids(questions: tuple[Question, ...]) -> list[str]:
    return [_id(one) for one in questions]


def _line(question: Question, *, is_next: bool) -> str:
    message = question.message.message
    name = message.author.name or tr("draw_someone")
    line = f"▲ {question.votes}  {name}: {message.text}"
    if question.state is not QuestionState.ACCEPTED:
        return line
    return f"{tr('question_next' if is_next else 'question_accepted')}  {line}"
