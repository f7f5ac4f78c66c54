from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import SetPreviewMode
from studio.core.messages.results import PictureRings
from studio.core.preview_ring import PreviewWriter
from studio.core.status import PreviewInfo
from studio.ui.pictures import Pictures
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
_RED, _BLUE = bytes((0, 0, 200, 255)), bytes((200, 0, 0, 255))


@pytest.fixture
def sheet(tmp_path: Path) -> Iterator[PreviewWriter]:
    """Two thumbnails of 4 × 2, red and blue."""
    writer = PreviewWriter(tmp_path / "sheet.ring", 4, 4)
    writer.write(_RED * 8 + _BLUE * 8)
    yield writer
    writer.close()


def _rings(sheet: PreviewWriter) -> PictureRings:
    info = PreviewInfo(str(sheet.path), sheet.width_px, sheet.height_px)
    return PictureRings(PreviewInfo(), info, ("one", "two"))


def test_each_scene_has_its_part_of_the_sheet(
    qtbot: QtBot, pictures: Pictures, studio: FakeStudio, sheet: PreviewWriter
) -> None:
    studio.rings = _rings(sheet)
    with qtbot.waitSignal(pictures.changed, timeout=_PATIENCE_MS):
        pictures.want("list", 192)
    assert pictures.image_of("one").pixelColor(1, 1).red() == 200
    assert pictures.image_of("two").pixelColor(1, 1).blue() == 200
    assert pictures.image_of("three").isNull()


def test_a_newer_picture_is_seen(
    qtbot: QtBot, pictures: Pictures, studio: FakeStudio, sheet: PreviewWriter
) -> None:
    studio.rings = _rings(sheet)
    with qtbot.waitSignal(pictures.changed, timeout=_PATIENCE_MS):
        pictures.want("list", 192)
    with qtbot.waitSignal(pictures.changed, timeout=_PATIENCE_MS):
        sheet.write(_BLUE * 16)
    assert pictures.image_of("one").pixelColor(1, 1).blue() == 200


def test_the_prepared_scenes_ring_is_told_when_it_changes(
    qtbot: QtBot, pictures: Pictures, studio: FakeStudio
) -> None:
    studio.rings = PictureRings(PreviewInfo("/run/prepared.ring", 800, 450))
    with qtbot.waitSignal(pictures.prepared_changed, timeout=_PATIENCE_MS):
        pictures.want("list", 192)
    assert pictures.prepared.path == "/run/prepared.ring"
    with qtbot.waitSignal(pictures.prepared_changed, timeout=_PATIENCE_MS):
        pictures.want("list", 0)
    assert pictures.prepared == PreviewInfo()


def test_a_sheet_that_is_gone_already_is_no_fault(pictures: Pictures) -> None:
    pictures.want("list", 192)
    pictures.take(PictureRings(PreviewInfo(), PreviewInfo("/nowhere.ring", 4, 4), ("one",)))
    assert pictures.image_of("one").isNull()


def test_a_prepared_scene_that_nobody_sees_is_not_asked_for(
    qtbot: QtBot, pictures: Pictures, studio: FakeStudio
) -> None:
    studio.rings = PictureRings(PreviewInfo("/run/prepared.ring", 800, 450))
    with qtbot.waitSignal(pictures.prepared_changed, timeout=_PATIENCE_MS):
        studio.answer(SetPreviewMode(True))
    with qtbot.waitSignal(pictures.prepared_changed, timeout=_PATIENCE_MS):
        pictures.show_prepared(False)
    assert pictures.prepared == PreviewInfo()
    with qtbot.waitSignal(pictures.prepared_changed, timeout=_PATIENCE_MS):
        pictures.show_prepared(True)


def test_the_second_canvas_is_asked_for_while_it_is_shown(
    qtbot: QtBot, pictures: Pictures, studio: FakeStudio
) -> None:
    studio.rings = PictureRings(second=PreviewInfo("/run/second.ring", 450, 800))
    with qtbot.waitSignal(pictures.second_changed, timeout=_PATIENCE_MS):
        pictures.want_second(True)
    assert pictures.second.path == "/run/second.ring"
    with qtbot.waitSignal(pictures.second_changed, timeout=_PATIENCE_MS):
        pictures.want_second(False)
    assert pictures.second == PreviewInfo()
