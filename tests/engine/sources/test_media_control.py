from studio.core.sources import ColourSettings, MediaSettings
from studio.engine.media import MediaClock
from studio.engine.sources.colour import ColourDriver
from studio.engine.sources.media_control import Seekable
from studio.engine.sources.media_file import MediaFileDriver


def test_a_film_can_be_moved_in_and_a_colour_cannot() -> None:
    clock = MediaClock()
    assert isinstance(MediaFileDriver(MediaSettings("a.mp4"), clock), Seekable)
    assert not isinstance(ColourDriver(ColourSettings(), clock), Seekable)
