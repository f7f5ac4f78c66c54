from collections.abc import Iterator

import msgspec
import numpy as np
import pytest

from studio.core.overlay import AnyCard, MessageCard, NoteCard
from studio.core.scene import Canvas, Scene
from studio.core.settings import Settings, UiSettings
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.media import MediaClock
from studio.engine.overlay.board import OverlayBoard
from studio.engine.overlay.view import FADE_NS, OverlayView, covered, faded
from tests.support.waiting import wait_until

CANVAS, OTHER = Canvas(640, 360), Canvas(360, 640)
HELLO, NOTE = MessageCard("pin", "hello", "Anna"), NoteCard("note", "Back soon")


class Stand:
    """A board and a view whose time is set by hand."""

    def __init__(self) -> None:
        self.now_ns = 0
        self.board = OverlayBoard(MediaClock())
        self.view = OverlayView(self.board, lambda: self.now_ns)
        self.view.patches(CANVAS)

    def show(self, *cards: AnyCard, is_at_once: bool = False) -> None:
        """Wait until they are drawn; the view does not know yet."""
        self.board.show(cards, is_at_once=is_at_once)
        ids = [card.id for card in cards]
        wait_until(lambda: [one.card_id for one in self.board.drawn(CANVAS)] == ids)

    def at(self, share: float) -> tuple[Patch, ...]:
        """What is seen that many fades after the start."""
        self.now_ns = int(share * FADE_NS)
        return self.view.patches(CANVAS)


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    made.board.start()
    yield made
    made.board.stop()


def _alpha(patch: Patch) -> float:
    assert patch.inverse is not None
    return 1.0 - float(patch.inverse.y.min()) / 255


def test_a_card_comes_in_a_fade_and_then_stays_the_same_object(stand: Stand) -> None:
    stand.show(HELLO)
    seen = [_alpha(stand.at(share)[0]) for share in (0.0, 0.25, 0.5, 1.0)]
    assert seen == sorted(seen)
    assert seen[0] < 0.02
    assert seen[2] == pytest.approx(seen[3] / 2, abs=0.05)
    still = stand.at(2.0)
    assert stand.at(3.0) is still
    assert still[0] is stand.board.drawn(CANVAS)[0].patch


def test_it_goes_in_a_fade_and_nothing_is_left(stand: Stand) -> None:
    stand.show(HELLO)
    stand.at(0.0)
    whole = _alpha(stand.at(1.0)[0])
    stand.show()
    assert _alpha(stand.at(5.0)[0]) == pytest.approx(whole)
    assert _alpha(stand.at(5.5)[0]) == pytest.approx(whole / 2, abs=0.05)
    assert stand.at(6.0) == ()


def test_what_is_deleted_is_not_in_the_next_picture_even_while_it_fades(stand: Stand) -> None:
    stand.show(HELLO, NOTE)
    stand.at(0.0)
    stand.at(1.0)
    stand.show(NOTE, is_at_once=True)
    assert len(stand.at(1.1)) == 1
    stand.show()
    assert len(stand.at(1.2)) == 1  # fades
    stand.show(is_at_once=True)
    assert stand.at(1.3) == ()


def test_without_motion_it_is_there_and_gone_at_once(stand: Stand) -> None:
    stand.board.follow(msgspec.structs.replace(Settings(), ui=UiSettings(motion="less")))
    stand.show(HELLO)
    assert stand.at(0.0)[0] is stand.board.drawn(CANVAS)[0].patch
    stand.show()
    assert stand.at(0.1) == ()


def test_a_card_that_changes_does_not_fade_again(stand: Stand) -> None:
    stand.show(HELLO)
    stand.at(0.0)
    before = stand.at(1.0)[0]
    stand.board.show((MessageCard("pin", "hello again", "Anna"),))
    wait_until(lambda: len(stand.at(1.0)) == 1 and stand.at(1.0)[0] is not before)
    assert _alpha(stand.at(1.0)[0]) == pytest.approx(_alpha(before))


def test_a_mix_is_the_same_object_while_there_are_no_cards(stand: Stand) -> None:
    mix = SceneMix(Scene("one", "One"))
    mix_now = covered(stand.board, lambda: FADE_NS, lambda: mix, lambda: CANVAS)
    assert mix_now() is mix
    assert covered(stand.board, lambda: 0, lambda: mix, lambda: None)() is mix
    stand.show(HELLO)
    assert len(mix_now().cards) == 1


def test_half_of_a_patch_is_half_of_its_alpha() -> None:
    board = OverlayBoard(MediaClock())
    board.start()
    board.show((HELLO,))
    wait_until(lambda: bool(board.drawn(CANVAS)))
    patch = board.drawn(CANVAS)[0].patch
    board.stop()
    half = faded(patch, 0.5)
    assert half.inverse is not None
    assert patch.inverse is not None
    assert np.abs(half.planes.y - patch.planes.y * 0.5).max() <= 1
    assert np.abs((255 - half.inverse.u) - (255.0 - patch.inverse.u) * 0.5).max() <= 1
    assert faded(patch, 1.0) is patch
