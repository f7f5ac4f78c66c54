"""The lane of questions: who has which, and what was answered while the list stood still."""

from studio.core.room import RoomMessage
from studio.ui.chat.delegate import RowStyle
from studio.ui.chat.team import TeamFeed
from studio.ui.chat.view import DoAct, MessageView, ShowMenu
from studio.ui.chat.wording import tip_of
from studio.ui.moderator.act_row import ActRow
from studio.ui.moderator.lane import Lane
from studio.ui.moderator.questions import Questions
from studio.ui.theme import TEXT_PX, Theme
from studio.ui.words import tr

QUESTIONS = "questions"


class QuestionsLane(Lane):
    """The oldest stands on top: whoever waits longest is answered first."""

    def __init__(
        self,
        theme: Theme,
        questions: Questions,
        team: TeamFeed,
        act: DoAct,
        show_menu: ShowMenu,
        acts: ActRow,
    ) -> None:
        self._questions = questions
        self._team = team
        style = RowStyle(TEXT_PX, self.stands, team.marks)
        view = MessageView(
            theme, tr("lane_questions"), act, style, is_from_end=False, show_menu=show_menu
        )
        super().__init__(QUESTIONS, tr("lane_questions"), theme, questions.list, view)
        self.empty = tr("lane_questions_empty")
        self.acts = acts
        self.least_px = acts.least_px
        self.fill(below=(acts,))
        questions.changed.connect(self.refresh)

    def set_count(self, count: int) -> None:
        """How many wait for an answer."""
        self.count_in_title(count)

    def stands(self, kept: RoomMessage) -> str:
        """When it was asked, and what is done about it."""
        when = tip_of(kept)
        if self._questions.is_answered(kept.message.id):
            return tr("question_answered", time=when)
        holder = self._team.holder_of(kept.message.id)
        if holder:
            return tr("question_claimed", time=when, name=self._team.name_for(holder))
        return tr("question_asked", time=when)
