"""A session as long as the connector runs, and no longer."""

import pytest

from studio.core.connectors import ConnectorState
from studio.core.errors import UnavailableError
from studio.core.tasks import TaskGroupKeeper
from tests.support.stands.twitch import EventSubStand
from tests.support.waiting import until


async def test_the_session_is_there_while_it_runs() -> None:
    stand = EventSubStand()
    await stand.open()
    tasks = TaskGroupKeeper("test")
    tasks.start(stand.connector.run(), "connector")
    await until(lambda: stand.connector.status.state is ConnectorState.CONNECTED)
    session = stand.connector.session
    assert not session.closed
    await tasks.close()
    assert session.closed
    with pytest.raises(UnavailableError, match="not connected"):
        _ = stand.connector.session
    await stand.close()
