"""One request or a batch of them, from what was asked to what is answered."""

import asyncio
import logging
from typing import Any

from studio.core.answer import ForbiddenError
from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.web.obs_socket import (
    general_requests,
    input_requests,
    item_requests,
    output_requests,
    scene_requests,
    screenshot,
)
from studio.web.obs_socket.book import Answer, Desk, Handler
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields

_log = logging.getLogger("studio.web.obs_socket.answering")

_MOST_IN_BATCH = 200
_LONGEST_SLEEP_MS = 50_000
_MOST_SLEEP_FRAMES = 10_000
_SERIAL, _BY_FRAME, _PARALLEL = 0, 1, 2


async def _version(_desk: Desk, _fields: Fields) -> Answer:
    return general_requests.version(sorted(HANDLERS))


HANDLERS: dict[str, Handler] = {
    "GetVersion": _version,
    **general_requests.HANDLERS,
    **scene_requests.HANDLERS,
    **item_requests.HANDLERS,
    **input_requests.HANDLERS,
    **output_requests.HANDLERS,
    **screenshot.HANDLERS,
}
_CODES: tuple[tuple[type[StudioError], Code], ...] = (
    (BadInputError, Code.INVALID_FIELD),
    (NotFoundError, Code.NOT_FOUND),
    (ForbiddenError, Code.CANNOT_ACT),
    (UnavailableError, Code.ACTION_FAILED),
)


async def answer(
    desk: Desk, request: dict[str, Any], handlers: dict[str, Handler] = HANDLERS
) -> dict[str, Any]:
    """The ``d`` of the response; whatever happens, there is one."""
    name = request.get("requestType")
    code, comment, data = Code.SUCCESS, "", None
    try:
        data = await _handle(desk, name, request.get("requestData"), handlers)
    except Refusal as refusal:
        code, comment = refusal.code, refusal.comment
    except StudioError as error:
        kinds = (kind for kind in _CODES if isinstance(error, kind[0]))
        code, comment = next(kinds, (StudioError, Code.GENERIC))[1], str(error)
    except Exception:  # noqa: BLE001 - the edge of this door: a bug must not close it
        _log.exception("request failed", extra={"request": str(name)[:80]})
        code, comment = Code.GENERIC, "something went wrong inside; the log says more"
    status: dict[str, Any] = {"result": code is Code.SUCCESS, "code": int(code)}
    if comment:
        status["comment"] = comment
    response = {"requestType": name if isinstance(name, str) else "", "requestStatus": status}
    if "requestId" in request:
        response["requestId"] = request["requestId"]
    if data is not None:
        response["responseData"] = data
    return response


async def _handle(desk: Desk, name: object, data: object, handlers: dict[str, Handler]) -> Answer:
    if not isinstance(name, str) or not name:
        raise Refusal(Code.MISSING_TYPE, "Your request is missing a `requestType`.")
    handler = handlers.get(name)
    if handler is None:
        raise Refusal(Code.UNKNOWN_TYPE, f"This studio does not know the request {name[:80]!r}.")
    return await handler(desk, Fields(data))


async def answer_batch(desk: Desk, batch: dict[str, Any]) -> dict[str, Any]:
    """The ``d`` of a batch's response."""
    asked = batch.get("requests")
    requests = [one for one in asked if isinstance(one, dict)] if isinstance(asked, list) else []
    kind = batch.get("executionType", _SERIAL)
    response: dict[str, Any] = {"requestId": batch.get("requestId", "")}
    if kind not in (_SERIAL, _BY_FRAME, _PARALLEL) or len(requests) > _MOST_IN_BATCH:
        refusal = {"result": False, "code": int(Code.BATCH_KIND)}
        return {**response, "results": [{"requestType": "", "requestStatus": refusal}]}
    if kind == _PARALLEL:
        results = list(await asyncio.gather(*(answer(desk, one) for one in requests)))
    else:
        results = await _one_by_one(desk, batch, requests)
    return {**response, "results": results}


async def _one_by_one(
    desk: Desk, batch: dict[str, Any], requests: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    must_halt = batch.get("haltOnFailure") is True
    given = batch.get("variables")
    variables: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    results = []
    for request in requests:
        put_in = request.get("inputVariables")
        if isinstance(put_in, dict):
            values = {key: variables.get(name) for key, name in put_in.items() if name in variables}
            request = {**request, "requestData": {**(request.get("requestData") or {}), **values}}
        result = await answer(desk, request, _IN_BATCH)
        results.append(result)
        take_out = request.get("outputVariables")
        if isinstance(take_out, dict):
            found = result.get("responseData") or {}
            variables |= {name: found[key] for name, key in take_out.items() if key in found}
        if must_halt and not result["requestStatus"]["result"]:
            break
    return results


async def _sleep(desk: Desk, fields: Fields) -> Answer:
    if fields.has("sleepFrames"):
        frames = fields.number("sleepFrames", 0, _MOST_SLEEP_FRAMES)
        await asyncio.sleep(frames / desk.book.show.canvas.rate_hz)
    else:
        await asyncio.sleep(fields.number("sleepMillis", 0, _LONGEST_SLEEP_MS) / 1000)
    return None


_IN_BATCH: dict[str, Handler] = {**HANDLERS, "Sleep": _sleep}
