import base64
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.core.messages.results import PictureRings
from studio.core.preview_ring import PreviewWriter
from studio.core.status import PreviewInfo
from studio.web.obs_socket import screenshot
from studio.web.obs_socket.codes import Code
from tests.support.obs_studio import PlayedStudio


def picture(width: int, height: int) -> screenshot.Picture:
    return np.random.default_rng(1).integers(0, 256, (height, width, 4), np.uint8)


def test_png_is_what_others_read() -> None:
    bgra = picture(31, 17)
    read = cv2.imdecode(np.frombuffer(screenshot.png(bgra), np.uint8), cv2.IMREAD_COLOR)
    assert read is not None
    assert np.array_equal(read, bgra[:, :, :3])


@pytest.mark.parametrize(
    ("wanted", "shape"),
    [((0, 0), (20, 40)), ((20, 0), (10, 20)), ((0, 40), (40, 80)), ((8, 8), (8, 8))],
)
def test_one_side_follows_the_other(wanted: tuple[int, int], shape: tuple[int, int]) -> None:
    assert screenshot.scaled(picture(40, 20), *wanted).shape[:2] == shape


async def test_scenes_are_cut_from_the_sheet_of_thumbnails(tmp_path: Path) -> None:
    sheet = picture(32, 36)
    writer = PreviewWriter(tmp_path / "sheet", 32, 36)
    writer.write(sheet.tobytes())
    studio = PlayedStudio()
    studio.rings = PictureRings(
        thumbnails=PreviewInfo(str(tmp_path / "sheet"), 32, 36), scene_ids=("one", "two")
    )
    found = await studio.call("GetSourceScreenshot", sourceName="Two", imageFormat="png")
    data = base64.b64decode(found["imageData"].removeprefix("data:image/png;base64,"))
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert read is not None
    assert np.array_equal(read, sheet[18:, :, :3])
    writer.close()


async def test_what_has_no_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenshot, "_TRY_EVERY_S", 0.001)
    studio = PlayedStudio()
    name = "GetSourceScreenshot"
    assert await studio.refused(name, sourceName="Two", imageFormat="png") is Code.ACTION_FAILED
    assert await studio.refused(name, sourceName="Film", imageFormat="png") is Code.INVALID_STATE
    assert await studio.refused(name, sourceName="x", imageFormat="png") is Code.NOT_FOUND
    assert await studio.refused(name, sourceName="Two", imageFormat="gif") is Code.INVALID_FIELD
