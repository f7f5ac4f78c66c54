from collections.abc import Iterator
from typing import cast

import msgspec
import pytest

from studio.core.clock import NS_PER_S
from studio.core.overlay import AnyCard, CardLook, DrawCard, MessageCard, NoteCard, Place
from studio.core.scene import Canvas
from studio.core.settings import OverlaySettings, Settings
from studio.engine.media import MediaClock
from studio.engine.overlay.board import Drawn, OverlayBoard
from studio.engine.overlay.placing import safe_rect
from tests.fakes.virtual_clock import VirtualClock
from tests.support.waiting import wait_until

WIDE, UPRIGHT = Canvas(640, 360), Canvas(360, 640)
HELLO, NOTE = MessageCard("pin", "hello", "Anna"), NoteCard("note", "Back soon")


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def board(clock: VirtualClock) -> Iterator[OverlayBoard]:
    made = OverlayBoard(MediaClock(clock))
    made.start()
    yield made
    made.stop()


def _drawn(board: OverlayBoard, cards: tuple[AnyCard, ...], canvas: Canvas) -> tuple[Drawn, ...]:
    wait_until(lambda: [one.card_id for one in board.drawn(canvas)] == [card.id for card in cards])
    return board.drawn(canvas)


def test_every_canvas_has_the_cards_in_its_own_size(board: OverlayBoard) -> None:
    board.show((HELLO, NOTE))
    wide = _drawn(board, (HELLO, NOTE), WIDE)
    upright = _drawn(board, (HELLO, NOTE), UPRIGHT)
    for canvas, drawn in ((WIDE, wide), (UPRIGHT, upright)):
        assert all(safe_rect(canvas).holds(one.patch.rect) for one in drawn)
    assert wide[0].patch.rect.left < wide[0].patch.rect.right


def test_what_did_not_change_is_the_same_object(board: OverlayBoard) -> None:
    board.show((HELLO,))
    first = _drawn(board, (HELLO,), WIDE)
    board.show((HELLO, NOTE))
    second = _drawn(board, (HELLO, NOTE), WIDE)
    assert second[0] is first[0]
    assert board.drawn(WIDE) is second


def test_what_is_taken_away_is_gone_before_anything_is_drawn(clock: VirtualClock) -> None:
    board = OverlayBoard(MediaClock(clock))
    board.start()
    board.show((HELLO, NOTE))
    _drawn(board, (HELLO, NOTE), WIDE)
    board.stop()  # nobody draws any more
    board.show((NOTE,), is_at_once=True)
    assert [one.card_id for one in board.drawn(WIDE)] == ["note"]
    assert board.clearings == 1


def test_a_card_with_the_same_id_takes_the_others_place(board: OverlayBoard) -> None:
    board.show((HELLO,))
    before = _drawn(board, (HELLO,), WIDE)
    board.show((MessageCard("pin", "hello, all of you there", "Anna"),))
    wait_until(lambda: board.drawn(WIDE) is not before)
    wait_until(lambda: len(board.drawn(WIDE)) == 1)
    assert board.drawn(WIDE)[0].patch.rect.width > before[0].patch.rect.width


def test_another_place_and_look_are_followed(board: OverlayBoard) -> None:
    board.show((HELLO,))
    before = _drawn(board, (HELLO,), WIDE)[0]
    overlay = OverlaySettings(place=Place.TOP_RIGHT, look=CardLook.LIGHT)
    board.follow(msgspec.structs.replace(Settings(), overlay=overlay))
    wait_until(lambda: board.drawn(WIDE)[0] is not before)
    after = board.drawn(WIDE)[0].patch
    assert after.rect.top == safe_rect(WIDE).top
    assert after.rect.right == safe_rect(WIDE).right
    assert after.planes.y.mean() > before.patch.planes.y.mean() + 50


def test_a_countdown_is_drawn_again_every_second_and_nothing_else_is(
    board: OverlayBoard, clock: VirtualClock
) -> None:
    draw = DrawCard("draw", "A bowl", ends_wall_ms=clock.wall_ms() + 60_000)
    board.show((HELLO, draw))
    before = _drawn(board, (HELLO, draw), WIDE)
    clock.advance(NS_PER_S)
    wait_until(lambda: board.drawn(WIDE)[1] is not before[1])
    assert board.drawn(WIDE)[0] is before[0]


def test_a_card_that_cannot_be_drawn_takes_nothing_with_it(
    board: OverlayBoard, caplog: pytest.LogCaptureFixture
) -> None:
    broken = cast(AnyCard, MessageCard("pin", cast(str, None)))
    board.show((broken, NOTE))
    drawn = _drawn(board, (broken, NOTE), WIDE)
    assert drawn[0].patch.rect.area <= 4
    assert drawn[1].patch.rect.area > 1000
    assert "card not drawn" in caplog.text
