import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.edits import ChangeCanvas, ChangeSecondCanvas, LayerChange, PlaceLayers
from studio.core.errors import BadInputError, UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.results import PictureRings, Result, ViewerOpened
from studio.core.overlay import NoteCard
from studio.core.preview_ring import PreviewReader
from studio.core.scene import Box, Canvas, Scene
from studio.core.status import PreviewInfo
from studio.engine.compose.mix import SceneMix
from studio.engine.media import MediaClock
from studio.engine.overlay.board import OverlayBoard
from studio.engine.overlay.placing import safe_rect
from studio.engine.second_canvas import SecondGround
from tests.support.engine_stand import EngineStand, running_engine
from tests.support.rtc_viewer import RtcViewer
from tests.support.waiting import wait_until

_PATIENCE_S = 30.0
_UPRIGHT = Canvas(180, 320)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[EngineStand]:
    with running_engine(tmp_path) as stand:
        stand.ask(ask.ApplyEdit(ChangeSecondCanvas(_UPRIGHT)))
        yield stand


def _second(stand: EngineStand) -> PreviewInfo:
    rings = stand.ask(ask.WatchPictures(has_second=True))
    assert isinstance(rings, PictureRings)
    return rings.second


def _pixel(info: PreviewInfo, x: float, y: float) -> tuple[int, int, int]:
    """Red, green and blue of the newest picture at that place in fractions."""
    reader = PreviewReader(Path(info.path))
    wait_until(lambda: reader.serial > 3, _PATIENCE_S)
    newest = reader.latest()
    assert newest is not None
    place = 4 * (int(y * info.height_px) * info.width_px + int(x * info.width_px))
    blue, green, red = newest[1][place : place + 3]
    reader.close()
    return red, green, blue


async def _watch(stand: EngineStand, viewer: RtcViewer, shape: str) -> ViewerOpened:
    opened: Result = await asyncio.to_thread(stand.ask, ask.OpenViewer(await viewer.offer(), shape))
    assert isinstance(opened, ViewerOpened)
    await viewer.take_answer(opened.answer_sdp)
    return opened


def test_it_rests_until_somebody_wants_it(stand: EngineStand) -> None:
    assert stand.engine.stats(0.0).second.rendered == 0
    assert not stand.engine.second.pipeline.is_running
    info = _second(stand)
    assert (info.width_px, info.height_px) == (180, 320)
    wait_until(lambda: stand.engine.stats(0.0).second.rendered > 3, _PATIENCE_S)
    assert not stand.engine.second.pipeline.is_running  # a window needs no encoder


def test_a_layer_lies_where_it_was_put_and_the_first_canvas_is_untouched(
    stand: EngineStand,
) -> None:
    before = stand.engine.history.show.scenes[0].layers[1].box
    change = LayerChange("patch", box=Box(0.0, 0.0, 1.0, 0.25))
    stand.ask(ask.ApplyEdit(PlaceLayers("one", (change,))))
    info = _second(stand)

    def is_red() -> bool:
        red, green, blue = _pixel(info, 0.5, 0.1)
        return red > max(green, blue) + 40

    wait_until(is_red, _PATIENCE_S)
    assert stand.engine.history.show.scenes[0].layers[1].box == before


def test_cards_lie_over_the_second_canvas_in_its_own_size(tmp_path: Path) -> None:
    clock = MediaClock()
    board = OverlayBoard(clock)
    ground = SecondGround(clock, tmp_path, lambda _source_id: None, overlay=board)
    mix_now = ground.with_cards(lambda: SceneMix(Scene("one", "One")), lambda: _UPRIGHT)
    board.start()
    board.show((NoteCard("note", "Back soon"),))
    wait_until(lambda: bool(mix_now().cards), _PATIENCE_S)
    board.stop()
    (card,) = mix_now().cards
    assert safe_rect(_UPRIGHT).holds(card.rect)
    bare = SecondGround(clock, tmp_path, lambda _source_id: None)
    assert bare.with_cards(lambda: SceneMix(Scene("one", "One")), lambda: None)().cards == ()


def test_with_the_preview_on_a_window_sees_the_prepared_scene(stand: EngineStand) -> None:
    programme = _second(stand)
    stand.ask(ask.SetPreviewMode())
    stand.ask(ask.PreviewScene("two"))
    prepared = _second(stand)
    assert prepared.path not in ("", programme.path)
    assert (prepared.width_px, prepared.height_px) == (180, 320)


async def test_two_people_see_the_same_show_in_two_shapes(stand: EngineStand) -> None:
    await asyncio.to_thread(stand.ask, ask.StartShow())
    async with RtcViewer() as wide, RtcViewer() as upright:
        await _watch(stand, wide, "wide")
        opened = await _watch(stand, upright, "upright")
        (first,), (second,) = await wide.pictures(1), await upright.pictures(1)
        assert (first.width, first.height) == (320, 180)
        assert (second.width, second.height) == (180, 320)
        assert await upright.sounds(5)
        assert len(stand.engine.stats(0.0).viewers) == 2
        await asyncio.to_thread(stand.ask, ask.CloseViewer(opened.viewer_id))
    assert stand.engine.second.viewers.count == 0


async def test_both_canvases_share_one_limit_of_viewers(stand: EngineStand) -> None:
    await asyncio.to_thread(stand.ask, ask.StartShow())
    async with RtcViewer() as one, RtcViewer() as two, RtcViewer() as three:
        await _watch(stand, one, "upright")
        await _watch(stand, two, "")
        assert await one.pictures(1)
        assert await two.pictures(1)
        with pytest.raises(UnavailableError, match="limit"):
            await _watch(stand, three, "upright")


async def test_while_it_is_watched_its_size_stays(stand: EngineStand) -> None:
    await asyncio.to_thread(stand.ask, ask.StartShow())
    async with RtcViewer() as viewer:
        await _watch(stand, viewer, "upright")
        await viewer.pictures(1)
        for edit in (ChangeSecondCanvas(), ChangeSecondCanvas(Canvas(320, 320))):
            with pytest.raises(BadInputError, match="while it is watched"):
                await asyncio.to_thread(stand.ask, ask.ApplyEdit(edit))
    stand.ask(ask.EndShow())
    wait_until(lambda: not stand.engine.second.pipeline.is_running, _PATIENCE_S)
    stand.ask(ask.ApplyEdit(ChangeSecondCanvas()))
    assert _second(stand) == PreviewInfo()


def test_another_size_is_seen_at_once(stand: EngineStand) -> None:
    before = _second(stand)
    stand.ask(ask.ApplyEdit(ChangeSecondCanvas(Canvas(200, 300))))
    after = _second(stand)
    assert after.path != before.path
    assert (after.width_px, after.height_px) == (200, 300)
    stand.ask(ask.ApplyEdit(ChangeCanvas(Canvas(256, 128))))
    assert _second(stand).path == after.path
