from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import pytest

from studio.core.clock import NS_PER_S
from studio.core.preview_ring import PreviewReader
from studio.core.scene import Canvas, Scene, Show
from studio.core.status import PreviewInfo
from studio.engine.media import MediaClock, Picture
from studio.engine.side_pictures import SidePictures
from tests.fakes.virtual_clock import VirtualClock
from tests.support.waiting import wait_until

_RED, _GREEN, _BLUE = "#c02020", "#20c020", "#2020c0"


def _nothing(_source_id: str) -> Picture | None:
    return None


class Stand:
    """Scenes of plain colours."""

    def __init__(self, runtime_dir: Path) -> None:
        self.clock = VirtualClock()
        scenes = (Scene("one", "One", background=_RED), Scene("two", "Two", background=_GREEN))
        self.show = Show("S", scenes, "one", canvas=Canvas(320, 180), preview_scene_id="two")
        self.fault: Exception | None = None
        self.side = SidePictures(MediaClock(self.clock), runtime_dir, lambda: self.show, _nothing)

    def change(self, **fields: object) -> None:
        """Another show."""
        self.show = msgspec.structs.replace(self.show, **fields)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    made = Stand(tmp_path)
    yield made
    made.side.close()


def _picture(info: PreviewInfo) -> npt.NDArray[np.uint8]:
    reader = PreviewReader(Path(info.path))
    wait_until(lambda: reader.latest() is not None)
    newest = reader.latest()
    assert newest is not None
    reader.close()
    return np.frombuffer(newest[1], np.uint8).reshape(info.height_px, info.width_px, 4)


def _is(picture: npt.NDArray[np.uint8], colour: str) -> bool:
    bgr = [int(colour[place : place + 2], 16) for place in (5, 3, 1)]
    return bool(np.abs(picture[..., :3].mean((0, 1)) - bgr).max() < 6)


def test_the_prepared_scene_has_a_ring_of_its_own(stand: Stand) -> None:
    rings = stand.side.want(True, 0)
    assert (rings.preview.width_px, rings.preview.height_px) == (320, 180)
    assert rings.thumbnails == PreviewInfo()
    assert _is(_picture(rings.preview), _GREEN)
    stand.change(scenes=(stand.show.scenes[0], Scene("two", "Two", background=_BLUE)))
    wait_until(lambda: _is(_picture(rings.preview), _BLUE))


def test_nothing_is_composed_while_nothing_is_prepared(stand: Stand) -> None:
    stand.change(preview_scene_id="")
    assert stand.side.want(True, 0).preview == PreviewInfo()


def test_every_scene_is_on_the_sheet_in_its_place(stand: Stand) -> None:
    rings = stand.side.want(False, 128)
    assert rings.scene_ids == ("one", "two")
    assert (rings.thumbnails.width_px, rings.thumbnails.height_px) == (128, 144)
    picture = _picture(rings.thumbnails)
    assert _is(picture[:72], _RED)
    assert _is(picture[72:], _GREEN)


def test_a_new_scene_has_a_new_sheet_and_another_order_does_not(stand: Stand) -> None:
    first = stand.side.want(False, 128)
    stand.change(scenes=stand.show.scenes[::-1])
    assert stand.side.want(False, 128) == first
    stand.change(scenes=(*stand.show.scenes, Scene("three", "Three", background=_BLUE)))
    second = stand.side.want(False, 128)
    assert second.thumbnails.path != first.thumbnails.path
    assert not Path(first.thumbnails.path).exists()
    picture = _picture(second.thumbnails)
    place = second.scene_ids.index("three")
    assert _is(picture[72 * place : 72 * place + 72], _BLUE)


def test_the_largest_wish_is_met(stand: Stand) -> None:
    stand.side.want(False, 320)
    assert stand.side.want(False, 128).thumbnails.width_px == 320


def test_it_ends_by_itself_when_nobody_asks_again(stand: Stand) -> None:
    rings = stand.side.want(True, 128)
    _picture(rings.preview)
    stand.clock.advance(11 * NS_PER_S)
    for info in (rings.preview, rings.thumbnails):
        wait_until(lambda info=info: not Path(info.path).exists())  # type: ignore[misc]
    again = stand.side.want(True, 128)
    assert _is(_picture(again.preview), _GREEN)


def test_a_portrait_canvas_has_portrait_thumbnails(stand: Stand) -> None:
    stand.change(canvas=Canvas(180, 320))
    info = stand.side.want(False, 90).thumbnails
    assert (info.width_px, info.height_px) == (90, 320)


def test_closing_leaves_nothing(stand: Stand) -> None:
    rings = stand.side.want(True, 128)
    stand.side.close()
    assert not Path(rings.preview.path).exists()
    assert not Path(rings.thumbnails.path).exists()
