"""A stranger's browser is told no more than all may know, and enough to do the draw's sum again."""

import json

from studio.core import fair_draw
from studio.core.engage import (
    CheckedDraw,
    DrawNow,
    DrawRules,
    DrawState,
    Mine,
    Poll,
    PollNow,
    Question,
    Winner,
)
from studio.core.room import RoomMessage
from studio.web.engage_view import mine_frame, proof_of, questions_frame, seen_draw, seen_poll
from tests.support.chat_messages import message

ANNA = "p-anna-and-some-twenty-more-signs"
SEED = bytes(range(32))


def drawn(state: DrawState = DrawState.DRAWN) -> CheckedDraw:
    """Anna and two others; who wins is what seed and list say."""
    rules, actors = DrawRules(prize="A bowl"), (ANNA, "p-ben", "p-chris")
    tickets = fair_draw.in_order(fair_draw.ticket_of("draw-a", actor) for actor in actors)
    root = fair_draw.root_of(tickets)
    draw = DrawNow(
        "draw-a",
        rules,
        fair_draw.commitment(SEED, "draw-a", rules.text()),
        1,
        state=state,
        entries=3,
        root=root,
        seed=SEED.hex(),
        winners=(Winner(ANNA, fair_draw.ticket_of("draw-a", ANNA), "Anna"),),
    )
    return CheckedDraw(draw, tickets)


def test_how_a_hidden_poll_stands_is_not_in_what_others_are_told() -> None:
    now = PollNow(Poll("poll-a", "Which?", ("A", "B"), 1, 9, is_hidden=True), (30, 40))
    assert "30" not in json.dumps(seen_poll(now, may_count=False))
    assert seen_poll(now, may_count=True)["counts"] == [30, 40]


def test_no_pseudonym_is_told_in_full() -> None:
    seen = json.dumps([seen_draw(drawn().draw), proof_of(drawn(), "p-ben")])
    assert ANNA not in seen
    assert "p-ben" not in seen
    assert seen_draw(drawn().draw)["winners"] == [{"name": "Anna", "who": ANNA[:12]}]


def test_a_proof_holds_all_that_is_needed() -> None:
    checked = drawn()
    proof = json.loads(json.dumps(proof_of(checked, "p-ben")))
    assert proof["commitment"] == fair_draw.commitment(SEED, proof["id"], proof["rules"])
    mine = proof["mine"]
    assert fair_draw.is_in(proof["root"], 3, mine["ticket"], mine["index"], mine["path"])
    assert proof_of(checked, "p-stranger")["mine"] is None
    assert proof_of(checked, "")["mine"] is None


def test_the_seed_is_told_only_when_it_is_drawn() -> None:
    assert proof_of(drawn(DrawState.FROZEN), "")["seed"] == ""
    assert proof_of(drawn(), "")["seed"] == SEED.hex()


def test_of_many_questions_twenty_are_told() -> None:
    questions = [
        Question(RoomMessage(number, message(f"why {number}", at_ms=number)), number)
        for number in range(30)
    ]
    told = questions_frame(questions)["questions"]
    assert len(told) == 20
    assert told[3] == {"id": "m-3", "name": "Anna", "text": "why 3", "votes": 3, "state": "asked"}


def test_what_one_person_did() -> None:
    frame = mine_frame(Mine(1, is_in=True, wanted=("m1",)), ANNA)
    assert (frame["vote"], frame["isIn"], frame["wanted"], frame["who"]) == (
        *(1, True, ["m1"]),
        ANNA[:12],
    )
    assert mine_frame(Mine(), "")["who"] == ""
