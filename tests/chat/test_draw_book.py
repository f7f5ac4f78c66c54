from studio.chat.draw_book import DrawBook
from studio.core.engage import DrawRules, DrawState
from studio.core.fair_draw import ticket_of
from studio.core.records import engage as rec
from studio.core.records.payload import Payload
from studio.core.records.record import Record


def follow(book: DrawBook, *steps: tuple[Payload, str]) -> None:
    for number, (payload, actor) in enumerate(steps, 1):
        book.follow(Record("show-1", number, payload, actor, id=number))


def test_it_follows_one_draw_and_passes_over_what_belongs_to_another() -> None:
    book = DrawBook()
    follow(
        book,
        (rec.DrawEntered("draw-a", "Early"), "early"),
        (rec.DrawOpened("draw-a", DrawRules(prize="A bowl").text(), "promise"), "owner"),
        (rec.DrawEntered("draw-a", "Anna"), "anna"),
        (rec.DrawEntered("draw-b", "Ben"), "ben"),
        (rec.DrawEntered("draw-a", "Chris"), "chris"),
        (rec.DrawStruck("draw-a", "chris"), ""),
        (rec.PollVoted("poll-a", 1), "anna"),
    )
    assert book.now is not None
    assert (book.now.entries, book.now.rules.prize) == (1, "A bowl")
    assert book.has_entered("anna")
    assert book.tickets() == (ticket_of("draw-a", "anna"),)
    assert book.open_draw is not None
    follow(
        book,
        (rec.DrawFrozen("draw-a", 1, "root"), ""),
        (rec.DrawEntered("draw-a", "Late"), "late"),
        (rec.DrawRevealed("draw-a", "seed", ("anna",)), "owner"),
    )
    assert book.open_draw is None
    assert book.actors() == ("anna",)
    assert book.now is not None
    assert (book.now.state, book.now.winners[0].name) == (DrawState.DRAWN, "Anna")
    assert book.past == [book.now]
    follow(book, (rec.EngagedHidden("draw-a"), "owner"))
    assert book.now is None
