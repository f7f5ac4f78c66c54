import msgspec

from studio.core.logins import LoginState, LoginStatus
from studio.core.messages.events import TOPIC_OF, AnyEvent, PlatformLoginChanged, Topic


def test_how_far_a_sign_in_is_goes_over_the_wire() -> None:
    event = PlatformLoginChanged("t", LoginStatus(LoginState.SIGNED_IN, account="anna"))
    assert msgspec.json.decode(msgspec.json.encode(event), type=AnyEvent) == event
    assert TOPIC_OF[PlatformLoginChanged] is Topic.CHAT
