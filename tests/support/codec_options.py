"""Asks the codec library itself whether it knows an encoder's option; needs no hardware."""

import ctypes
import functools
from pathlib import Path

import av

_SEARCH_CHILDREN = 1  # the codec's own options as well as those of every codec


class CodecLibrary:
    """The libavcodec and libavutil that PyAV brings along."""

    def __init__(self) -> None:
        self._codecs = _bundled("avcodec")
        self._util = _bundled("avutil")
        self._codecs.avcodec_find_encoder_by_name.restype = ctypes.c_void_p
        self._codecs.avcodec_find_encoder_by_name.argtypes = [ctypes.c_char_p]
        self._codecs.avcodec_alloc_context3.restype = ctypes.c_void_p
        self._codecs.avcodec_alloc_context3.argtypes = [ctypes.c_void_p]
        self._codecs.avcodec_free_context.argtypes = [ctypes.POINTER(ctypes.c_void_p)]
        self._util.av_opt_set.argtypes = [
            ctypes.c_void_p,
            ctypes.c_char_p,
            ctypes.c_char_p,
            ctypes.c_int,
        ]

    def has_encoder(self, name: str) -> bool:
        """Whether this build has it."""
        return bool(self._codecs.avcodec_find_encoder_by_name(name.encode()))

    def refused(self, encoder: str, options: dict[str, str]) -> dict[str, str]:
        """Those options whose name or value the encoder does not know."""
        codec = self._codecs.avcodec_find_encoder_by_name(encoder.encode())
        context = ctypes.c_void_p(self._codecs.avcodec_alloc_context3(codec))
        try:
            return {
                name: value
                for name, value in options.items()
                if self._util.av_opt_set(context, name.encode(), value.encode(), _SEARCH_CHILDREN)
            }
        finally:
            self._codecs.avcodec_free_context(ctypes.byref(context))


@functools.cache
def codec_library() -> CodecLibrary:
    """The one of this environment."""
    return CodecLibrary()


def _bundled(name: str) -> ctypes.CDLL:
    package = Path(av.__file__).parent
    for folder in (package.parent / "av.libs", package / ".dylibs"):
        for pattern in (f"lib{name}*", f"{name}*"):
            for path in sorted(folder.glob(pattern)):
                return ctypes.CDLL(str(path))
    raise FileNotFoundError(f"PyAV brings no {name} library along")
