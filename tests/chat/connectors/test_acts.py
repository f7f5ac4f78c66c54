"""Acts that a platform does not let us do, and how many it does."""

import pytest

from studio.chat.connectors.acts import Acts
from studio.chat.connectors.bucket import TokenBucket
from studio.core.errors import UnavailableError
from tests.fakes.virtual_clock import VirtualClock


async def test_what_it_cannot_do_is_said() -> None:
    acts = Acts("clay", None)
    for act in (
        acts.send("x"),
        acts.delete("1"),
        acts.time_out("u", 1, ""),
        acts.ban("u", ""),
        acts.readmit("u"),
    ):
        with pytest.raises(UnavailableError, match="cannot"):
            await act


def test_only_so_many_are_spent() -> None:
    acts = Acts("clay", TokenBucket(1, 60, VirtualClock()))
    acts.spend()
    with pytest.raises(UnavailableError, match="no more messages"):
        acts.spend()
    Acts("clay", None).spend()
