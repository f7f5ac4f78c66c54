"""Grabbing a real X screen and a real window on it."""

import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest

from studio.core.errors import NotFoundError, UnavailableError
from studio.core.sources import ScreenSettings, WindowSettings
from studio.engine.media import MediaClock, Picture
from studio.engine.sources.base import SourceDriver
from studio.engine.sources.screen_x11 import ScreenX11Driver, find_window
from studio.engine.sources.x11 import X11Display, X11Window
from tests.support.display import PrivateDisplay
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateDisplay]:
    """A screen of 640 × 480 that this process would capture."""
    with PrivateDisplay(640, 480) as display:
        monkeypatch.setenv("DISPLAY", display.name)
        yield display


@pytest.fixture
def window(display: PrivateDisplay) -> Iterator["subprocess.Popen[bytes]"]:
    """A window whose content moves, 320 × 200 at (200, 200)."""
    shown = subprocess.Popen(
        [sys.executable, "-m", "tests.support.moving_window", "320", "200"],
        env=display.environment(),
    )
    wait_until(lambda: len(_windows(display)) == 1, 30)
    yield shown
    shown.terminate()
    shown.wait(10)


def _windows(display: PrivateDisplay) -> list[X11Window]:
    with X11Display(display.name) as asked:
        return asked.windows()


def _read_on(driver: SourceDriver, count: int) -> None:
    for _ in range(count):
        driver.read()


def _read_until_new(driver: SourceDriver, count: int) -> list[Picture]:
    """Pictures of different content."""
    found: dict[int, Picture] = {}
    deadline = time.monotonic() + 30
    while len(found) < count and time.monotonic() < deadline:
        picture = driver.read().picture
        if picture is not None:
            found[picture.serial] = picture
    assert len(found) == count
    return list(found.values())


def test_a_screen_is_grabbed_whole_and_its_motion_is_an_area(
    window: "subprocess.Popen[bytes]",
) -> None:
    driver = ScreenX11Driver(ScreenSettings(shows_cursor=False), MediaClock())
    driver.open()
    pictures = _read_until_new(driver, 4)
    driver.close()
    assert {(one.width_px, one.height_px) for one in pictures} == {(640, 480)}
    moved = pictures[-1]
    assert moved.changes, "a small motion on a large screen is not a new screen"
    for left, top, _right, _bottom in moved.changes[-1].areas:
        assert left >= 160, "what stands still is in no area"
        assert top >= 160


def test_a_window_is_grabbed_by_itself(
    display: PrivateDisplay, window: "subprocess.Popen[bytes]"
) -> None:
    (found,) = _windows(display)
    driver = ScreenX11Driver(WindowSettings(found.id, found.title, False), MediaClock())
    driver.open()
    picture = _read_until_new(driver, 2)[-1]
    driver.close()
    assert (picture.width_px, picture.height_px) == (320, 200)
    assert picture.frame is not None
    shown = picture.frame.to_ndarray(format="rgb24")
    assert np.abs(shown[10, :].astype(int) - (0x20, 0x30, 0x40)).max() <= 1


def test_a_window_that_closes_is_lost_and_then_not_found(
    display: PrivateDisplay, window: "subprocess.Popen[bytes]"
) -> None:
    settings = WindowSettings(_windows(display)[0].id, "moving", False)
    driver = ScreenX11Driver(settings, MediaClock())
    driver.open()
    driver.read()
    window.terminate()
    window.wait(10)
    with pytest.raises(UnavailableError, match="the window"):
        _read_on(driver, 100)
    driver.close()
    wait_until(lambda: _windows(display) == [])
    with pytest.raises(NotFoundError, match="closed or hidden"):
        driver.open()
    driver.close()


def test_without_a_display_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    driver = ScreenX11Driver(ScreenSettings(), MediaClock())
    with pytest.raises(UnavailableError, match="no screen here"):
        driver.open()
    driver.close()


SHOP = X11Window("0x10", "Shop", 320, 200)
OTHER = X11Window("0x20", "Other", 320, 200)


@pytest.mark.parametrize(
    ("settings", "windows", "found"),
    [
        (WindowSettings("0x10", "Shop"), [OTHER, SHOP], SHOP),
        (WindowSettings("0x10", ""), [OTHER, SHOP], SHOP),
        # Its program was started again and has another number.
        (WindowSettings("0x99", "Shop"), [OTHER, SHOP], SHOP),
        # Its number went to another window: the title counts for more.
        (WindowSettings("0x20", "Shop"), [OTHER, SHOP], SHOP),
        # It changed its title.
        (WindowSettings("0x10", "Old title"), [OTHER, SHOP], SHOP),
    ],
)
def test_a_window_is_found_again(
    settings: WindowSettings, windows: list[X11Window], found: X11Window
) -> None:
    assert find_window(windows, settings) == found


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        (WindowSettings("0x99", "Gone"), "Gone"),
        (WindowSettings("0x99"), "0x99"),
        (WindowSettings(), "no window is chosen"),
    ],
)
def test_one_that_is_not_there_is_named(settings: WindowSettings, where: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_window([SHOP, OTHER], settings)
    assert caught.value.where == where
