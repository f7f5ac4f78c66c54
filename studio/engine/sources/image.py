"""A picture file: PNG, JPEG, WebP or the first frame of a GIF, decoded once."""

from pathlib import Path

import skia

from studio.core.errors import BadInputError, UnavailableError
from studio.core.sources import ImageSettings
from studio.engine.media import Bytes, MediaClock
from studio.engine.sources.drawing import raster_of_image
from studio.engine.sources.still import StillDriver

_MAX_BYTES = 60_000_000
_MAX_PIXELS = 64_000_000


def load_image(path: str) -> skia.Image:
    """Decode a file. Raises UnavailableError if it cannot be read, BadInputError if it is bad."""
    try:
        size = Path(path).stat().st_size
        if size > _MAX_BYTES:
            raise BadInputError(f"the picture has {size} bytes; {_MAX_BYTES} are allowed", path)
        data = Path(path).read_bytes()
    except OSError as error:
        raise UnavailableError(f"the picture cannot be read: {error.strerror}", path) from error
    try:
        codec = skia.Codec.MakeFromData(skia.Data.MakeWithCopy(data))
    except RuntimeError as error:
        raise BadInputError("this is not a PNG, JPEG, WebP or GIF picture", path) from error
    pixels = codec.dimensions().width() * codec.dimensions().height()
    if pixels > _MAX_PIXELS:
        raise BadInputError(f"the picture has {pixels} pixels; {_MAX_PIXELS} are allowed", path)
    try:
        return skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data))
    except RuntimeError as error:
        raise BadInputError("the picture is damaged", path) from error


class ImageDriver(StillDriver):
    """Draws the file as it is."""

    def __init__(self, settings: ImageSettings, clock: MediaClock) -> None:
        super().__init__(clock)
        self._settings = settings

    def draw(self) -> Bytes:
        """The whole picture."""
        if not self._settings.path:
            raise BadInputError("no picture is chosen", "image")
        return raster_of_image(load_image(self._settings.path))
