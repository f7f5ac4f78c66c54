import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.preview_ring import PreviewReader, PreviewWriter
from studio.core.scene import Canvas, Layer, Scene
from studio.core.timecode import read_timecode
from studio.engine.compose.loop import ComposeLoop
from studio.engine.compose.mix import SceneMix
from studio.engine.media import ComposedFrame, MediaClock, Picture
from tests.fakes.virtual_clock import VirtualClock

CANVAS = Canvas(640, 360, 30)
SCENE = Scene("s", "S", layers=(Layer("a", "A", "cam"),), background="#3050c0")


class Stand:
    """A loop on a virtual clock that is stopped after so many frames."""

    def __init__(
        self,
        wanted: int,
        *,
        canvas: Canvas = CANVAS,
        has_timecode: bool = False,
        preview: PreviewWriter | None = None,
        on_tick: Callable[[int], None] = lambda _count: None,
        picture: Picture | None = None,
    ) -> None:
        self.clock = VirtualClock()
        self.frames: list[ComposedFrame] = []
        self._wanted = wanted
        self._done = threading.Event()
        self._on_tick = on_tick
        self._picture = picture
        self.scene = SCENE
        self.loop = ComposeLoop(
            MediaClock(self.clock),
            canvas,
            self._mix_now,
            lambda _source_id: self._picture,
            self._on_frame,
            preview,
            has_timecode,
        )

    def run(self) -> list[ComposedFrame]:
        self.loop.start()
        assert self._done.wait(20)
        self.loop.stop()
        return self.frames[: self._wanted]

    def _mix_now(self) -> SceneMix:
        self._on_tick(len(self.frames))
        return SceneMix(self.scene)

    def _on_frame(self, frame: ComposedFrame) -> None:
        if len(self.frames) < self._wanted:
            self.frames.append(frame)
        else:
            self._done.set()
            self.loop._worker.stop_signal.set()


@pytest.mark.parametrize("rate_hz", [25, 30, 60])
def test_one_picture_a_tick_numbered_and_stamped_with_its_time(rate_hz: int) -> None:
    frames = Stand(40, canvas=Canvas(320, 180, rate_hz)).run()
    numbers = [frame.number for frame in frames]
    assert numbers == list(range(numbers[0], numbers[0] + 40))
    assert [frame.media_ns for frame in frames] == [n * NS_PER_S // rate_hz for n in numbers]


def test_pictures_say_what_their_colours_are() -> None:
    frame = Stand(1).run()[0].frame
    assert (frame.format.name, frame.width, frame.height) == ("yuv420p", 640, 360)
    assert (int(frame.colorspace), int(frame.color_range)) == (6, 1)


def test_an_unchanged_programme_still_ticks_with_frames_of_its_own() -> None:
    frames = Stand(5).run()
    frames[0].frame.pts = 1234
    assert frames[1].frame.pts is None
    assert np.array_equal(frames[0].frame.to_ndarray(), frames[4].frame.to_ndarray())


def test_a_tick_that_cannot_be_kept_is_skipped_and_counted() -> None:
    def be_slow(count: int) -> None:
        if count == 10:
            stand.clock.advance(310 * NS_PER_MS)

    stand = Stand(20, on_tick=be_slow)
    numbers = [frame.number for frame in stand.run()]
    assert numbers[10] - numbers[9] == 1
    assert numbers[11] - numbers[10] == 9
    counts = stand.loop.counts()
    assert counts.skipped == 8
    assert counts.rendered >= 20
    assert counts.rate_hz < 30


@pytest.mark.parametrize("stall_ms", [20, 110, 160])
def test_a_short_stall_is_made_up_for(stall_ms: int) -> None:
    def stall(count: int) -> None:
        if count == 10:
            stand.clock.advance(stall_ms * NS_PER_MS)

    stand = Stand(20, on_tick=stall)
    numbers = [frame.number for frame in stand.run()]
    assert numbers == list(range(numbers[0], numbers[0] + 20))
    assert stand.loop.counts().skipped == 0


def test_a_source_without_pictures_does_not_stop_the_programme() -> None:
    stand = Stand(3, picture=Picture(0, 1, bgra=np.zeros((1, 1, 4), np.uint8)))
    assert len(stand.run()) == 3


def test_the_timecode_counts_frames_and_tells_the_wall_clock() -> None:
    stand = Stand(35, has_timecode=True)
    marks = []
    for composed in stand.run():
        luma = np.asarray(composed.frame.to_ndarray()[:360], np.uint8)
        stamp = read_timecode(luma)
        assert stamp is not None
        assert stamp.number == composed.number
        wall_ms = 1_700_000_000_000 + composed.media_ns // NS_PER_MS
        assert stamp.wall_ms == wall_ms % 2**32
        is_marked = bool(np.all(luma[320:, :40] == 235))
        assert is_marked == (wall_ms % 1000 < 100)
        marks.append(is_marked)
    assert 1 <= sum(marks) <= 7


def test_the_timecode_is_black_and_white_for_readers_of_rgb_too() -> None:
    frame = Stand(1, has_timecode=True).run()[0].frame
    chroma = frame.to_ndarray()[360:].reshape(2, 180, 320)
    assert np.all(chroma[:, :8, :160] == 128)
    assert not np.all(chroma[:, 60:100, :160] == 128)


def test_the_preview_comes_at_half_the_rate_of_sixty(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "p.ring", 64, 36)
    stand = Stand(40, canvas=Canvas(320, 180, 60), preview=writer, has_timecode=True)
    stand.run()
    reader = PreviewReader(tmp_path / "p.ring")
    assert 19 <= reader.serial <= 22
    reader.close()
    writer.close()


def test_what_is_changed_by_hand_is_in_the_preview_before_the_next_tick(tmp_path: Path) -> None:
    writer = PreviewWriter(tmp_path / "ring", 320, 180)
    reader = PreviewReader(tmp_path / "ring")
    seen: list[tuple[int, int]] = []

    def on_tick(count: int) -> None:
        seen.append((count, reader.serial))
        if len(seen) == 4:
            stand.loop.look_soon()
        elif len(seen) == 5:
            stand.scene = msgspec.structs.replace(SCENE, background="#ff0000")

    stand = Stand(8, preview=writer, on_tick=on_tick)
    frames = stand.run()
    # Looked at once more between the fourth picture and the fifth, and shown by then.
    assert [count for count, _ in seen[:7]] == [0, 1, 2, 3, 4, 4, 5]
    assert [serial for _, serial in seen[:7]] == [0, 1, 1, 1, 1, 2, 2]
    assert [later.number - sooner.number for sooner, later in itertools.pairwise(frames)] == [1] * 7
    reader.close()
    writer.close()
