"""What the team says among itself; viewers never see it."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from studio.core.chat import MOST_CHARACTERS
from studio.core.messages.requests import WhisperTeam
from studio.core.messages.results import Result
from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.act_words import clock_words
from studio.ui.moderator.line_list import Line, LineList
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

WHISPER = "whisper"


class WhisperLane(Panel):
    """The newest stands below; while somebody reads above, it says how many came."""

    def __init__(self, session: Session, theme: Theme, team: TeamFeed) -> None:
        super().__init__(tr("lane_whisper"), theme)
        self._session = session
        self._team = team
        self._is_reading = False
        self._seen = 0
        self.list = LineList(theme, tr("lane_whisper"), is_from_end=True)
        self.list.reading_changed.connect(self._read)
        self._note = plain_label(tr("lane_whisper_empty"), "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.more.setObjectName("waiting")
        self.add_part(self.more)
        self.more.clicked.connect(self.to_end)
        self.line = QLineEdit(placeholderText=tr("whisper_say"), maxLength=MOST_CHARACTERS)
        self.line.setAccessibleName(tr("whisper_say"))
        self.line.returnPressed.connect(self.say)
        self.send = QPushButton(tr("chat_send"))
        self.send.clicked.connect(self.say)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.send)
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.addWidget(below)
        team.whispered.connect(self.refresh)
        session.changed.connect(self._open)
        self.refresh()
        self._open()

    def say(self) -> None:
        """Tell the team; the words stay in the line when that fails."""
        text = self.line.text().strip()
        if not text:
            return

        def done(_result: Result) -> None:
            self.line.clear()

        self._session.ask(WhisperTeam(text), done)

    def to_end(self) -> None:
        """Back to the newest."""
        self.list.scrollToBottom()
        self._read(False)

    def refresh(self) -> None:
        """Show what was said, unless somebody reads."""
        whispers = self._team.whispers
        waiting = len(whispers) - self._seen
        self.more.setVisible(self._is_reading and waiting > 0)
        self.more.setText(tr("chat_more", count=waiting))
        if self._is_reading and self._seen:
            return
        self._seen = len(whispers)
        self.list.show_lines(
            [
                Line(
                    one.id,
                    clock_words(one.sent_wall_ms),
                    f"{self._team.name_for(one.by, one.name)}: {one.text}",
                )
                for one in whispers
            ]
        )
        self._note.setVisible(not whispers)
        self.list.setVisible(bool(whispers))

    def _read(self, is_reading: bool) -> None:
        self._is_reading = is_reading
        self.refresh()

    def _open(self) -> None:
        for widget in (self.line, self.send):
            widget.setEnabled(self._session.state.is_connected)
