"""Chroma key by tables over U and V: no arithmetic is done for a pixel."""

from dataclasses import replace
from functools import lru_cache

import cv2
import numpy as np

from studio.core.picture_filters import ChromaKey
from studio.engine.compose.colour import yuv_of
from studio.engine.compose.filters.content import Content
from studio.engine.compose.planes import Planes, as_bytes
from studio.engine.media import Bytes

_CURVE = 1.5  # as other studios have it, so that their figures mean the same here
_MIDDLE = 128
_LEVELS = 256


def keyed(content: Content, settings: ChromaKey) -> Content:
    """The content without what is of the key's colour."""
    cover, colours = _tables(settings)
    y, u, v = content.planes.all()
    places = np.asarray(cv2.merge([v, u])).view(np.uint16).reshape(u.shape)
    half = np.take(cover, places)
    alpha = cv2.resize(half, content.size, interpolation=cv2.INTER_LINEAR)
    pairs = np.take(colours, places).view(np.uint8).reshape(*u.shape, 2)
    plain_v, plain_u = cv2.split(pairs)
    planes = Planes(y, as_bytes(plain_u), as_bytes(plain_v))
    return replace(content, planes=planes).within(as_bytes(alpha))


@lru_cache(maxsize=16)
def _tables(
    settings: ChromaKey,
) -> "tuple[Bytes, np.ndarray[tuple[int, ...], np.dtype[np.uint16]]]":
    """By V + 256 · U: the alpha, and V + 256 · U with the key's shine taken away."""
    _, key_u, key_v = yuv_of(settings.colour)
    u, v = np.divmod(np.arange(_LEVELS * _LEVELS), _LEVELS)
    beyond = np.hypot(u - key_u, v - key_v) / 255 - settings.similarity
    cover = np.clip(beyond / settings.smoothness, 0, 1) ** _CURVE
    colour = np.clip(beyond / settings.spill, 0, 1) ** _CURVE
    plain_u, plain_v = (np.rint(_MIDDLE + (one - _MIDDLE) * colour) for one in (u, v))
    return (
        np.rint(cover * 255).astype(np.uint8),
        (plain_v + _LEVELS * plain_u).astype(np.uint16),
    )
