import numpy as np

from studio.engine.compose.buffers import BufferPool


def test_memory_rests_while_its_pixels_are_held_and_returns_after() -> None:
    pool = BufferPool(64, 36)
    first = pool.take()
    address = first.pixels.ctypes.data
    assert first.pixels.shape == (54, 64)
    second = pool.take()
    assert second.pixels.ctypes.data != address
    assert pool.lent == 2
    del first
    assert pool.lent == 1
    assert pool.take().pixels.ctypes.data == address


def test_a_view_that_someone_kept_is_enough_to_keep_the_memory() -> None:
    pool = BufferPool(64, 36)
    pixels = pool.take().pixels
    pixels[...] = 7
    others = [pool.take() for _ in range(10)]
    for other in others:
        other.pixels[...] = 9
    assert np.all(pixels == 7)


def test_a_painter_gets_its_own_newest_memory_back() -> None:
    pool = BufferPool(64, 36)
    lent = [pool.take() for _ in range(3)]
    for revision, one in enumerate(lent):
        one.memory.painter_id, one.memory.revision = 5, revision
    newest = lent[2].pixels.ctypes.data
    oldest = lent[0].pixels.ctypes.data
    del one, lent
    assert pool.take(5).pixels.ctypes.data == newest
    assert pool.take(6).pixels.ctypes.data == oldest


def test_a_burst_of_holders_does_not_keep_memory_for_good() -> None:
    pool = BufferPool(64, 36)
    lent = [pool.take() for _ in range(40)]
    addresses = {one.pixels.ctypes.data for one in lent}
    assert len(addresses) == 40
    del lent
    assert pool.lent == 0
    assert len(pool._free) <= 8
