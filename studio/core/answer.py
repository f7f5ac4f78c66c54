"""From an error to a response and back, so that a sentence survives every hop."""

import logging
from collections.abc import Callable

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages.envelope import RequestData, ResponseData, ResponseFrame, Status
from studio.core.messages.requests import Request
from studio.core.messages.results import Result

_log = logging.getLogger("studio.core.answer")


class ForbiddenError(StudioError):
    """The asker's role does not hold the right."""


_STATUS_OF: tuple[tuple[type[StudioError], Status], ...] = (
    (BadInputError, Status.BAD_INPUT),
    (NotFoundError, Status.NOT_FOUND),
    (UnavailableError, Status.UNAVAILABLE),
    (ForbiddenError, Status.FORBIDDEN),
)


def refusal(request_id: str, error: StudioError) -> ResponseFrame:
    """The response that says why it could not be done."""
    status = next((status for kind, status in _STATUS_OF if isinstance(error, kind)), None)
    if status is None:
        status = Status.UNAVAILABLE
    return ResponseFrame(
        ResponseData(request_id, status=int(status), comment=error.what, where=error.where)
    )


def failure(data: RequestData) -> ResponseFrame:
    """The response to a request over which the program stumbled; the inside stays inside."""
    return ResponseFrame(
        ResponseData(
            data.request_id,
            status=int(Status.INTERNAL),
            comment="something went wrong inside; the log says more",
            where=type(data.request).__name__,
        )
    )


def answer(data: RequestData, handle: Callable[[Request], Result]) -> ResponseFrame:
    """Handle a request; whatever happens, there is exactly one response."""
    try:
        result = handle(data.request)
    except StudioError as error:
        return refusal(data.request_id, error)
    except Exception:  # noqa: BLE001 - a process's outer edge: a bug must not end the show
        _log.exception("request failed", extra={"request": type(data.request).__name__})
        return failure(data)
    return ResponseFrame(ResponseData(data.request_id, result=result))  # type: ignore[arg-type]


def result_of(response: ResponseData) -> Result:
    """The result, or the error that the other side had."""
    if response.status == Status.SUCCESS and response.result is not None:
        return response.result
    kinds = {int(status): kind for kind, status in _STATUS_OF}
    kind = kinds.get(response.status, UnavailableError)
    raise kind(response.comment or f"refused with status {response.status}", response.where)
