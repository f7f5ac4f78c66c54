"""Pictures of scenes for clients: read where the window reads them, sent as PNG."""

import asyncio
import base64
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.core.errors import StudioError
from studio.core.messages import requests as ask
from studio.core.messages.results import PictureRings
from studio.core.preview_ring import PreviewReader
from studio.web.obs_socket.book import Answer, Desk, Handler
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields

_THUMBNAIL_PX = 320
_TRIES = 20
_TRY_EVERY_S = 0.1
_FORMATS = ("png", "jpg", "jpeg", "webp", "bmp")

Picture = NDArray[np.uint8]


def png(bgra: Picture) -> bytes:
    """A picture of height × width × 4 as PNG without its transparency."""
    height, width, _ = bgra.shape
    rows = np.zeros((height, 1 + width * 3), np.uint8)
    rows[:, 1:] = bgra[:, :, 2::-1].reshape(height, width * 3)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def scaled(picture: Picture, width_px: int, height_px: int) -> Picture:
    """The nearest pixels; 0 follows the other side, both 0 is as it was."""
    height, width, _ = picture.shape
    if not width_px and not height_px:
        return picture
    width_px = width_px or max(1, round(width * height_px / height))
    height_px = height_px or max(1, round(height * width_px / width))
    rows = np.arange(height_px) * height // height_px
    columns = np.arange(width_px) * width // width_px
    found: Picture = picture[rows[:, None], columns[None, :]]
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Which of ``count`` pictures below each other in a ring."""

    path: str
    at: int = 0
    count: int = 1

    def read(self) -> Picture | None:
        """The newest picture; None while there is none."""
        reader = PreviewReader(Path(self.path))
        try:
            found = reader.latest()
            if found is None:
                return None
            whole = np.frombuffer(found[1], np.uint8)
            picture = whole.reshape(reader.height_px, reader.width_px, 4)
            height = reader.height_px // self.count
            return picture[self.at * height : (self.at + 1) * height].copy()
        finally:
            reader.close()


async def _screenshot(desk: Desk, fields: Fields) -> Answer:
    if fields.text("imageFormat").lower() not in _FORMATS:
        raise Refusal(Code.INVALID_FIELD, "The field value of `imageFormat` is not supported.")
    width_px = int(fields.number("imageWidth", 8, 4096, 0)) if fields.has("imageWidth") else 0
    height_px = int(fields.number("imageHeight", 8, 4096, 0)) if fields.has("imageHeight") else 0
    scene_id = _scene_id(desk, fields)
    for _ in range(_TRIES):
        picture = await _picture(desk, scene_id)
        if picture is not None:
            data = await asyncio.to_thread(_encoded, picture, width_px, height_px)
            return {"imageData": "data:image/png;base64," + base64.b64encode(data).decode()}
        await asyncio.sleep(_TRY_EVERY_S)
    raise Refusal(Code.ACTION_FAILED, "There is no picture of it yet.")


def _encoded(picture: Picture, width_px: int, height_px: int) -> bytes:
    return png(scaled(picture, width_px, height_px))


def _scene_id(desk: Desk, fields: Fields) -> str:
    names = desk.book.names
    if fields.has("sourceUuid"):
        wanted, scenes, inputs = fields.text("sourceUuid"), names.scene_of_uuid, names.input_of_uuid
    else:
        wanted, scenes, inputs = fields.text("sourceName"), names.scene_of_name, names.input_of_name
    if wanted in scenes:
        return scenes[wanted]
    if wanted in inputs:
        raise Refusal(Code.INVALID_STATE, "There are pictures of scenes only.")
    raise Refusal(Code.NOT_FOUND, f"No source was found by the name of `{wanted[:100]}`.")


async def _picture(desk: Desk, scene_id: str) -> Picture | None:
    book = desk.book
    if scene_id == book.show.current_scene_id and book.preview.path:
        place: Place | None = Place(book.preview.path)
    else:
        rings = await desk.ask(ask.WatchPictures(thumbnail_px=_THUMBNAIL_PX))
        place = None
        if isinstance(rings, PictureRings) and scene_id in rings.scene_ids:
            ids = rings.scene_ids
            place = Place(rings.thumbnails.path, ids.index(scene_id), len(ids))
    if place is None or not place.path:
        return None
    try:
        return await asyncio.to_thread(place.read)
    except StudioError:
        return None


HANDLERS: dict[str, Handler] = {"GetSourceScreenshot": _screenshot}
