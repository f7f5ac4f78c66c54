"""The line to say something to everybody, or to answer somebody."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.core.chat import MOST_CHARACTERS
from studio.core.messages.requests import SendMessage
from studio.core.messages.results import Result
from studio.core.room import RoomMessage
from studio.ui.chat.emote_button import EmoteButton
from studio.ui.chat.wording import line_of
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr


class SayLine(QWidget):
    """``answered(message id)`` once an answer was taken."""

    answered = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.reply_to: RoomMessage | None = None
        self._whom = plain_label("", "quiet")
        self._whom.setMinimumWidth(40)
        self._drop = tool_button("remove", tr("chat_answer_not"), theme, self.clear_answer)
        self.line = QLineEdit(placeholderText=tr("chat_say"), maxLength=MOST_CHARACTERS)
        self.line.setAccessibleName(tr("chat_say"))
        self.line.installEventFilter(self)
        self.line.returnPressed.connect(self.say)
        self.emotes = EmoteButton(self.line)
        self.send = QPushButton(tr("chat_send"))
        self.send.clicked.connect(self.say)
        self._above = QWidget()
        above = QHBoxLayout(self._above)
        above.setContentsMargins(8, 0, 0, 0)
        above.setSpacing(4)
        above.addWidget(self._whom, 1)
        above.addWidget(self._drop)
        below = QHBoxLayout()
        below.addWidget(self.line, 1)
        below.addWidget(self.emotes)
        below.addWidget(self.send)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self._above)
        rows.addLayout(below)
        self._above.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape in the line: no answer, then an empty line."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.reply_to is not None
        ):
            self.clear_answer()
            return True
        return super().eventFilter(watched, event)

    def answer(self, kept: RoomMessage) -> None:
        """What is written next answers that message."""
        self.reply_to = kept
        words = tr("chat_answers", message=line_of(kept))
        room_px = max(120, self.width() - 48)
        cut = self._whom.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room_px)
        self._whom.setText(cut)
        self._whom.setToolTip(plain_tip(line_of(kept)))
        self._above.show()
        self.line.setFocus()

    def clear_answer(self) -> None:
        """What is written next is for everybody."""
        self.reply_to = None
        self._above.hide()

    def say(self) -> None:
        """Send what stands in the line; it stays there when that fails."""
        text = self.line.text().strip()
        if not text:
            return
        reply_to = self.reply_to.message.id if self.reply_to is not None else ""

        def done(_result: Result) -> None:
            self.line.clear()
            self.clear_answer()
            if reply_to:
                self.answered.emit(reply_to)

        self._session.ask(SendMessage(text, reply_to), done)

    def set_open(self, is_open: bool) -> None:
        """Whether anybody would hear it."""
        self.line.setEnabled(is_open)
        self.send.setEnabled(is_open)
        self.emotes.setEnabled(is_open)
