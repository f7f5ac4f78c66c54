"""The lane of what was decided: who, what, to whom, when; nobody can change it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPushButton

from studio.ui.chat.team import TeamFeed
from studio.ui.moderator.act_words import audit_words, clock_words
from studio.ui.moderator.audit import AuditFeed
from studio.ui.moderator.line_list import Line, LineList
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label
from studio.ui.words import tr

AUDIT = "audit"


class AuditLane(Panel):
    """``visit(message id)`` shows what a line is about. The newest stands on top."""

    def __init__(
        self, theme: Theme, audit: AuditFeed, team: TeamFeed, visit: Callable[[str], object]
    ) -> None:
        super().__init__(tr("lane_audit"), theme)
        self._audit = audit
        self._team = team
        self._is_reading = False
        self._shown = 0
        self.filter = QLineEdit(placeholderText=tr("audit_filter"), clearButtonEnabled=True)
        self.filter.setAccessibleName(tr("audit_filter"))
        self.filter.textChanged.connect(lambda _words: self._show())
        self.list = LineList(theme, tr("lane_audit"), visit)
        self.list.near_end.connect(audit.more)
        self.list.reading_changed.connect(self._read)
        self._note = plain_label("", "empty")
        self._note.setWordWrap(True)
        self.more = QPushButton()
        self.more.setObjectName("waiting")
        self.add_part(self.more)
        self.more.clicked.connect(self.to_begin)
        self.body.addWidget(self.filter)
        self.body.addWidget(self._note)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        audit.changed.connect(self.refresh)
        self.refresh()

    def to_begin(self) -> None:
        """Back to the newest."""
        self.list.scrollToTop()
        self._show()

    def refresh(self) -> None:
        """Older ones at once; newer ones only while nobody reads."""
        newest = self._audit.lines[0].number if self._audit.lines else 0
        if self._is_reading and self._shown:
            waiting = sum(1 for line in self._audit.lines if line.number > self._shown)
            self.more.setText(tr("chat_more", count=waiting))
            self.more.setVisible(waiting > 0)
            self._show_from(self._shown)
            return
        self._show_from(newest)

    def _show(self) -> None:
        self._show_from(self._audit.lines[0].number if self._audit.lines else 0)

    def _show_from(self, newest: int) -> None:
        self._shown = newest
        if not self._audit.lines or newest == self._audit.lines[0].number:
            self.more.hide()
        typed = self.filter.text().casefold().split()
        lines = []
        for one in self._audit.lines:
            by = self._team.name_for(one.by, one.by_name) if one.by else tr("team_studio")
            words = audit_words(one, by)
            if one.number <= newest and all(part in words.casefold() for part in typed):
                line = Line(str(one.number), clock_words(one.wall_ms), words, one.message_id)
                lines.append(line)
        self.list.show_lines(lines)
        self._note.setText(tr("audit_none" if typed else "lane_audit_empty"))
        self._note.setVisible(not lines)
        self.list.setVisible(bool(lines))

    def _read(self, is_reading: bool) -> None:
        self._is_reading = is_reading
        if not is_reading:
            self._show()
