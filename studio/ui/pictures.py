"""Small pictures of the scenes for everything in the window that shows them, asked for once.

The engine composes them only while somebody asks, so whoever is hidden wants nothing.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from studio.core.errors import StudioError
from studio.core.messages.requests import WatchPictures
from studio.core.messages.results import PictureRings, Result
from studio.core.preview_ring import PreviewReader
from studio.core.status import PreviewInfo
from studio.ui.session import Session

_ASK_MS = 3_000  # the engine forgets a wish after ten seconds
_LOOK_MS = 250


class Pictures(QObject):
    """``prepared_changed``: another ring of the prepared scene; ``changed``: new thumbnails.

    ``second_changed``: another ring of the second canvas.
    """

    prepared_changed = Signal()
    changed = Signal()
    second_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._widths: dict[str, int] = {}
        self._wants_second = False
        self._rings = PictureRings()
        self._reader: PreviewReader | None = None
        self._serial = 0
        self._images: dict[str, QImage] = {}
        self._is_over = False
        self._is_prepared_seen = True
        self._asked = ("", frozenset[str](), 0)
        self._ask_timer = QTimer(self, interval=_ASK_MS)
        self._ask_timer.timeout.connect(self._ask)
        self._look_timer = QTimer(self, interval=_LOOK_MS)
        self._look_timer.timeout.connect(self._look)
        session.show_changed.connect(self._follow)
        self._follow()

    @property
    def prepared(self) -> PreviewInfo:
        """The ring of the prepared scene; empty: there is none."""
        return self._rings.preview

    @property
    def second(self) -> PreviewInfo:
        """The ring of the second canvas; empty: nobody wants it, or there is none."""
        return self._rings.second

    def want_second(self, is_wanted: bool) -> None:
        """The second canvas is shown, or no more."""
        self._wants_second = is_wanted
        self._follow()

    def want(self, who: str, width_px: int) -> None:
        """That part of the window shows thumbnails so wide; 0: none any more."""
        self._widths[who] = width_px
        self._follow()

    def show_prepared(self, is_seen: bool) -> None:
        """Whether anybody sees the prepared scene; else it is not composed."""
        self._is_prepared_seen = is_seen
        self._follow()

    def image_of(self, scene_id: str) -> QImage:
        """The newest thumbnail; a null image while there is none."""
        return self._images.get(scene_id, QImage())

    def take(self, rings: PictureRings) -> None:
        """Where the pictures are now."""
        before, self._rings = self._rings, rings
        if rings.preview != before.preview:
            self.prepared_changed.emit()
        if rings.second != before.second:
            self.second_changed.emit()
        if rings.thumbnails != before.thumbnails or (rings.thumbnails.path and not self._reader):
            self._open(rings.thumbnails)

    def stop(self) -> None:
        """Ask and look no more: the window goes."""
        self._is_over = True
        self._ask_timer.stop()
        self._look_timer.stop()
        self._open(PreviewInfo())

    def _follow(self) -> None:
        """Ask at once when something else is needed, and go on asking while anything is."""
        show = self._session.show
        if show is None or self._is_over:
            return
        width_px = max(self._widths.values(), default=0)
        is_preparing = self._is_prepared_seen and bool(show.preview_scene_id)
        if not (width_px or is_preparing or self._wants_second):
            self._ask_timer.stop()
            self._look_timer.stop()
            self.take(PictureRings())
            return
        second = (self._wants_second, show.second_canvas, is_preparing)
        wanted = (str(second), frozenset(scene.id for scene in show.scenes), width_px)
        if wanted != self._asked or not self._ask_timer.isActive():
            self._asked = wanted
            self._ask_timer.start()
            self._look_timer.start()
            self._ask()

    def _ask(self) -> None:
        show = self._session.show
        if show is not None:
            width_px = max(self._widths.values(), default=0)
            has_preview = self._is_prepared_seen and bool(show.preview_scene_id)
            wish = WatchPictures(has_preview, width_px, self._wants_second)
            self._session.ask_quietly(wish, self._answered)

    def _answered(self, result: Result) -> None:
        if isinstance(result, PictureRings):
            self.take(result)

    def _open(self, info: PreviewInfo) -> None:
        if self._reader is not None:
            self._reader.close()
        self._reader, self._serial = None, 0
        if not info.path:
            return
        try:
            self._reader = PreviewReader(Path(info.path))
        except StudioError:
            return  # it was just made anew; the next answer names the new one
        self._look()

    def _look(self) -> None:
        reader, ids = self._reader, self._rings.scene_ids
        if reader is None or not ids or reader.serial == self._serial:
            return
        newest = reader.latest()
        if newest is None:
            return
        self._serial, pixels = newest
        height_px = reader.height_px // len(ids)
        kind = QImage.Format.Format_RGB32
        sheet = QImage(pixels, reader.width_px, reader.height_px, kind)
        self._images = {
            scene_id: sheet.copy(0, place * height_px, reader.width_px, height_px)
            for place, scene_id in enumerate(ids)
        }
        self.changed.emit()
