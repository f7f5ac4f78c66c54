"""How large a picture is, from the first bytes of its file: PNG, GIF, BMP, WebP, JPEG."""

import struct

from studio.core.imports.placing import Size

HEAD_BYTES = 1_000_000
_PNG, _BMP, _JPEG = b"\x89PNG\r\n\x1a\n", b"BM", b"\xff\xd8"
_GIFS = (b"GIF87a", b"GIF89a")
_NO_FRAME = (0xC4, 0xC8, 0xCC)  # between the frame markers of JPEG, but not frames
_LARGEST_PX = 65_535


def picture_size(head: bytes) -> Size | None:
    """Width and height; None when the bytes do not say it, or a camera says it is turned."""
    try:
        wide, high = _sides(head)
    except struct.error:
        return None
    if not (1 <= wide <= _LARGEST_PX and 1 <= high <= _LARGEST_PX):
        return None
    return Size(float(wide), float(high))


def _sides(head: bytes) -> tuple[int, int]:
    """Both sides, 0 when unknown. Raises struct.error when the head is too short."""
    if head.startswith(_PNG):
        return _two(">II", head, 16)
    if head.startswith(_GIFS):
        return _two("<HH", head, 6)
    if head.startswith(_BMP):
        wide, high = _two("<ii", head, 18)
        return wide, abs(high)
    if head.startswith(_JPEG):
        return _jpeg(head)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    return 0, 0


def _two(layout: str, head: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(layout, head, at)
    return int(first), int(second)


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        low_wide, high_wide, low_high, high_high = struct.unpack_from("<HBHB", head, 24)
        return 1 + low_wide + (high_wide << 16), 1 + low_high + (high_high << 16)
    if kind == b"VP8L":
        (packed,) = struct.unpack_from("<I", head, 21)
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        wide, high = _two("<HH", head, 26)
        return wide & 0x3FFF, high & 0x3FFF
    return 0, 0


def _jpeg(head: bytes) -> tuple[int, int]:
    """From the first frame; nothing when there is Exif, which may turn the picture."""
    at = 2
    while True:
        mark, kind, length = struct.unpack_from(">BBH", head, at)
        if mark != 0xFF or length < 2:
            return 0, 0
        if head[at + 4 : at + 8] == b"Exif":
            return 0, 0
        if 0xC0 <= kind <= 0xCF and kind not in _NO_FRAME:
            high, wide = _two(">HH", head, at + 5)
            return wide, high
        at += 2 + length
