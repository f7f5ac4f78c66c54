from typing import Any

import pytest

from studio.core.answer import ForbiddenError
from studio.core.errors import StudioError
from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.web.obs_socket.answering import HANDLERS, answer, answer_batch
from studio.web.obs_socket.codes import Code
from tests.support.obs_studio import PlayedStudio


def named(name: str, **fields: Any) -> dict[str, Any]:
    return {"requestType": name, "requestId": "r", "requestData": fields}


async def test_an_answer_has_the_request_s_id_and_name() -> None:
    found = await answer(await PlayedStudio().desk(), named("GetVersion"))
    assert found["requestStatus"] == {"result": True, "code": 100}
    assert (found["requestType"], found["requestId"]) == ("GetVersion", "r")
    assert found["responseData"]["availableRequests"] == sorted(HANDLERS)
    assert len(HANDLERS) > 70


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, Code.MISSING_TYPE),
        ({"requestType": 5, "requestId": 7}, Code.MISSING_TYPE),
        (named("MakeCoffee"), Code.UNKNOWN_TYPE),
        (named("SetCurrentProgramScene"), Code.MISSING_FIELD),
        (named("SetCurrentProgramScene", sceneName="x"), Code.NOT_FOUND),
    ],
)
async def test_a_refusal_has_a_code_and_a_comment(asked: dict[str, Any], code: Code) -> None:
    status = (await answer(await PlayedStudio().desk(), asked))["requestStatus"]
    assert (status["result"], status["code"]) == (False, code)
    assert status["comment"]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ForbiddenError("no", "x"), Code.CANNOT_ACT),
        (StudioError("no"), Code.GENERIC),
        (ZeroDivisionError(), Code.GENERIC),
    ],
)
async def test_what_goes_wrong_in_the_studio_is_an_answer(
    error: Exception, code: Code, caplog: pytest.LogCaptureFixture
) -> None:
    desk = await PlayedStudio().desk()

    async def refuse(_request: Request) -> Result:
        raise error

    desk.ask = refuse
    found = await answer(desk, named("StartStream"))
    assert found["requestStatus"]["code"] == code
    assert ("request failed" in caplog.text) is isinstance(error, ZeroDivisionError)


def codes(response: dict[str, Any]) -> list[int]:
    return [one["requestStatus"]["code"] for one in response["results"]]


async def test_a_batch_is_answered_in_order() -> None:
    desk = await PlayedStudio().desk()
    requests = [named("GetVersion"), named("x"), named("Sleep", sleepMillis=1), named("GetStats")]
    for kind in (0, 1):
        batch = {"requestId": 3, "executionType": kind, "requests": requests}
        found = await answer_batch(desk, batch)
        assert found["requestId"] == 3
        assert codes(found) == [100, 204, 100, 100]
    halting = {"requestId": "b", "haltOnFailure": True, "requests": requests}
    assert codes(await answer_batch(desk, halting)) == [100, 204]
    parallel = {"requestId": "b", "executionType": 2, "requests": requests}
    assert codes(await answer_batch(desk, parallel)) == [100, 204, 703, 100]
    frames = {"requestId": "b", "requests": [named("Sleep", sleepFrames=1), named("Sleep")]}
    assert codes(await answer_batch(desk, frames)) == [100, 300]


async def test_a_batch_hands_values_on() -> None:
    studio = PlayedStudio()
    desk = await studio.desk()
    requests = [
        {**named("GetSceneList"), "outputVariables": {"now": "currentProgramSceneName"}},
        {**named("GetSceneItemList"), "inputVariables": {"sceneName": "now"}},
        {"requestType": "SetCurrentProgramScene", "inputVariables": {"sceneName": "other"}},
    ]
    batch = {"requestId": "b", "requests": requests, "variables": {"other": "Two"}}
    found = await answer_batch(desk, batch)
    assert codes(found) == [100, 100, 100]
    assert len(found["results"][1]["responseData"]["sceneItems"]) == 3
    assert studio.show.current_scene_id == "two"


@pytest.mark.parametrize(
    "batch", [{"executionType": -1}, {"requests": [{}] * 201}, {"executionType": "now"}]
)
async def test_a_batch_that_cannot_be_is_refused(batch: dict[str, Any]) -> None:
    assert codes(await answer_batch(await PlayedStudio().desk(), batch)) == [Code.BATCH_KIND]


async def test_a_batch_of_nothing_is_nothing() -> None:
    desk = await PlayedStudio().desk()
    assert await answer_batch(desk, {"requests": "x"}) == {"requestId": "", "results": []}
