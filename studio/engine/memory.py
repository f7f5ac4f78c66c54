"""How the engine's process keeps memory: pictures come and go, their memory should stay."""

import contextlib
import ctypes
import sys

_M_TRIM_THRESHOLD = -1
_M_MMAP_THRESHOLD = -3
_LARGEST_KEPT_BYTES = 32 * 2**20  # glibc's limit for the threshold
_KEPT_FREE_BYTES = 256 * 2**20


def keep_freed_memory() -> bool:
    """Use freed picture memory again instead of giving it back; True where that was possible.

    glibc maps every block above 128 KiB anew, so each captured or scaled picture costs hundreds
    of page faults (mallopt(3)). Call it before threads start.
    """
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):  # another C library
        mallopt = ctypes.CDLL("libc.so.6").mallopt
        return bool(
            mallopt(_M_MMAP_THRESHOLD, _LARGEST_KEPT_BYTES)
            and mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE_BYTES)
        )
    return False
