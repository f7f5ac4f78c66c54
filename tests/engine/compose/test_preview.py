from pathlib import Path

import numpy as np

from studio.core.preview_ring import PreviewReader, PreviewWriter
from studio.engine.compose.planes import new_buffer, planes_of
from studio.engine.compose.preview import PreviewMaker


def test_the_preview_is_the_programme_small_and_in_bgra(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 64, 36)
    reader = PreviewReader(tmp_path / "p.ring")
    maker = PreviewMaker(writer, 320, 180)
    picture = new_buffer(320, 180)
    for plane, value in zip(planes_of(picture, 320, 180).all(), (81, 90, 240), strict=True):
        plane[...] = value
    maker.show(picture)
    latest = reader.latest()
    assert latest is not None
    pixels = np.frombuffer(latest[1], np.uint8).reshape(36, 64, 4).astype(int)
    assert abs(pixels - (0, 0, 255, 255)).max() <= 3
    maker.show(picture)
    assert reader.serial == latest[0], "the same picture is not published twice"
    maker.show(picture.copy())
    assert reader.serial == latest[0] + 1
    reader.close()
    writer.close()
