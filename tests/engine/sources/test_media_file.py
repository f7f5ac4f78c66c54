"""A film on a clock that the test moves: due pictures, sound beside them, loop, pause, jump."""

from pathlib import Path

import numpy as np
import pytest

from studio.core.clock import NS_PER_MS, NS_PER_S
from studio.core.errors import BadInputError, UnavailableError
from studio.core.sources import MediaSettings
from studio.engine.media import AudioBlock, MediaClock, Picture
from studio.engine.sources.media_file import MediaFileDriver, open_file
from tests.fakes.virtual_clock import VirtualClock
from tests.support.films import luma_at, make_film
from tests.support.sound import loudest_hz

_STEP_NS = 5 * NS_PER_MS


class Player:
    """A driver and what it gave; time goes on only in `play`."""

    def __init__(self, path: Path, *, is_looped: bool = False, is_paused: bool = False) -> None:
        self.time = VirtualClock()
        self.clock = MediaClock(self.time)
        settings = MediaSettings(str(path), is_looped=is_looped, is_paused=is_paused)
        self.driver = MediaFileDriver(settings, self.clock)
        self.driver.interrupt()  # waits are over at once
        self.driver.open()
        self.pictures: list[Picture] = []
        self.sounds: list[AudioBlock] = []
        self.has_ended = False

    def play(self, seconds: float) -> "Player":
        """Let time pass and read all that it brings."""
        end_ns = self.clock.now_ns() + int(seconds * NS_PER_S)
        while self.clock.now_ns() < end_ns:
            self._read_all()
            self.time.advance(_STEP_NS)
        return self

    def _read_all(self) -> None:
        while True:
            reading = self.driver.read()
            self.has_ended = self.has_ended or reading.has_ended
            if reading.picture is not None:
                self.pictures.append(reading.picture)
            if reading.sound is not None:
                self.sounds.append(reading.sound)
            if reading.picture is None and reading.sound is None:
                return

    def brightness(self) -> list[int]:
        """Of each picture."""
        found = []
        for picture in self.pictures:
            assert picture.frame is not None
            luma = picture.frame.to_ndarray(format="yuv420p")[: picture.height_px]
            found.append(round(float(luma.mean())))
        return found


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of picture and sound."""
    return make_film(tmp_path_factory.mktemp("films") / "film.mp4", 2.0)


def test_pictures_come_in_order_when_they_are_due(film: Path) -> None:
    player = Player(film).play(2.5)
    assert len(player.pictures) == 60
    times_s = [picture.media_ns / NS_PER_S for picture in player.pictures]
    expected = [times_s[1] - 1 / 30 + number / 30 for number in range(60)]
    assert times_s[1:] == pytest.approx(expected[1:], abs=0.006)
    shown = player.brightness()
    assert shown[::6] == pytest.approx([luma_at(number / 30) for number in range(0, 60, 6)], abs=3)
    assert player.has_ended
    assert player.driver.position_s == pytest.approx(2.0, abs=0.05)
    player.driver.close()


def test_sound_is_gapless_and_belongs_to_its_picture(film: Path) -> None:
    player = Player(film).play(2.5)
    samples = np.concatenate([block.samples for block in player.sounds])
    assert loudest_hz(samples[4800:-4800]) == pytest.approx(1000, abs=2)
    ends = [block.media_ns + len(block.samples) * NS_PER_S // 48_000 for block in player.sounds]
    starts = [block.media_ns for block in player.sounds]
    assert starts[1:] == pytest.approx(ends[:-1], abs=NS_PER_MS)
    first_due_ns = player.pictures[1].media_ns - NS_PER_S // 30
    assert starts[0] == pytest.approx(first_due_ns, abs=30 * NS_PER_MS)


def test_a_loop_goes_on_without_a_seam(film: Path) -> None:
    player = Player(film, is_looped=True).play(6.3)
    gaps = np.diff([picture.media_ns for picture in player.pictures[1:]])
    assert gaps.max() <= NS_PER_S / 30 + 2 * _STEP_NS
    assert len(player.pictures) == pytest.approx(6.3 * 30, abs=8)
    shown = player.brightness()
    darkest = [number for number, light in enumerate(shown) if abs(light - luma_at(0)) <= 3]
    assert {number // 60 for number in darkest} >= {0, 1, 2}
    assert not player.has_ended
    samples = sum(len(block.samples) for block in player.sounds)
    assert samples / 48_000 == pytest.approx(6.3, abs=0.6)


def test_paused_it_shows_one_picture_and_is_silent_and_goes_on_where_it_was(film: Path) -> None:
    player = Player(film).play(0.8)
    player.driver.control(True, None)
    player.play(0.1)
    seen, heard = len(player.pictures), len(player.sounds)
    position_s = player.driver.position_s
    player.play(3.0)
    assert (len(player.pictures), len(player.sounds)) == (seen, heard)
    assert player.driver.position_s == position_s
    player.driver.control(False, None)
    player.play(0.2)
    before, after = player.brightness()[seen - 1], player.brightness()[seen]
    assert 0 <= after - before <= 14, "the very next picture"
    player.play(1.5)
    assert len(player.pictures) == 60


def test_one_that_opens_paused_shows_its_first_picture(film: Path) -> None:
    player = Player(film, is_paused=True).play(1.0)
    assert len(player.pictures) == 1
    assert player.brightness() == pytest.approx([luma_at(0)], abs=3)
    assert player.sounds == []


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_jump_shows_the_place_at_once(film: Path, is_paused: bool) -> None:
    player = Player(film, is_paused=is_paused).play(0.3)
    seen = len(player.pictures)
    player.driver.control(None, 1.0)
    player.play(0.05)
    assert player.brightness()[seen] == pytest.approx(luma_at(1.0), abs=3)
    assert player.driver.position_s == pytest.approx(1.0, abs=0.1)


def test_a_jump_past_the_end_lands_before_it(film: Path) -> None:
    player = Player(film).play(0.3)
    player.driver.control(None, 999.0)
    player.play(0.05)
    assert player.driver.position_s == pytest.approx(2.0, abs=0.1)


def test_an_ended_film_can_be_played_again(film: Path) -> None:
    player = Player(film).play(2.5)
    assert player.has_ended
    player.driver.control(None, 0.0)
    player.play(0.5)
    assert len(player.pictures) == pytest.approx(60 + 15, abs=3)


@pytest.mark.parametrize(("has_picture", "has_sound"), [(True, False), (False, True)])
def test_a_file_may_have_one_of_the_two(tmp_path: Path, has_picture: bool, has_sound: bool) -> None:
    path = make_film(tmp_path / "half.mp4", 1.0, has_picture=has_picture, has_sound=has_sound)
    player = Player(path, is_looped=True).play(2.5)
    assert bool(player.pictures) is has_picture
    assert bool(player.sounds) is has_sound
    if has_sound:
        seconds = sum(len(block.samples) for block in player.sounds) / 48_000
        assert seconds == pytest.approx(2.5, abs=0.6)


def test_a_damaged_middle_costs_pictures_and_not_the_film(film: Path, tmp_path: Path) -> None:
    data = bytearray(film.read_bytes())
    start = data.index(b"mdat") + len(data) // 6
    data[start : start + 60] = bytes(60)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    player = Player(broken).play(2.5)
    assert len(player.pictures) > 20
    assert player.has_ended


@pytest.mark.parametrize("content", [b"", b"not a film", b"\x00" * 4096, b"#EXTM3U\nhttp://x/y"])
def test_what_is_no_film_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "影片.mp4"
    path.write_bytes(content)
    with pytest.raises(BadInputError, match="not a film or sound that can be played") as caught:
        open_file(str(path))
    assert caught.value.where == str(path)


def test_a_playlist_fetches_nothing_from_the_network(tmp_path: Path) -> None:
    path = tmp_path / "list.m3u8"
    path.write_text("#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n")
    with pytest.raises(BadInputError):
        open_file(str(path))


def test_a_missing_file_may_come_back_and_none_at_all_may_not(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="not there"):
        open_file(str(tmp_path / "gone.mp4"))
    with pytest.raises(UnavailableError, match="not there"):
        open_file(str(tmp_path))
    with pytest.raises(BadInputError, match="no file is chosen"):
        open_file("")


def test_half_as_fast_lasts_twice_as_long_without_sound(film: Path) -> None:
    player = Player(film)
    player.driver.set_speed(0.5)
    player.play(2.0)
    assert player.driver.position_s == pytest.approx(1.0, abs=0.1)
    assert abs(player.brightness()[-1] - luma_at(0.95)) <= 12
    assert player.sounds == []
    player.play(3.0)
    assert player.has_ended
