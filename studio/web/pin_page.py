"""The pinned message on top of the viewer page's chat."""

from collections.abc import Callable, Sequence

from aiohttp import web

from studio.core.messages.events import Event, PinChanged
from studio.core.pins import Pin
from studio.web.chat_view import seen_message
from studio.web.page_parts import Frame, PageTeller


class PinPage:
    """A part of the page. ``pin_now``: what is pinned."""

    def __init__(self, pin_now: Callable[[], Pin | None]) -> None:
        self._pin_now = pin_now

    def add_to(self, application: web.Application) -> None:
        """It has no routes."""

    def greeting(self, actor: str) -> Sequence[Frame]:
        """What is pinned when the page opens."""
        del actor
        return (frame_of(self._pin_now()),)

    def hear(self, event: Event, page: PageTeller) -> None:
        """Another one, or none."""
        if isinstance(event, PinChanged):
            page.tell_all(frame_of(event.pin))


def frame_of(pin: Pin | None) -> Frame:
    """No more of it than everybody may see."""
    is_there = pin is not None and pin.is_on_page
    message = seen_message(pin.message) if pin is not None and is_there else None
    return {"type": "pinned", "message": message}
