from collections.abc import Container

from studio.core.messages.events import ChatCounted, PinChanged
from studio.core.pins import Pin
from studio.core.room import ChatCounts
from studio.web.page_parts import Frame
from studio.web.pin_page import PinPage
from tests.support.room_messages import room_message


class Pages:
    """Every open page."""

    def __init__(self) -> None:
        self.told: list[Frame] = []

    def tell_all(self, frame: Frame) -> None:
        self.told.append(frame)

    def tell_one(self, actor: str, frame: Frame) -> None:
        raise AssertionError(f"{actor} is told {frame} alone")

    def tell_some(self, actors: Container[str], frame: Frame) -> None:
        raise AssertionError(f"{actors} are told {frame} alone")


def test_who_opens_the_page_hears_what_is_pinned() -> None:
    pinned: list[Pin | None] = [None]
    part = PinPage(lambda: pinned[0])
    assert part.greeting("") == ({"type": "pinned", "message": None},)
    pinned[0] = Pin(room_message(1, "still 2 left"), "mo")
    (frame,) = part.greeting("p-anna")
    assert frame["message"]["parts"] == [["text", "still 2 left"]]


def test_pages_hear_of_another_pin_and_nothing_of_who_pinned_it() -> None:
    part, pages = PinPage(lambda: None), Pages()
    part.hear(PinChanged(Pin(room_message(1, "hello"), "secret-moderator")), pages)
    part.hear(PinChanged(Pin(room_message(1), "mo", is_on_page=False)), pages)
    part.hear(PinChanged(), pages)
    part.hear(ChatCounted(ChatCounts()), pages)
    assert [frame["type"] for frame in pages.told] == ["pinned"] * 3
    assert [frame["message"] is None for frame in pages.told] == [False, True, True]
    assert "secret-moderator" not in str(pages.told)
