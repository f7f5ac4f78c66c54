"""What viewers took part in before this hub began, found in the log: little of much."""

from typing import Protocol

from studio.core.records import engage as rec
from studio.core.records.engage import Wanted
from studio.core.records.record import Record

_DAY_MS = 86_400_000
_MOST_STEPS = 100
_POLL_STEPS = (rec.PollOpened, rec.PollClosed, rec.EngagedHidden)
_DRAW_STEPS = (rec.DrawOpened, rec.DrawFrozen, rec.DrawRevealed, rec.DrawCancelled)
_ENTRIES = (rec.DrawEntered, rec.DrawStruck)
_QUESTIONS = (rec.QuestionAsked, rec.QuestionWanted, rec.QuestionDecided, rec.QuestionMoved)


class Asked(Protocol):
    """The store's answers."""

    async def engaged(self, wanted: Wanted) -> list[Record]:
        """Oldest first."""
        ...


async def records_before(asked: Asked, session_id: str, now_wall_ms: int) -> list[Record]:
    """Oldest first: the last polls and draws, this show's hearts, the last day's questions.

    Of polls that are closed the votes are left out, of draws that are over all entries but those
    of the winners: how they ended is written in their last steps.
    """
    polls = await asked.engaged(Wanted(_POLL_STEPS, most=_MOST_STEPS))
    draws = await asked.engaged(Wanted(_DRAW_STEPS, most=_MOST_STEPS))
    found = [*polls, *draws]
    poll_id = _last(
        [one.payload.poll_id for one in polls if isinstance(one.payload, rec.PollOpened)]
    )
    if poll_id:
        found += await asked.engaged(Wanted((rec.PollVoted,), (poll_id,), most=200_000))
    draw_id = _last(
        [one.payload.draw_id for one in draws if isinstance(one.payload, rec.DrawOpened)]
    )
    if draw_id:
        found += await asked.engaged(Wanted(_ENTRIES, (draw_id,), most=200_000))
    winners = {
        actor
        for one in draws
        if isinstance(one.payload, rec.DrawRevealed) and one.payload.draw_id != draw_id
        for actor in one.payload.winners
    }
    if winners:
        entered = await asked.engaged(Wanted((rec.DrawEntered,), actors=winners))
        found += [one for one in entered if getattr(one.payload, "draw_id", "") != draw_id]
    found += await asked.engaged(Wanted((rec.HeartsGiven,), session_id=session_id))
    found += await asked.engaged(Wanted(_QUESTIONS, since_wall_ms=now_wall_ms - _DAY_MS))
    return sorted(found, key=lambda record: record.id)


async def records_of_draw(asked: Asked, draw_id: str) -> list[Record]:
    """All of one draw, for whoever checks it."""
    return await asked.engaged(Wanted((*_DRAW_STEPS, *_ENTRIES), (draw_id,), most=200_000))


def _last(ids: list[str]) -> str:
    return ids[-1] if ids else ""
