from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages import requests as ask
from studio.core.messages.results import Done
from tests.support.engine_stand import running_engine


def test_they_reach_the_guests_server(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand:
        with pytest.raises(BadInputError, match="x=value"):
            stand.ask(ask.OpenGuest("guest-a", "Phone", "nonsense"))
        with pytest.raises(NotFoundError):
            stand.ask(ask.AddGuestCandidates("guest-a", "s" * 43, "a=mid:0"))
        assert stand.ask(ask.CloseGuest("guest-a", reason="over")) == Done()
