from studio.core.messages import requests as ask
from studio.core.messages.base import Request, Right


def test_a_request_is_seen_to_by_the_engine_unless_it_says_otherwise() -> None:
    assert Request.is_for_engine
    assert Request.right is Right.SEE
    assert not ask.ShutDown.is_for_engine


def test_every_right_is_needed_by_some_request_or_kept_for_a_role() -> None:
    needed = {kind.right for kind in Request.__subclasses__()}
    assert needed | {Right.MIX} == set(Right)
