from pathlib import Path

import av
import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.engine.media import AudioBlock
from studio.engine.sources.film_reader import FilmReader
from tests.support.films import make_film, make_stinger


def _pieces(path: Path, *, has_alpha: bool = True) -> tuple[list[av.VideoFrame], list[AudioBlock]]:
    with FilmReader(str(path), has_alpha=has_alpha) as film:
        pieces = list(film.pieces())
    frames = [piece for piece in pieces if isinstance(piece, av.VideoFrame)]
    return frames, [piece for piece in pieces if isinstance(piece, AudioBlock)]


def test_all_pictures_and_all_sound_come(tmp_path: Path) -> None:
    frames, sounds = _pieces(make_film(tmp_path / "a.mp4", 1.0))
    assert len(frames) == 30
    assert [round((frame.time or 0.0) * 30) for frame in frames] == list(range(30))
    samples = sum(block.samples.shape[0] for block in sounds)
    assert samples == pytest.approx(48_000, abs=3000)


@pytest.mark.parametrize(("codec", "end"), [("qtrle", "mov"), ("libvpx-vp9", "webm")])
def test_the_alpha_comes_with_it(tmp_path: Path, codec: str, end: str) -> None:
    frames, _ = _pieces(make_stinger(tmp_path / f"s.{end}", codec))
    assert len(frames) == 24
    rgba = frames[12].to_ndarray(format="rgba")
    assert rgba[36, 20, 3] > 250
    assert rgba[36, 110, 3] < 5
    assert [round((frame.time or 0.0) * 30) for frame in frames] == list(range(24))


def test_without_the_wish_a_vp9_has_no_alpha(tmp_path: Path) -> None:
    frames, _ = _pieces(make_stinger(tmp_path / "s.webm", "libvpx-vp9"), has_alpha=False)
    assert frames[0].format.name == "yuv420p"


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="not there"):
        FilmReader(str(tmp_path / "gone.mov"), has_alpha=True)
    broken = tmp_path / "broken.mov"
    broken.write_bytes(b"no film" * 100)
    with pytest.raises(BadInputError, match="can be played"):
        FilmReader(str(broken), has_alpha=True)
    sound = make_film(tmp_path / "sound.mp4", has_picture=False)
    with pytest.raises(BadInputError, match="no picture"):
        FilmReader(str(sound), has_alpha=True)
