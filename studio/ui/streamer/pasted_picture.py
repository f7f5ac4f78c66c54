"""A picture from the clipboard on its way to the studio, which keeps it beside the show."""

import base64
import hashlib
import time
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from studio.core.messages.requests import MOST_PICTURE_BYTES, PICTURE_PART_BYTES, KeepPicture
from studio.core.messages.results import PictureKept, Result
from studio.core.sources import ImageSettings
from studio.ui.session import Session
from studio.ui.stage.dropped import Fallen
from studio.ui.words import tr


class PastedPicture(QObject):
    """``kept`` with the path on the studio's computer, width and height in pixels."""

    kept = Signal(str, int, int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def keep(self, picture: Any) -> bool:
        """Send it in parts; False: it is no picture, or larger than the studio takes."""
        image = picture.toImage() if isinstance(picture, QPixmap) else picture
        if not isinstance(image, QImage) or image.isNull():
            return False
        data = _png(image)
        if len(data) > MOST_PICTURE_BYTES:
            return False
        size = (image.width(), image.height())
        self._send(hashlib.sha256(data).hexdigest(), data, 0, size)
        return True

    @staticmethod
    def fallen(path: str, width_px: int, height_px: int) -> Fallen:
        """What becomes a layer."""
        name = tr("pasted_picture", time=time.strftime("%H:%M"))
        return Fallen(name, ImageSettings(path), (width_px, height_px))

    def _send(self, digest: str, data: bytes, offset: int, size: tuple[int, int]) -> None:
        part = data[offset : offset + PICTURE_PART_BYTES]

        def go_on(result: Result) -> None:
            if isinstance(result, PictureKept):
                self.kept.emit(result.path, *size)
            elif offset + len(part) < len(data):
                self._send(digest, data, offset + len(part), size)

        request = KeepPicture(digest, len(data), offset, base64.b64encode(part).decode())
        self._session.ask(request, go_on)


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
