from pathlib import Path

import pytest
import skia

from studio.core.picture_filters import Blur, Lut, Mask, MaskShape, PictureFilter
from studio.core.scene import Layer, Scene, Show
from studio.core.status import Alarm
from studio.engine.compose.filters.files import FilterFiles
from tests.support.luts import cube_text, tiles
from tests.support.waiting import wait_until


class _Board:
    def __init__(self) -> None:
        self.alarms: dict[str, Alarm] = {}
        self.files = FilterFiles(self.put, self.clear)

    def put(self, alarm: Alarm) -> None:
        self.alarms[alarm.id] = alarm

    def clear(self, alarm_id: str) -> None:
        self.alarms.pop(alarm_id, None)

    @property
    def words(self) -> list[str]:
        return [alarm.text for alarm in self.alarms.values()]

    def follow(self, *filters: PictureFilter) -> None:
        layer = Layer("a", "A", "s", filters=filters)
        self.files.follow(Show("S", (Scene("one", "One", (layer,)),), "one"))
        self.files.refresh()


@pytest.fixture
def board() -> _Board:
    return _Board()


def _cube(path: Path) -> str:
    path.write_text(cube_text(2, lambda r, g, b: (b, g, r)))
    return str(path)


def test_a_cube_is_read_and_let_go(board: _Board, tmp_path: Path) -> None:
    path = _cube(tmp_path / "look.cube")
    assert board.files.lut(path) is None
    board.follow(Blur(), Lut(path=path))
    assert board.files.lut(path) is not None
    before = board.files.revision
    board.files.refresh()
    assert board.files.revision == before, "nothing changed on the disk"
    board.follow(Lut(path=path, is_enabled=False))
    assert board.files.lut(path) is None
    assert board.files.revision > before


def test_pictures_are_tables_or_masks(board: _Board, tmp_path: Path) -> None:
    path = str(tmp_path / "tiles.png")
    raster = tiles(lambda r, g, b: (r, g, b))
    skia.Image.fromarray(raster, colorType=skia.ColorType.kBGRA_8888_ColorType).save(path)
    board.follow(Lut(path=path), Mask(shape=MaskShape.IMAGE_LUMA, path=path))
    assert board.files.lut(path) is not None
    picture = board.files.picture(path)
    assert picture is not None
    assert picture.shape == (512, 512, 4)
    assert board.words == []


def test_a_broken_file_is_one_sentence_until_it_is_mended(board: _Board, tmp_path: Path) -> None:
    path = tmp_path / "look.cube"
    path.write_text("LUT_3D_SIZE 2\n0 0 0\n")
    board.follow(Lut(path=str(path)))
    assert board.files.lut(str(path)) is None
    assert board.words == [
        "The LUT 'look.cube' cannot be used: the table has 3 numbers instead of 24"
    ]
    board.alarms.clear()
    board.files.refresh()
    assert len(board.words) == 1, "said again, because alarms go by themselves"
    _cube(path)
    board.files.refresh()
    assert board.files.lut(str(path)) is not None
    assert board.words == []


def test_a_mask_that_is_no_picture_is_said(board: _Board, tmp_path: Path) -> None:
    path = tmp_path / "mask.png"
    path.write_text("no picture")
    missing = str(tmp_path / "none.png")
    board.follow(*(Mask(shape=MaskShape.IMAGE_ALPHA, path=one) for one in (str(path), missing)))
    assert board.files.picture(str(path)) is None
    assert sorted(board.words)[0].startswith("The mask 'mask.png' cannot be used: this is not")
    assert sorted(board.words)[1].startswith("The mask 'none.png' cannot be used: the picture")
    board.follow()
    assert board.words == []


def test_its_thread_reads_what_is_wanted(board: _Board, tmp_path: Path) -> None:
    path = _cube(tmp_path / "look.cube")
    board.files.start()
    try:
        layer = Layer("a", "A", "s", filters=(Lut(path=path),))
        board.files.follow(Show("S", (Scene("one", "One", (layer,)),), "one"))
        wait_until(lambda: board.files.lut(path) is not None)
    finally:
        board.files.stop()
