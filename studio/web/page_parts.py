"""What others put on the viewer page: frames on its socket, words in its greeting, own routes."""

from collections.abc import Container, Sequence
from typing import Any, Protocol

from aiohttp import web

from studio.core.messages.events import Event

Frame = dict[str, Any]  # its "type" says whose it is


class PageTeller(Protocol):
    """The page's socket as a part needs it."""

    def tell_all(self, frame: Frame) -> None:
        """Every page hears it."""
        ...

    def tell_one(self, actor: str, frame: Frame) -> None:
        """Every page of one person hears it."""
        ...

    def tell_some(self, actors: Container[str], frame: Frame) -> None:
        """Every page of those persons hears it."""
        ...


class PagePart(Protocol):
    """A part of the page, added by `ChatPage.add_part`.

    Its routes begin with /api/chat/, because the cookie that says who somebody is goes only there.
    """

    def add_to(self, application: web.Application) -> None:
        """Add the routes, if there are any."""
        ...

    def greeting(self, actor: str) -> Sequence[Frame]:
        """What a page hears first; ``actor`` is empty for somebody without a name."""
        ...

    def hear(self, event: Event, page: PageTeller) -> None:
        """Tell the pages what of it concerns them."""
        ...
