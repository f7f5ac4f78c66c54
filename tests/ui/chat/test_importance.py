import msgspec
import pytest

from studio.core.chat import Fragment, FragmentKind, Money
from studio.core.room import RoomMessage
from studio.ui.chat.importance import Importance, Importances
from tests.support.room_messages import room_message


def _changed(kept: RoomMessage, **fields: object) -> RoomMessage:
    message = msgspec.structs.replace(kept.message, **fields)
    return msgspec.structs.replace(kept, message=message)


@pytest.fixture
def importances() -> Importances:
    made = Importances()
    made.set_names(("ClayStudio", ""))
    made.heard(room_message(1, "welcome", "", is_host=True))
    return made


PAID = _changed(room_message(2, "how much?"), amount=Money(500, "USD"))
FREE = _changed(room_message(2, "lovely"), amount=Money(0, "USD"))
ANSWER = _changed(room_message(3, "thank you"), reply_to="m1")
MENTION = _changed(room_message(4, "x"), fragments=(Fragment("@claystudio", FragmentKind.MENTION),))


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [
        (room_message(2, "lovely"), None),
        (room_message(2, "多少钱"), Importance.QUESTION),
        (room_message(2, "mail me @ home"), None),
        (room_message(2, "well done @ClayStudio, bravo"), Importance.MENTION),
        (room_message(2, "@主播 好看"), Importance.MENTION),
        (room_message(2, "what do you think?", "", is_host=True), None),
        (PAID, Importance.PAID),
        (FREE, None),
        (ANSWER, Importance.MENTION),
        (MENTION, Importance.MENTION),
    ],
)
def test_why_a_message_is_set_apart(
    importances: Importances, kept: RoomMessage, wanted: Importance | None
) -> None:
    assert importances.of(kept) is wanted


def test_what_is_pinned_is_that_before_anything_else(importances: Importances) -> None:
    importances.pinned_id = "m2"
    assert importances.of(PAID) is Importance.PINNED
    assert importances.of(room_message(2, "", "", is_host=True)) is Importance.PINNED
    importances.pinned_id = ""
    assert importances.of(PAID) is Importance.PAID
