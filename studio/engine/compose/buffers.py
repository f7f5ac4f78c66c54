"""Picture buffers that are used again only when nobody holds them any more."""

import weakref
from collections import deque

from studio.engine.compose.planes import new_buffer
from studio.engine.media import Bytes

_KEPT_FREE = 6


class BufferPool:
    """Hands out I420 buffers. Whoever holds the array keeps it; its memory returns by itself.

    A fresh array a picture would cost hundreds of page faults; an encoder that is late must
    never see its picture overwritten. So the memory comes back when the array is let go.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width_px = width_px
        self._height_px = height_px
        self._free: deque[Bytes] = deque(maxlen=_KEPT_FREE)
        self._lent: set[weakref.ref[Bytes]] = set()

    def take(self) -> Bytes:
        """An I420 buffer with whatever was in it before."""
        try:
            memory = self._free.pop()
        except IndexError:
            memory = new_buffer(self._width_px, self._height_px)
        lent = memory.view()

        def take_back(gone: "weakref.ref[Bytes]") -> None:
            self._lent.discard(gone)
            self._free.append(memory)

        self._lent.add(weakref.ref(lent, take_back))
        return lent

    @property
    def lent(self) -> int:
        """How many are held by somebody."""
        return len(self._lent)
