from studio.core.messages.request_base import Request, Right
from studio.core.messages.requests import GetSnapshot, StartShow


def test_seeing_is_the_least_that_a_request_needs() -> None:
    assert Request.right is Right.SEE
    assert GetSnapshot.is_for_engine
    assert StartShow.right is Right.RUN_SHOW
