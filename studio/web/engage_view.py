"""What a stranger's browser is told of polls, questions and draws: no more than all may know."""

from collections.abc import Sequence
from typing import Any

from studio.core import fair_draw
from studio.core.engage import CheckedDraw, DrawNow, DrawState, Mine, PollNow, Question
from studio.web.chat_view import who_of
from studio.web.page_parts import Frame

_MOST_QUESTIONS = 20


def seen_poll(now: PollNow, *, may_count: bool) -> dict[str, Any]:
    """``counts`` is null for somebody who has to vote first."""
    poll = now.poll
    return {
        "id": poll.id,
        "question": poll.question,
        "options": list(poll.options),
        "closesWallMs": poll.closes_wall_ms,
        "isClosed": now.is_closed,
        "counts": list(now.counts) if may_count else None,
    }


def seen_draw(draw: DrawNow) -> dict[str, Any]:
    """Winners by their names, and by what a page tells persons apart."""
    return {
        "id": draw.id,
        "prize": draw.rules.prize,
        "keyword": draw.rules.keyword,
        "winnersCount": draw.rules.winners,
        "isForRegulars": draw.rules.is_for_regulars,
        "isForWriters": draw.rules.is_for_writers,
        "closesWallMs": draw.closes_wall_ms,
        "state": draw.state.value,
        "entries": draw.entries,
        "commitment": draw.commitment,
        "winners": [{"name": one.name, "who": who_of(one.actor)} for one in draw.winners],
    }


def questions_frame(questions: Sequence[Question]) -> Frame:
    """The first twenty of the list."""
    return {
        "type": "questions",
        "questions": [
            {
                "id": one.message.message.id,
                "name": one.message.message.author.name,
                "text": one.message.message.text,
                "votes": one.votes,
                "state": one.state.value,
            }
            for one in questions[:_MOST_QUESTIONS]
        ],
    }


def mine_frame(mine: Mine, actor: str) -> Frame:
    """What one person did, and by what a page tells them apart."""
    return {
        "type": "mine",
        "who": who_of(actor),
        "vote": mine.vote,
        "isIn": mine.is_in,
        "wanted": list(mine.wanted),
    }


def proof_of(checked: CheckedDraw, actor: str) -> dict[str, Any]:
    """All that is needed to do the sum again; ``mine``: the asker's own place in the list."""
    draw = checked.draw
    ticket = fair_draw.ticket_of(draw.id, actor) if actor else ""
    mine = None
    if ticket in checked.tickets:
        index = checked.tickets.index(ticket)
        path = fair_draw.proof_of(checked.tickets, index)
        mine = {"ticket": ticket, "index": index, "path": list(path)}
    return {
        "id": draw.id,
        "state": draw.state.value,
        "rules": draw.rules.text(),
        "commitment": draw.commitment,
        "entries": draw.entries,
        "root": draw.root,
        "seed": draw.seed if draw.state is DrawState.DRAWN else "",
        "winners": [one.ticket for one in draw.winners],
        "mine": mine,
    }
