import msgspec
import pytest

from studio.core.overlay import (
    MOST_CARDS,
    AnyCard,
    Cards,
    DrawCard,
    MessageCard,
    NoteCard,
    Place,
    PollCard,
    PollOption,
)

ONE_OF_EACH: list[AnyCard] = [
    MessageCard("pin", "还有红色的吗？", "小明", amount="¥ 30.00"),
    PollCard("poll", "Which?", (PollOption("Celadon", 3), PollOption("Tenmoku"))),
    DrawCard("draw", "A bowl", keyword="bowl", ends_wall_ms=9, winners=("Anna",)),
    NoteCard("note", "Back soon"),
]


@pytest.mark.parametrize("card", ONE_OF_EACH, ids=lambda card: type(card).__name__)
def test_a_card_goes_over_the_link_as_it_is(card: AnyCard) -> None:
    assert msgspec.json.decode(msgspec.json.encode(card), type=AnyCard) == card


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "message", "id": "a", "text": "x" * 501},
        {"kind": "message", "id": "", "text": "x"},
        {"kind": "poll", "id": "a", "question": "q", "options": [{"text": "x"}] * 7},
        {"kind": "poll", "id": "a", "question": "q", "options": [{"text": "x", "votes": -1}]},
        {"kind": "note", "id": "a", "title": "t", "html": "<b>"},
        {"kind": "web", "id": "a"},
    ],
)
def test_what_is_too_much_or_unknown_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields, AnyCard)


def test_no_more_cards_than_a_picture_has_room_for() -> None:
    many = [msgspec.to_builtins(NoteCard(f"n{number}", "x")) for number in range(MOST_CARDS + 1)]
    assert len(msgspec.convert(many[:-1], Cards)) == MOST_CARDS
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(many, Cards)


def test_half_of_the_places_are_at_the_top() -> None:
    assert sum(place.is_top for place in Place) == len(Place) / 2
