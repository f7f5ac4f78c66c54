"""Which desk of the hub answers which kind of request."""

from collections.abc import Awaitable, Callable
from types import UnionType
from typing import Any

from studio.core.messages.requests import Request
from studio.core.messages.results import Result
from studio.core.team import Who

Kinds = type[Request] | UnionType
# Any: each desk answers its own kinds, and `add` is where both are written side by side.
Answer = Callable[[Any, Who], Awaitable[Result]]


def for_anyone(answer: Callable[[Any], Awaitable[Result] | Result]) -> Answer:
    """A desk that does not care who asks, and may have its answer at once."""

    async def answered(request: Request, who: Who) -> Result:
        del who
        result = answer(request)
        return result if isinstance(result, Result) else await result

    return answered


class Desks:
    """The first desk that was added for a kind answers it."""

    def __init__(self) -> None:
        self._desks: list[tuple[Kinds, Answer]] = []

    def add(self, kinds: Kinds, answer: Answer) -> None:
        """These kinds are answered there."""
        self._desks.append((kinds, answer))

    async def answer(self, request: Request, who: Who) -> Result | None:
        """What the desk says; None when it is nobody's here."""
        for kinds, answer in self._desks:
            if isinstance(request, kinds):
                return await answer(request, who)
        return None
