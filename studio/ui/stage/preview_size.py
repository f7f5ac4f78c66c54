"""Asks for a preview as large as it is shown, once its size has come to rest."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from studio.core.messages.requests import SizePreview
from studio.core.scene import Canvas
from studio.ui.session import Session
from studio.ui.widgets.picture_view import PictureView

_REST_MS = 400
_LEAST_PX, _MOST_PX = 160, 1280
_MOST_PROJECTED_PX = 3840


class PreviewSize(QObject):
    """Follows a view; what it may not ask, or what is refused, changes nothing.

    ``projected_px()``: how long the longest picture of a projector is; 0 without one. It is
    never made longer than the canvas.
    """

    def __init__(
        self, session: Session, view: PictureView, projected_px: Callable[[], int] = lambda: 0
    ) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._projected_px = projected_px
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)
        view.looked.connect(self._rest.start)
        session.ready.connect(self._rest.start)

    @property
    def is_waiting(self) -> bool:
        """Whether a change has not come to rest yet."""
        return self._rest.isActive()

    def ask_soon(self) -> None:
        """A projector was opened or closed."""
        self._rest.start()

    def _ask(self) -> None:
        view, known = self._view, self._session.state.preview
        if not (self._session.state.is_connected and view.isVisible() and view.viewport.is_fitted):
            return
        place = view.place()
        longest = max(place.width(), place.height()) * view.devicePixelRatioF()
        wanted_px = max(_LEAST_PX, min(_MOST_PX, int(longest) // 2 * 2))
        wanted_px = max(wanted_px, self._projected())
        if wanted_px != max(known.width_px, known.height_px):
            self._session.ask_quietly(SizePreview(wanted_px), lambda _result: None)

    def _projected(self) -> int:
        show = self._session.show
        canvas = show.canvas if show is not None else Canvas()
        whole_px = max(canvas.width_px, canvas.height_px)
        return min(self._projected_px(), whole_px, _MOST_PROJECTED_PX) // 2 * 2
