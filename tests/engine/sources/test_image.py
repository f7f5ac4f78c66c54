import contextlib
import zlib
from pathlib import Path

import numpy as np
import pytest
import skia
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.sources import ImageSettings
from studio.engine.media import MediaClock
from studio.engine.sources.image import ImageDriver, load_image

_FORMATS = {"png": skia.kPNG, "jpg": skia.kJPEG, "webp": skia.kWEBP}


def write(path: Path, kind: str) -> Path:
    raster = np.full((9, 16, 4), (0, 128, 255, 255), np.uint8)
    image = skia.Image.fromarray(raster, skia.kBGRA_8888_ColorType)
    path.write_bytes(bytes(image.encodeToData(_FORMATS[kind], 95)))
    return path


@pytest.mark.parametrize("kind", sorted(_FORMATS))
def test_pictures_of_each_format(tmp_path: Path, kind: str) -> None:
    path = write(tmp_path / f"a.{kind}", kind)
    raster = ImageDriver(ImageSettings(str(path)), MediaClock()).draw()
    assert raster.shape == (10, 16, 4)
    assert np.abs(raster[4, 8].astype(int) - (0, 128, 255, 255)).max() <= 4


def test_none_chosen_gone_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="no picture is chosen"):
        ImageDriver(ImageSettings(""), MediaClock()).open()
    with pytest.raises(UnavailableError, match="cannot be read"):
        load_image(str(tmp_path / "gone.png"))
    with pytest.raises(UnavailableError, match="cannot be read"):
        load_image(str(tmp_path))


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.raises(BadInputError, match="not a PNG, JPEG, WebP or GIF") as caught:
        load_image(str(path))
    assert caught.value.where == str(path)


def test_one_that_claims_to_be_huge_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.png", "png")
    data = bytearray(path.read_bytes())
    data[16:24] = (60_000).to_bytes(4, "big") * 2  # IHDR: width and height
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    path.write_bytes(bytes(data))
    with pytest.raises(BadInputError, match="pixels"):
        load_image(str(path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_damaged_file_is_drawn_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    whole = write(tmp_path / "whole.png", "png").read_bytes()
    cut = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for _ in range(data.draw(st.integers(0, 3))):
        if cut:
            cut[data.draw(st.integers(0, len(cut) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "damaged.png"
    path.write_bytes(bytes(cut))
    with contextlib.suppress(StudioError):
        assert ImageDriver(ImageSettings(str(path)), MediaClock()).draw().shape[2] == 4
