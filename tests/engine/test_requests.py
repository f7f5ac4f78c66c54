import inspect
from pathlib import Path

import pytest

from studio.core.errors import BadInputError
from studio.core.messages import requests as ask
from tests.support.engine_stand import EngineStand, running_engine


def every_request() -> list[type[ask.Request]]:
    return [
        kind
        for _name, kind in inspect.getmembers(ask, inspect.isclass)
        if issubclass(kind, ask.Request) and kind is not ask.Request
    ]


def test_each_request_for_the_engine_is_answered_by_exactly_one_group(tmp_path: Path) -> None:
    handler = EngineStand(tmp_path).handler
    wanted = {kind for kind in every_request() if kind.is_for_engine}
    assert set(handler._methods) == wanted


def test_what_is_not_the_engines_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with running_engine(tmp_path) as stand, pytest.raises(BadInputError, match="ShutDown"):
        stand.ask(ask.ShutDown())
