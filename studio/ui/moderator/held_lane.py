"""The lane of what waits for a decision: why, since when, and what can be done."""

from studio.core.chat import MessageState
from studio.core.room import RoomMessage
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.feed import ChatFeed
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.view import DoAct, MessageView, ShowMenu
from studio.ui.chat.wording import rule_words, tip_of
from studio.ui.moderator.act_row import ActRow
from studio.ui.moderator.lane import Lane
from studio.ui.theme import TEXT_PX, Theme
from studio.ui.words import tr

HELD = "held"
_DECIDED = {
    MessageState.VISIBLE: "held_released",
    MessageState.DELETED: "held_deleted",
    MessageState.DROPPED: "held_deleted",
}


class HeldLane(Lane):
    """The oldest stands on top: whoever waits longest is decided first."""

    def __init__(
        self,
        theme: Theme,
        feed: ChatFeed,
        team: TeamFeed,
        act: DoAct,
        show_menu: ShowMenu,
        acts: ActRow,
    ) -> None:
        self._team = team
        style = RowStyle(TEXT_PX, self.why, team.marks)
        view = MessageView(
            theme, tr("lane_held"), act, style, is_from_end=False, show_menu=show_menu
        )
        super().__init__(HELD, tr("lane_held"), theme, feed.held_list, view)
        self.empty = tr("lane_held_empty")
        self.acts = acts
        self.least_px = acts.least_px
        self.fill(below=(acts,))
        feed.changed.connect(self.refresh)

    def set_count(self, count: int) -> None:
        """How many wait."""
        self.count_in_title(count)

    def why(self, kept: RoomMessage) -> str:
        """Which rule held it and when; or who decided, while it still stands here."""
        key = _DECIDED.get(kept.state)
        if key is not None:
            return tr(key, name=self._team.name_for(kept.decided_by, kept.decided_by_name))
        return tr("held_why", rule=rule_words(kept.rule), time=tip_of(kept))
