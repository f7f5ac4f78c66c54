import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.edits import ChangeSecondCanvas
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages import requests as ask
from studio.core.scene import Canvas
from tests.support.engine_stand import EngineStand, running_engine
from tests.support.rtc_viewer import RtcViewer


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[EngineStand]:
    with running_engine(tmp_path) as stand:
        stand.ask(ask.StartShow())
        yield stand


@pytest.mark.parametrize(
    ("second", "shape", "is_second"),
    [
        (None, "upright", False),
        (Canvas(180, 320), "upright", True),
        (Canvas(180, 320), "wide", False),
        (Canvas(180, 320), "", False),
        (Canvas(160, 90), "wide", False),
        (Canvas(160, 90), "upright", False),
    ],
)
async def test_who_asks_for_a_shape_gets_it_if_there_is_one(
    stand: EngineStand, second: Canvas | None, shape: str, is_second: bool
) -> None:
    await asyncio.to_thread(stand.ask, ask.ApplyEdit(ChangeSecondCanvas(second)))
    audiences = stand.engine.viewers
    async with RtcViewer() as viewer:
        offer = await viewer.offer()
        opened = await asyncio.to_thread(audiences.open, offer, shape)
        assert len(audiences.statuses()) == 1
        assert len(stand.engine.second.viewer_statuses()) == is_second
        await asyncio.to_thread(audiences.add_candidates, opened.viewer_id, "a=mid:0\r\n")
        await asyncio.to_thread(audiences.close_viewer, opened.viewer_id)
        assert audiences.statuses() == ()


def test_who_is_not_there_is_not_found_on_either(stand: EngineStand) -> None:
    with pytest.raises(NotFoundError):
        stand.engine.viewers.close_viewer("gone")
    with pytest.raises(BadInputError):
        stand.engine.viewers.open("v=0\r\n", "upright")


async def test_at_the_end_of_the_show_everybody_leaves(stand: EngineStand) -> None:
    await asyncio.to_thread(stand.ask, ask.ApplyEdit(ChangeSecondCanvas(Canvas(180, 320))))
    async with RtcViewer() as one, RtcViewer() as two:
        for viewer, shape in ((one, "upright"), (two, "wide")):
            await asyncio.to_thread(stand.engine.viewers.open, await viewer.offer(), shape)
        assert len(stand.engine.viewers.statuses()) == 2
        await asyncio.to_thread(stand.ask, ask.EndShow())
        assert stand.engine.viewers.statuses() == ()
