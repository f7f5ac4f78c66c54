"""The token bucket."""

import pytest

from studio.chat.connectors.bucket import TokenBucket
from studio.core.clock import NS_PER_S
from studio.core.errors import UnavailableError
from tests.fakes.virtual_clock import VirtualClock


def test_so_many_at_once_and_so_many_a_second() -> None:
    clock = VirtualClock()
    bucket = TokenBucket(3, 30.0, clock)
    for _ in range(3):
        bucket.take()
    with pytest.raises(UnavailableError, match="for 10 s"):
        bucket.take()
    clock.advance(9 * NS_PER_S)
    assert bucket.wait_s() == pytest.approx(1.0)
    clock.advance(1 * NS_PER_S)
    bucket.take()
    clock.advance(3600 * NS_PER_S)
    for _ in range(3):
        bucket.take()
    assert bucket.wait_s() > 0


def test_a_bucket_without_a_bottom_is_a_fault() -> None:
    with pytest.raises(ValueError, match="at least one"):
        TokenBucket(0, 1.0, VirtualClock())
