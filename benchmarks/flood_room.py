"""A real IRC server for a benchmark, and the studio joined to a room of it."""

import contextlib
from collections.abc import Iterator

import msgspec

from studio.core.connectors import ConnectorState
from studio.core.messages.requests import GetMessages, SetSettings
from studio.core.messages.results import ChatPage
from studio.core.platforms import IrcPlatform
from tests.support.irc import running_irc
from tests.support.studio import RunningStudio
from tests.support.waiting import wait_until

ROOM = "clay"
_JOINED = (ConnectorState.CONNECTED, ConnectorState.RECEIVING)
_PATIENCE_S = 30.0


@contextlib.contextmanager
def joined_irc(studio: RunningStudio, persons: int) -> Iterator[str]:
    """``PORT#ROOM``, once the studio is in it; the server has places for so many persons."""
    with running_irc("inspircd", most=persons + 10) as port:
        irc = IrcPlatform(id="irc", host="127.0.0.1", port=port, is_tls=False, channel=ROOM)
        settings = studio.snapshot().settings
        studio.ask(SetSettings(msgspec.structs.replace(settings, platforms=(irc,))))

        def is_joined() -> bool:
            page = studio.ask(GetMessages(most=1))
            assert isinstance(page, ChatPage)
            return any(one.state in _JOINED for one in page.connectors)

        wait_until(is_joined, _PATIENCE_S)
        yield f"{port}#{ROOM}"
