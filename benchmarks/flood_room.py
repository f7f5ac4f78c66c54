"""A real IRC server for a benchmark, and the studio joined to a room of it."""

import contextlib
from collections.abc import Iterator

from tests.support.irc import running_irc
from tests.support.studio import RunningStudio

ROOM = "clay"


@contextlib.contextmanager
def joined_irc(studio: RunningStudio) -> Iterator[str]:
    """``PORT#ROOM``, once the studio is in it."""
    del studio
    with running_irc("inspircd") as port:
        yield f"{port}#{ROOM}"
