"""Finds what answers a request; each group of requests is a module of its own."""

from studio.core.errors import BadInputError
from studio.core.messages import requests as ask
from studio.core.messages.results import Result
from studio.engine.air_requests import AirRequests
from studio.engine.edit_requests import EditRequests
from studio.engine.engine import Engine
from studio.engine.guest_requests import GuestRequests
from studio.engine.stage_requests import StageRequests


class RequestHandler:
    """Answers requests for one engine; called from the link's threads, one edit at a time."""

    def __init__(self, engine: Engine) -> None:
        self._methods = {
            **EditRequests(engine).methods,
            **AirRequests(engine).methods,
            **GuestRequests(engine.guests).methods,
            **StageRequests(engine).methods,
        }

    def handle(self, request: ask.Request) -> Result:
        """The answer; raises StudioError with a sentence when it cannot be done."""
        method = self._methods.get(type(request))
        if method is None:
            raise BadInputError("the engine does not answer this", type(request).__name__)
        return method(request)
