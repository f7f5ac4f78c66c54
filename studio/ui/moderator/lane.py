"""A lane: a list of messages that stands still while it is read, and what is said around it."""

from PySide6.QtWidgets import QPushButton, QWidget

from studio.ui.chat.standing import StandingList
from studio.ui.chat.view import MessageView
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr


class Lane(Panel):
    """``lane_id`` names it for the team and in the memory; ``empty`` is said while it is.

    How many wait is said in the heading, so that nothing moves when it comes.
    """

    def __init__(
        self, lane_id: str, title: str, theme: Theme, messages: StandingList, view: MessageView
    ) -> None:
        super().__init__(title, theme)
        self.lane_id = lane_id
        self.messages = messages
        self.view = view
        self.empty = ""
        self._title = title
        self._note = plain_label("", "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.more.setObjectName("waiting")
        self.add_part(self.more)
        view.setModel(messages.model)
        view.reading_changed.connect(self._pause)
        messages.model.rowsInserted.connect(lambda *_rows: self.refresh())
        messages.model.rowsRemoved.connect(lambda *_rows: self.refresh())
        messages.model.modelReset.connect(self.refresh)
        self.more.clicked.connect(self.to_end)

    def fill(self, above: tuple[QWidget, ...] = (), below: tuple[QWidget, ...] = ()) -> None:
        """Lay it out, with these over and under the list."""
        for widget in above:
            self.body.addWidget(widget)
        self.body.addWidget(self._note)
        self.body.addWidget(self.view, 1)
        self.body.addStretch(0)
        for widget in below:
            self.body.addWidget(widget)
        self.refresh()

    def to_end(self) -> None:
        """Show what waits."""
        self.messages.pause(False)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        unseen = self.messages.unseen
        self.more.setVisible(unseen > 0)
        self.more.setText(tr("chat_more", count=unseen))
        is_empty = self.view.model().rowCount() == 0
        self._note.setText(self.empty_words())
        self._note.setVisible(is_empty)
        self.view.setVisible(not is_empty)
        self.set_count(self.messages.count)

    def empty_words(self) -> str:
        """What is said while there is nothing."""
        return self.empty

    def set_count(self, count: int) -> None:
        """How many there are, beside the title of a lane that is worked through."""
        del count

    def count_in_title(self, count: int) -> None:
        """Title and number."""
        words = f"{self._title}  {count}" if count else self._title
        if self.title != words:
            self.set_title(words)

    def _pause(self, is_paused: bool) -> None:
        if self.messages.pause(is_paused):
            self.refresh()
