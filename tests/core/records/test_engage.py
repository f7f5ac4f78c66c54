from studio.core.records import engage as rec
from studio.core.records.record import join, split


def test_the_name_of_an_entrant_is_personal_and_their_entry_is_not() -> None:
    public, personal = split(rec.DrawEntered("draw-a", "Anna"))
    assert b"Anna" not in public
    assert b"Anna" in personal
    assert join("draw_entered", public, b"") == rec.DrawEntered("draw-a")


def test_what_a_person_decides_is_in_the_chain_and_what_viewers_do_is_not() -> None:
    audited = {kind.__name__ for kind in rec.AnyEngaged.__args__ if kind.is_audited}
    assert audited == {
        *("PollOpened", "PollClosed", "QuestionDecided"),
        *("DrawOpened", "DrawStruck", "DrawFrozen", "DrawRevealed", "DrawCancelled"),
    }


def test_what_is_asked_of_the_log_is_everything_unless_it_is_said() -> None:
    wanted = rec.Wanted((rec.PollVoted,))
    assert (wanted.things, wanted.actors, wanted.session_id) == ((), (), "")
    assert wanted.most > 0
