"""Every driver that can run here, against the interface of sources."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from studio.core import sources as kinds
from studio.core.errors import StudioError
from studio.core.sources import SourceSettings, has_picture
from studio.engine.media import SAMPLE_RATE_HZ, MediaClock
from studio.engine.sources.base import Reading, SourceDriver
from studio.engine.sources.registry import make_driver
from tests.support.display import PrivateDisplay
from tests.support.films import make_film

_BOWL = Path(__file__).parents[2] / "assets" / "demo" / "bowl.png"
_PATIENCE_S = 30.0

WORKING: dict[str, Callable[[Path], SourceSettings]] = {
    "colour": lambda _place: kinds.ColourSettings(),
    "bars": lambda _place: kinds.PatternSettings(),
    "moving": lambda _place: kinds.PatternSettings(kinds.PatternStyle.MOVING, 320, 180),
    "clock": lambda _place: kinds.PatternSettings(kinds.PatternStyle.CLOCK, 320, 180),
    "text": lambda _place: kinds.TextSettings("Hello 你好"),
    "ticker": lambda _place: kinds.TextSettings("News · ", scroll_px_per_s=90),
    "card": lambda _place: kinds.CardSettings("Bowl", "¥199", image_path=str(_BOWL)),
    "image": lambda _place: kinds.ImageSettings(str(_BOWL)),
    "film": lambda place: kinds.MediaSettings(str(make_film(place / "film.mp4"))),
    "tone": lambda _place: kinds.ToneSettings(),
    "screen": lambda _place: kinds.ScreenSettings(),
}
FAILING: dict[str, Callable[[Path], SourceSettings]] = {
    "no guest link": lambda _place: kinds.GuestSettings(""),
    "no image": lambda _place: kinds.ImageSettings(""),
    "image gone": lambda place: kinds.ImageSettings(str(place / "gone.png")),
    "film gone": lambda place: kinds.MediaSettings(str(place / "gone.mp4")),
    "camera gone": lambda _place: kinds.CameraSettings("/dev/video99"),
    "no camera": lambda _place: kinds.CameraSettings("/etc/passwd"),
    "window gone": lambda _place: kinds.WindowSettings("0x999999", "No such window"),
    "monitor gone": lambda _place: kinds.ScreenSettings("HDMI-99"),
    "microphone gone": lambda _place: kinds.MicrophoneSettings("no_such_microphone"),
}


@pytest.fixture(scope="module")
def screen() -> Iterator[None]:
    """Something to capture."""
    with PrivateDisplay(320, 180) as display, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", display.name)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        yield


@pytest.fixture(params=sorted(WORKING))
def driver(request: pytest.FixtureRequest, tmp_path: Path, screen: None) -> SourceDriver:
    return make_driver(WORKING[request.param](tmp_path), MediaClock())


def first_reading(driver: SourceDriver) -> Reading:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        reading = driver.read()
        if reading.picture is not None or reading.sound is not None:
            return reading
    raise AssertionError("it gives nothing")


def test_it_opens_reads_and_closes_and_may_be_closed_again(driver: SourceDriver) -> None:
    driver.open()
    reading = first_reading(driver)
    if reading.picture is not None:
        picture = reading.picture
        assert picture.width_px % 2 == 0
        assert picture.height_px % 2 == 0
        assert (picture.frame is None) != (picture.bgra is None)
        assert picture.media_ns <= driver.clock.now_ns()
    if reading.sound is not None:
        assert reading.sound.rate_hz == SAMPLE_RATE_HZ
        assert reading.sound.samples.shape[1] == 2
    driver.close()
    driver.close()


def test_a_picture_that_is_given_is_never_changed_again(driver: SourceDriver) -> None:
    driver.open()
    reading = first_reading(driver)
    if reading.picture is not None and reading.picture.bgra is not None:
        before = reading.picture.bgra.copy()
        for _ in range(5):
            driver.read()
        assert (reading.picture.bgra == before).all()
    driver.close()


def test_another_serial_means_other_content_only(driver: SourceDriver) -> None:
    driver.open()
    pictures = [driver.read().picture for _ in range(8)]
    known = [picture for picture in pictures if picture is not None]
    serials = [picture.serial for picture in known]
    assert serials == sorted(serials)
    driver.close()


def test_an_interrupted_read_returns(driver: SourceDriver) -> None:
    driver.open()
    first_reading(driver)
    reader = threading.Thread(target=driver.read, name="reader")
    reader.start()
    driver.interrupt()
    reader.join(_PATIENCE_S)
    assert not reader.is_alive()
    driver.close()


def test_closing_without_opening_is_no_error(driver: SourceDriver) -> None:
    driver.close()


@pytest.mark.parametrize("name", sorted(FAILING))
def test_what_cannot_be_opened_says_so_in_a_sentence(
    name: str, tmp_path: Path, screen: None
) -> None:
    driver = make_driver(FAILING[name](tmp_path), MediaClock())
    with pytest.raises(StudioError) as caught:
        driver.open()
    driver.close()
    assert len(caught.value.what) > 10
    assert caught.value.where


def test_every_kind_has_a_driver_here(screen: None) -> None:
    every = [kind for kind in vars(kinds).values() if isinstance(kind, type)]
    settings = [kind for kind in every if issubclass(kind, SourceSettings)]
    for kind in settings:
        if kind is SourceSettings:
            continue
        needs = [field for field in kind.__struct_fields__ if field in ("path", "text", "title")]
        needs = [field for field in needs if kind is not kinds.WindowSettings]
        made = kind(**dict.fromkeys(needs, "x"))
        assert isinstance(make_driver(made, MediaClock()), SourceDriver)
        assert has_picture(made) or kind in (
            kinds.ToneSettings,
            kinds.MicrophoneSettings,
            kinds.SystemSoundSettings,
        )
