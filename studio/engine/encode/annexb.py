"""H.264 byte streams as encoders give them: NAL units behind start codes (ITU-T H.264 Annex B)."""

from collections.abc import Iterator

_START = b"\0\0\1"
_LONG_START = b"\0\0\0\1"
_TYPE_MASK = 0x1F
_SLICE = 1
_IDR_SLICE = 5
_SPS = 7
_PPS = 8


def nal_units(data: bytes) -> Iterator[bytes]:
    """The NAL units of ``data``, without start codes and trailing zero bytes; none if no code."""
    start = data.find(_START)
    while start >= 0:
        begin = start + len(_START)
        start = data.find(_START, begin)
        unit = data[begin : start if start >= 0 else len(data)].rstrip(b"\0")
        if unit:
            yield unit


def nal_type(unit: bytes) -> int:
    """The ``nal_unit_type`` of a unit (H.264 table 7-1)."""
    return unit[0] & _TYPE_MASK


def has_idr(data: bytes) -> bool:
    """Whether a receiver can begin here: the frame is an IDR picture.

    Looks only as far as the first slice, for that decides it and slices are long.
    """
    start = data.find(_START)
    while 0 <= start < len(data) - len(_START):
        begin = start + len(_START)
        kind = data[begin] & _TYPE_MASK
        if kind == _IDR_SLICE:
            return True
        if _SLICE <= kind < _IDR_SLICE:
            return False
        start = data.find(_START, begin)
    return False


def parameter_sets(data: bytes) -> bytes:
    """The SPS and PPS units of ``data`` as Annex B; empty when one of the two is missing."""
    found = [unit for unit in nal_units(data) if nal_type(unit) in (_SPS, _PPS)]
    if {nal_type(unit) for unit in found} != {_SPS, _PPS}:
        return b""
    return b"".join(_LONG_START + unit for unit in found)


def with_parameter_sets(data: bytes, known: bytes) -> bytes:
    """A key frame that carries its own SPS and PPS; ``known`` is put in front where it does not.

    Some hardware writes them once only, and whoever joins later could not begin.
    """
    return data if parameter_sets(data) else known + data
