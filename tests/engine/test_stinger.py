from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.clock import NS_PER_MS
from studio.core.scene import Canvas
from studio.engine.media import AudioBlock, MediaClock
from studio.engine.stinger import Stinger, StingerRun
from tests.fakes.virtual_clock import VirtualClock
from tests.support.films import make_film, make_stinger
from tests.support.waiting import wait_until

_CUT_NS = 400 * NS_PER_MS


class Stand:
    """A stinger and a clock that stands still."""

    def __init__(self, path: Path) -> None:
        self.clock = VirtualClock()
        self.media = MediaClock(self.clock)
        self.sounds: list[AudioBlock] = []
        self.faults: list[str] = []
        self.stinger = Stinger(
            self.media, str(path), Canvas(128, 72), self.sounds.append, self.faults.append
        )
        self.stinger.start()

    def begun(self) -> StingerRun:
        wait_until(lambda: self.stinger.is_ready)
        run = self.stinger.play(_CUT_NS)
        assert run is not None
        return run

    def play_out(self, run: StingerRun) -> None:
        """As the compositor would, but faster."""
        for _ in range(60):
            run.patch_at(self.media.now_ns())
            wait_until(lambda: run.is_fed(self.media.now_ns()))
            self.clock.advance(33 * NS_PER_MS)
        assert run.is_over(self.media.now_ns())


@pytest.fixture
def stands() -> Iterator[list[Stand]]:
    made: list[Stand] = []
    yield made
    for stand in made:
        stand.stinger.stop()


def test_it_shows_its_first_picture_at_once_and_ends_with_its_last(
    tmp_path: Path, stands: list[Stand]
) -> None:
    stand = Stand(make_stinger(tmp_path / "s.mov", frames=24))
    stands.append(stand)
    run = stand.begun()
    shown = []
    for tick in range(23):
        patch = run.patch_at(stand.media.now_ns())
        assert patch is not None
        assert not patch.is_opaque
        shown.append(patch)
        assert run.is_changed(stand.media.now_ns()) == (tick >= 12)
        stand.clock.advance(33_400_000)
        wait_until(lambda: run.is_fed(stand.media.now_ns()))
    assert len({id(patch) for patch in shown}) == 23
    stand.clock.advance(100 * NS_PER_MS)
    wait_until(lambda: run.is_over(stand.media.now_ns()))
    assert run.patch_at(stand.media.now_ns()) is None
    assert stand.faults == []


def test_it_can_begin_again_in_the_middle(tmp_path: Path, stands: list[Stand]) -> None:
    stand = Stand(make_stinger(tmp_path / "s.mov"))
    stands.append(stand)
    first = stand.begun()
    stand.clock.advance(200 * NS_PER_MS)
    again = stand.begun()
    assert again.patch_at(stand.media.now_ns()) is not None
    assert not again.is_changed(stand.media.now_ns())
    assert first.started_ns + 200 * NS_PER_MS == again.started_ns
    stand.play_out(again)


def test_its_sound_is_stamped_from_the_moment_it_begins(
    tmp_path: Path, stands: list[Stand]
) -> None:
    stand = Stand(make_film(tmp_path / "s.mp4", 0.5))
    stands.append(stand)
    stand.clock.advance(5000 * NS_PER_MS)
    run = stand.begun()
    stand.play_out(run)
    first, last = stand.sounds[0], stand.sounds[-1]
    assert abs(first.media_ns - run.started_ns) < 60 * NS_PER_MS
    assert 400 * NS_PER_MS < last.media_ns - run.started_ns < 600 * NS_PER_MS


def test_a_film_without_alpha_hides_everything(tmp_path: Path, stands: list[Stand]) -> None:
    stand = Stand(make_film(tmp_path / "s.mp4", 0.5, has_sound=False))
    stands.append(stand)
    patch = stand.begun().patch_at(stand.media.now_ns())
    assert patch is not None
    assert patch.is_opaque


@pytest.mark.parametrize(
    ("content", "why"), [(None, "not there"), (b"x" * 999, "can be played"), (b"", "can be played")]
)
def test_a_broken_file_says_so_and_never_begins(
    tmp_path: Path, stands: list[Stand], content: bytes | None, why: str
) -> None:
    path = tmp_path / "s.mov"
    if content is not None:
        path.write_bytes(content)
    stand = Stand(path)
    stands.append(stand)
    wait_until(lambda: bool(stand.faults))
    assert why in stand.faults[0]
    assert stand.stinger.play(_CUT_NS) is None
    wait_until(lambda: stand.stinger.has_failed)
