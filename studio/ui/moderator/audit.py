"""What was decided, read from the audit chain page by page, newest first."""

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.messages.requests import GetAudit
from studio.core.messages.results import AuditPage, Result
from studio.core.teamwork import AuditLine
from studio.ui.chat.team import TeamFeed
from studio.ui.session import Session

_SOON_MS = 200
_PAGE = 50
MOST_LINES = 2_000


class AuditFeed(QObject):
    """``changed`` when there are other lines. At most 2,000 are kept; the oldest of them go."""

    changed = Signal()

    def __init__(self, session: Session, team: TeamFeed) -> None:
        super().__init__()
        self._session = session
        self.lines: list[AuditLine] = []
        self.has_more = False
        self.is_known = False
        self._is_asking = False
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask_newest)
        team.acted.connect(self._soon.start)
        team.marked.connect(lambda _actor: self._soon.start())
        session.changed.connect(self._follow)
        self._follow()

    def more(self) -> None:
        """Older ones."""
        if self.has_more and not self._is_asking and len(self.lines) < MOST_LINES:
            self._is_asking = True
            request = GetAudit(self.lines[-1].number, _PAGE)
            self._session.ask_quietly(request, self._take_older, self._missed)

    def _follow(self) -> None:
        if not self._session.state.is_connected:
            self.is_known = False
        elif not self.is_known and not self._soon.isActive():
            self._soon.start()

    def _ask_newest(self) -> None:
        self._session.ask_quietly(GetAudit(0, _PAGE), self._take_newest, self._missed)

    def _missed(self) -> None:
        self._is_asking = False

    def _take_newest(self, result: Result) -> None:
        if not isinstance(result, AuditPage):
            return
        self.is_known = True
        oldest = result.lines[-1].number if result.lines else 0
        known = [line for line in self.lines if line.number < oldest]
        # With a gap between them the older ones are asked for again.
        is_joined = bool(self.lines) and oldest <= self.lines[0].number
        older = known if is_joined else []
        self.lines = [*result.lines, *older][:MOST_LINES]
        if not older:
            self.has_more = result.has_more
        self.changed.emit()

    def _take_older(self, result: Result) -> None:
        self._is_asking = False
        if not isinstance(result, AuditPage):
            return
        last = self.lines[-1].number if self.lines else 0
        self.lines += [line for line in result.lines if line.number < last or not last]
        self.has_more = result.has_more
        self.changed.emit()
