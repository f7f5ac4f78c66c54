from studio.core.messages import requests as ask
from studio.core.records.chat import Decision
from studio.ui.chat.acts import request_of
from tests.support.room_messages import room_message


def test_every_act_has_its_request() -> None:
    kept = room_message(1)
    assert request_of("release", kept) == ask.DecideMessage("m1", Decision.RELEASE)
    assert request_of("restore", kept) == ask.DecideMessage("m1", Decision.RESTORE)
    assert request_of("delete", kept, reason="rude") == ask.DecideMessage(
        "m1", Decision.DELETE, "rude"
    )
    assert request_of("time_out", kept) == ask.TimeOutPerson("p-Anna", 600)
    assert request_of("time_out", kept, 60, "rude") == ask.TimeOutPerson("p-Anna", 60, "rude")
    assert request_of("ban", kept, 60) == ask.TimeOutPerson("p-Anna", 0)
    assert request_of("readmit", kept) == ask.ReadmitPerson("p-Anna")
