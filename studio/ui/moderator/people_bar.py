"""Everyone of the team who is here, with what they look at; a click goes there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from studio.core.teamwork import Member
from studio.ui.chat.team import TeamFeed
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr

_MOST = 8
_LANES = ("live", "held", "questions", "person", "whisper", "audit")


class PeopleBar(QWidget):
    """``go(lane, message id)`` shows what somebody looks at. Each keeps their place."""

    def __init__(self, team: TeamFeed, go: Callable[[str, str], object]) -> None:
        super().__init__()
        self._team = team
        self._go = go
        self.chips: dict[str, QToolButton] = {}
        self._looks: dict[str, tuple[str, str]] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        team.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Who is here now."""
        mine = self._team.you.id if self._team.you is not None else ""
        shown = [one for one in self._team.members if one.who.id != mine][:_MOST]
        wanted = {member.who.id for member in shown}
        for gone in self.chips.keys() - wanted:
            chip = self.chips.pop(gone)
            self._row.removeWidget(chip)
            chip.deleteLater()
        for member in shown:
            self._show(member)

    def _show(self, member: Member) -> None:
        chip = self.chips.get(member.who.id)
        if chip is None:
            chip = QToolButton()
            chip.setObjectName("person")
            chip.clicked.connect(partial(self._visit, member.who.id))
            self._row.addWidget(chip)
            self.chips[member.who.id] = chip
        self._looks[member.who.id] = member.lane, member.message_id
        name = self._team.called(member.who)
        lane = tr(f"lane_{member.lane}") if member.lane in _LANES else ""
        words = f"{name} · {lane}" if lane else name
        chip.setText(words.replace("&", "&&"))
        chip.setAccessibleName(words)
        chip.setToolTip(plain_tip(tr("team_goes_there", name=name)))
        chip.setEnabled(bool(member.message_id))

    def _visit(self, who: str) -> None:
        lane, message_id = self._looks.get(who, ("", ""))
        if message_id:
            self._go(lane, message_id)
