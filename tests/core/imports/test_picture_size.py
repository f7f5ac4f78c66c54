import struct

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.imports.picture_size import picture_size
from studio.core.imports.placing import Size


def _encoded(ending: str) -> bytes:
    return bytes(cv2.imencode(ending, np.zeros((40, 70, 3), np.uint8))[1].tobytes())


@pytest.mark.parametrize("ending", [".png", ".jpg", ".bmp", ".webp"])
def test_a_real_picture_says_its_size(ending: str) -> None:
    assert picture_size(_encoded(ending)) == Size(70.0, 40.0)


@pytest.mark.parametrize(
    "head",
    [
        b"GIF89a" + struct.pack("<HH", 70, 40),
        b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + struct.pack("<HBHB", 69, 0, 39, 0),
        b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 69 | 39 << 14),
        b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 70, 40),
    ],
)
def test_other_heads_say_it_too(head: bytes) -> None:
    assert picture_size(head) == Size(70.0, 40.0)


def test_a_photo_that_may_be_turned_does_not() -> None:
    plain = _encoded(".jpg")
    assert picture_size(plain[:2] + b"\xff\xe1\x00\x08Exif\0\0" + plain[2:]) is None


@given(st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"BM", b"GIF89a"]), st.binary())
def test_broken_heads_say_nothing_or_a_size(start: bytes, rest: bytes) -> None:
    found = picture_size(start + rest)
    assert found is None or (found.width_px >= 1 and found.height_px >= 1)
