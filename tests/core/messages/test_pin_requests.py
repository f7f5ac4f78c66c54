import msgspec
import pytest

from studio.core.messages import requests as ask
from studio.core.overlay import NoteCard
from studio.core.pins import PictureParts

ONE_OF_EACH = [
    ask.PinMessage("m-1", is_on_picture=False, seconds=30),
    ask.Unpin(),
    ask.GetPinned(),
    ask.SetPictureParts(PictureParts(has_polls=False)),
    ask.ShowOverlay((NoteCard("n", "Back soon"),), is_at_once=True),
]


@pytest.mark.parametrize("request_", ONE_OF_EACH, ids=lambda one: type(one).__name__)
def test_it_goes_over_the_wire(request_: ask.Request) -> None:
    assert msgspec.json.decode(msgspec.json.encode(request_), type=ask.AnyRequest) == request_


@pytest.mark.parametrize(
    "fields",
    [{"messageId": ""}, {"messageId": "m", "seconds": 100_000}, {"messageId": "m", "x": 1}],
)
def test_a_pin_without_a_message_or_for_ever_and_a_day_is_refused(
    fields: dict[str, object],
) -> None:
    data = msgspec.json.encode({"type": "PinMessage", **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)


def test_only_the_hub_lays_cards_on_the_picture() -> None:
    assert ask.ShowOverlay.right is ask.Right.SIGNAL
    assert ask.ShowOverlay.is_for_engine
    assert not ask.PinMessage.is_for_engine
