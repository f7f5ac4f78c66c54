"""Everybody who watches by WebRTC, whichever of the show's two canvases they get."""

from collections.abc import Callable

from studio.core.errors import NotFoundError
from studio.core.messages.results import ViewerOpened
from studio.core.scene import Canvas
from studio.core.second_canvas import shape_of
from studio.core.status import ViewerStatus
from studio.engine.outputs.whep import ViewerServer
from studio.engine.second_canvas import SecondCanvas


class Audiences:
    """Joins both servers; a viewer's id says nothing of the canvas. Safe from any thread."""

    def __init__(
        self, first: ViewerServer, second: SecondCanvas, first_canvas: Callable[[], Canvas]
    ) -> None:
        self._first = first
        self._second = second
        self._first_canvas = first_canvas

    def start(self) -> None:
        """Let viewers in; the second server starts with its first viewer."""
        self._first.start()

    def stop(self) -> None:
        """Close every viewer of the first; the second canvas ends its own."""
        self._first.stop()

    def open(self, offer_sdp: str, shape: str = "") -> ViewerOpened:
        """Answer an offer with the canvas of that shape. Raises StudioError."""
        second = self._second.canvas
        is_second = second is not None and shape not in ("", shape_of(self._first_canvas()))
        if is_second and second is not None and shape_of(second) == shape:
            return self._second.open_viewer(offer_sdp)
        return self._first.open(offer_sdp)

    def add_candidates(self, viewer_id: str, sdp_fragment: str) -> None:
        """Trickled candidates of a viewer. Raises NotFoundError."""
        self._either(lambda server: server.add_candidates(viewer_id, sdp_fragment))

    def close_viewer(self, viewer_id: str) -> None:
        """A viewer left. Raises NotFoundError."""
        self._either(lambda server: server.close_viewer(viewer_id))

    def close_all(self) -> None:
        """The show is over."""
        self._first.close_all()
        self._second.close_viewers()

    def statuses(self) -> tuple[ViewerStatus, ...]:
        """How each viewer does."""
        return (*self._first.statuses(), *self._second.viewer_statuses())

    def _either(self, ask: Callable[[ViewerServer], None]) -> None:
        try:
            ask(self._first)
        except NotFoundError:
            if not self._second.viewers.count:
                raise
            ask(self._second.viewers)
