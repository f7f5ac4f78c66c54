"""Waiting before the next try."""

from studio.chat.connectors.backoff import Backoff


def test_it_doubles_to_a_minute_and_begins_again_after_a_success() -> None:
    backoff = Backoff(lambda: 0.5)
    assert [backoff.next_s() for _ in range(9)] == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert backoff.tries == 9
    backoff.reset()
    assert backoff.next_s() == 0.5


def test_nobody_waits_as_long_as_another() -> None:
    assert Backoff(lambda: 0.0).next_s() == 0.5 * 0.7
    assert Backoff(lambda: 1.0).next_s() == 0.5 * 1.3
