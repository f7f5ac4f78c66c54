import msgspec

from studio.core.chat import Money
from studio.ui.chat.importance import Importances
from studio.ui.chat.tags import tag_of
from tests.support.room_messages import room_message


def test_each_reason_has_a_word_and_no_two_look_the_same() -> None:
    importances = Importances()
    importances.pinned_id = "m9"
    paid = msgspec.structs.replace(room_message(1).message, amount=Money(3000, "CNY"))
    messages = [
        msgspec.structs.replace(room_message(1), message=paid),
        room_message(9, "hello"),
        room_message(2, "how much?"),
        room_message(3, "@host hi"),
    ]
    tags = [tag_of(kept, importances) for kept in messages]
    assert [tag.word for tag in tags if tag] == ["Paid ¥ 30.00", "Pinned", "Question", "To you"]
    assert [tag.is_framed for tag in tags if tag] == [True, True, False, False]
    assert tag_of(room_message(4, "lovely"), importances) is None
