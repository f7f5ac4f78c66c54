from dataclasses import dataclass, field

import pytest

from studio.chat.pinning import Pinning
from studio.core.chat import MessageState
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages.events import Event, MessagesChanged, PicturePartsSet, PinChanged
from studio.core.messages.pin_requests import PinMessage
from studio.core.pins import PictureParts, Pin
from studio.core.records.payload import Payload
from studio.core.records.pins import (
    MessagePinned,
    MessageUnpinned,
    PicturePartsChanged,
    Unpinning,
)
from studio.core.room import MessageChange, RoomMessage
from tests.fakes.virtual_clock import VirtualClock
from tests.support.room_messages import room_message

NS_PER_S = 1_000_000_000
GONE = MessagesChanged((MessageChange("m1", MessageState.DELETED, "mo"),))


@dataclass
class Stand:
    """Pinning over messages in a dictionary; what was kept and told stands in one list."""

    clock: VirtualClock = field(default_factory=VirtualClock)
    messages: dict[str, RoomMessage] = field(default_factory=dict)
    happened: list[Payload | Event] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pinning = Pinning(self, self.keep, self.clock, self.happened.append)
        for number in (1, 2):
            self.messages[f"m{number}"] = room_message(number, f"words {number}")

    async def message(self, message_id: str) -> RoomMessage | None:
        return self.messages.get(message_id)

    async def stored(self, message_id: str) -> RoomMessage | None:
        return self.messages.get(message_id)

    async def keep(self, payload: Payload, actor: str) -> int:
        self.happened.append(payload)
        self.actors.append(actor)
        return len(self.happened)


@pytest.fixture
def stand() -> Stand:
    return Stand()


async def test_it_is_kept_before_anybody_is_told(stand: Stand) -> None:
    await stand.pinning.put(PinMessage("m1", is_on_page=False, seconds=60), "mo")
    until_ms = stand.clock.wall_ms() + 60_000
    kept, told = stand.happened
    assert kept == MessagePinned("m1", is_on_picture=True, until_wall_ms=until_ms)
    assert told == PinChanged(Pin(stand.messages["m1"], "mo", True, False, until_ms))
    assert stand.actors == ["mo"]


async def test_another_one_takes_its_place_and_taking_down_is_kept(stand: Stand) -> None:
    await stand.pinning.put(PinMessage("m1"), "mo")
    await stand.pinning.put(PinMessage("m2"), "mo")
    assert stand.pinning.pin is not None
    assert stand.pinning.pin.message.message.id == "m2"
    await stand.pinning.take_down("owner")
    await stand.pinning.take_down("owner")  # there is nothing any more
    assert stand.happened[-2:] == [MessageUnpinned("m2"), PinChanged()]
    assert stand.actors == ["mo", "mo", "owner"]


async def test_what_not_everybody_sees_is_not_pinned(stand: Stand) -> None:
    stand.messages["held"] = room_message(3, state=MessageState.HELD)
    stand.messages["erased"] = room_message(4, "", "")
    for message_id in ("held", "erased"):
        with pytest.raises(BadInputError, match="everybody sees"):
            await stand.pinning.put(PinMessage(message_id), "mo")
    with pytest.raises(NotFoundError):
        await stand.pinning.put(PinMessage("nobody"), "mo")
    with pytest.raises(BadInputError, match="picture, the page"):
        await stand.pinning.put(PinMessage("m1", is_on_picture=False, is_on_page=False), "mo")
    assert stand.happened == []


async def test_a_message_deleted_while_it_is_written_down_is_never_shown(stand: Stand) -> None:
    class Slow(Stand):
        async def keep(self, payload: Payload, actor: str) -> int:
            self.messages["m1"] = room_message(1, state=MessageState.DELETED)
            return await super().keep(payload, actor)

    slow = Slow()
    with pytest.raises(BadInputError, match="deleted"):
        await slow.pinning.put(PinMessage("m1"), "mo")
    assert slow.pinning.pin is None
    assert slow.happened[-1] == MessageUnpinned("m1", Unpinning.NOT_VISIBLE)
    assert not any(isinstance(one, PinChanged) for one in slow.happened)


async def test_a_deleted_one_is_gone_before_that_is_kept(stand: Stand) -> None:
    await stand.pinning.put(PinMessage("m1"), "mo")
    other = MessagesChanged((MessageChange("m2", MessageState.DELETED),))
    again = MessagesChanged((MessageChange("m1", MessageState.VISIBLE),))
    assert stand.pinning.hear(other) is None
    assert stand.pinning.hear(again) is None
    assert stand.pinning.hear(GONE) == MessageUnpinned("m1", Unpinning.NOT_VISIBLE)
    assert stand.pinning.pin is None
    assert stand.happened[-1] == PinChanged()
    assert stand.pinning.hear(GONE) is None


async def test_its_time_ends(stand: Stand) -> None:
    await stand.pinning.put(PinMessage("m1", seconds=30), "mo")
    stand.clock.advance(29 * NS_PER_S)
    assert stand.pinning.over_now() is None
    stand.clock.advance(NS_PER_S)
    assert stand.pinning.over_now() == MessageUnpinned("m1", Unpinning.TIME_OVER)
    assert stand.pinning.over_now() is None


async def test_who_is_erased_is_on_the_picture_no_more(stand: Stand) -> None:
    await stand.pinning.put(PinMessage("m1"), "mo")
    assert await stand.pinning.erased_now() is None
    stand.messages["m1"] = room_message(1, "", "")
    assert await stand.pinning.erased_now() == MessageUnpinned("m1", Unpinning.ERASED)
    assert stand.pinning.pin is None
    assert await stand.pinning.erased_now() is None


async def test_the_next_hub_takes_up_what_the_log_says(stand: Stand) -> None:
    pinned = MessagePinned("m1", is_on_picture=True)
    await stand.pinning.take_up(pinned, PicturePartsChanged(has_polls=False), "mo")
    assert stand.pinning.pin == Pin(stand.messages["m1"], "mo", True, False)
    assert stand.pinning.parts == PictureParts(has_polls=False)
    assert stand.happened == []


@pytest.mark.parametrize(
    "last",
    [
        None,
        MessageUnpinned("m1"),
        MessagePinned("gone", is_on_page=True),
        MessagePinned("deleted", is_on_page=True),
        MessagePinned("m1", is_on_page=True, until_wall_ms=5),
    ],
)
async def test_what_is_over_is_not_taken_up(stand: Stand, last: Payload | None) -> None:
    stand.messages["deleted"] = room_message(3, state=MessageState.DELETED)
    await stand.pinning.take_up(last, None, "mo")
    assert stand.pinning.pin is None
    assert stand.pinning.parts == PictureParts()


async def test_parts_are_kept_and_told_once(stand: Stand) -> None:
    parts = PictureParts(has_draws=False)
    await stand.pinning.show_parts(parts, "mo")
    await stand.pinning.show_parts(parts, "mo")
    assert stand.happened == [PicturePartsChanged(has_draws=False), PicturePartsSet(parts)]
