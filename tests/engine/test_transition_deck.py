from collections.abc import Iterator
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from studio.core.scene import Canvas, Scene, Show, Transition, TransitionKind
from studio.core.status import Alarm
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.transition_deck import TransitionDeck
from tests.support.films import make_stinger
from tests.support.waiting import wait_until


class Stand:
    """A deck, and what it said."""

    def __init__(self) -> None:
        self.alarms: dict[str, Alarm] = {}
        self.sounds: list[AudioBlock] = []
        self.deck = TransitionDeck(MediaClock(), self.sounds.append, self._put, self._clear)

    def _put(self, alarm: Alarm) -> None:
        self.alarms[alarm.id] = alarm

    def _clear(self, alarm_id: str) -> None:
        self.alarms.pop(alarm_id, None)

    @property
    def texts(self) -> list[str]:
        """What is wrong now."""
        return [alarm.text for alarm in self.alarms.values()]


@pytest.fixture
def stand() -> Iterator[Stand]:
    made = Stand()
    yield made
    made.deck.close()


def _show(*ways: Transition | None, canvas: Canvas = Canvas(128, 72)) -> Show:  # noqa: B008
    scenes = tuple(
        Scene(f"s{number}", "S", transition=way) for number, way in enumerate(ways[1:])
    ) or (Scene("s0", "S"),)
    return Show("S", scenes, scenes[0].id, canvas=canvas, transition=ways[0] or Transition())


def _stinger(path: Path) -> Transition:
    return Transition(TransitionKind.STINGER, path=str(path), cut_ms=200)


def _luma(path: Path) -> Transition:
    return Transition(TransitionKind.LUMA, path=str(path))


def test_a_scenes_own_stinger_is_ready_before_it_is_asked_for(tmp_path: Path, stand: Stand) -> None:
    way = _stinger(make_stinger(tmp_path / "s.mov"))
    stand.deck.sync(_show(Transition(), way, None))
    wait_until(lambda: stand.deck.is_ready(way.path))
    ready = stand.deck.begin(way)
    assert ready is not None
    assert ready.stinger is not None
    assert stand.texts == []


def test_what_the_show_names_no_more_is_let_go(tmp_path: Path, stand: Stand) -> None:
    way = _stinger(make_stinger(tmp_path / "s.mov"))
    stand.deck.sync(_show(way))
    wait_until(lambda: stand.deck.is_ready(way.path))
    stand.deck.sync(_show(Transition()))
    assert not stand.deck.is_ready(way.path)
    assert stand.deck.begin(way) is None


def test_a_broken_stinger_is_a_cut_with_one_sentence_and_heals(
    tmp_path: Path, stand: Stand
) -> None:
    path = tmp_path / "s.mov"
    path.write_bytes(b"none")
    way = _stinger(path)
    stand.deck.sync(_show(way))
    wait_until(lambda: bool(stand.alarms))
    assert len(stand.texts) == 1
    assert stand.texts[0].startswith("The transition 's.mov' cannot be shown: ")
    make_stinger(path)
    wait_until(lambda: stand.deck.begin(way) is not None)


def test_a_luma_picture_of_any_size_and_on_any_canvas(tmp_path: Path, stand: Stand) -> None:
    path = tmp_path / "l.png"
    cv2.imwrite(str(path), np.tile(np.arange(256, dtype=np.uint8), (50, 1)))
    for canvas in (Canvas(128, 72), Canvas(256, 144)):
        stand.deck.sync(_show(_luma(path), canvas=canvas))
        ready = stand.deck.begin(_luma(path))
        assert ready is not None
        assert ready.luma is not None
        assert ready.luma.full.shape == (canvas.height_px, canvas.width_px)


@pytest.mark.parametrize(
    ("content", "why"), [(None, "the file is not there"), (b"\x00" * 50, "this is no picture")]
)
def test_a_broken_luma_picture_is_a_cut_with_one_sentence(
    tmp_path: Path, stand: Stand, content: bytes | None, why: str
) -> None:
    path = tmp_path / "l.png"
    if content is not None:
        path.write_bytes(content)
    stand.deck.sync(_show(_luma(path)))
    assert stand.deck.begin(_luma(path)) is None
    assert len(stand.texts) == 1
    assert why in stand.texts[0]


def test_a_kind_without_a_file_needs_nothing(stand: Stand) -> None:
    show = _show(Transition(TransitionKind.WIPE, path="left over"))
    stand.deck.sync(show)
    ready = stand.deck.begin(show.transition)
    assert ready is not None
    assert (ready.luma, ready.stinger) == (None, None)


def test_no_file_chosen_says_so(stand: Stand) -> None:
    assert stand.deck.begin(msgspec.structs.replace(_luma(Path("x")), path="")) is None
    assert "no file is chosen" in stand.texts[0]
