"""Picture buffers that are used again only when nobody holds them any more."""

import weakref
from collections import deque
from dataclasses import dataclass

from studio.engine.compose.planes import new_buffer
from studio.engine.media import Bytes

_KEPT_FREE = 6


@dataclass(slots=True, eq=False)
class Memory:
    """I420 memory, and what was last drawn in it: whose picture (0: nobody's), and which."""

    array: Bytes
    painter_id: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Lent:
    """``pixels`` is what is handed on: as long as anybody holds it, the memory rests."""

    pixels: Bytes
    memory: Memory


class BufferPool:
    """Hands out I420 buffers, whose memory returns by itself when ``pixels`` is let go.

    A fresh array a picture would cost hundreds of page faults; an encoder that is late must
    never see its picture overwritten.
    """

    def __init__(self, width_px: int, height_px: int) -> None:
        self._width_px = width_px
        self._height_px = height_px
        self._free: deque[Memory] = deque(maxlen=_KEPT_FREE)
        self._lent: dict[int, weakref.ref[Bytes]] = {}  # an array cannot be hashed

    def take(self, painter_id: int = 0) -> Lent:
        """A buffer with whatever was in it: that painter's newest if it is free."""
        memory = self._pick(painter_id)
        pixels = memory.array.view()

        def take_back(gone: "weakref.ref[Bytes]") -> None:
            # Runs on whichever thread let go last; deque and dict bear that without a lock.
            self._lent.pop(id(gone), None)
            self._free.append(memory)

        reference = weakref.ref(pixels, take_back)
        self._lent[id(reference)] = reference
        return Lent(pixels, memory)

    @property
    def lent(self) -> int:
        """How many are held by somebody."""
        return len(self._lent)

    def _pick(self, painter_id: int) -> Memory:
        free = list(self._free)
        if not free:
            return Memory(new_buffer(self._width_px, self._height_px))
        own = [memory for memory in free if memory.painter_id == painter_id]
        # Without one of its own, what belongs to nobody; then the oldest.
        best = max(own, key=_revision) if own else min(free, key=_revision)
        self._free.remove(best)
        return best


def _revision(memory: Memory) -> int:
    return memory.revision
