"""Xlib asked about a real display with a real window on it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from studio.core.errors import NotFoundError, UnavailableError
from studio.engine.sources.x11 import X11Area, X11Display, X11Window
from tests.support.display import PrivateDisplay
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="X11 is Linux's")


@pytest.fixture(scope="module")
def display() -> Iterator[PrivateDisplay]:
    """A screen of 800 × 600."""
    with PrivateDisplay(800, 600) as display:
        yield display


def windows(display: PrivateDisplay) -> list[X11Window]:
    with X11Display(display.name) as asked:
        return asked.windows()


def test_the_whole_display_is_an_area(display: PrivateDisplay) -> None:
    with X11Display(display.name) as asked:
        assert asked.areas() == [X11Area("whole", 0, 0, 800, 600)]
        assert asked.area() == asked.area("whole")
        with pytest.raises(NotFoundError, match="not connected") as caught:
            asked.area("HDMI-9")
    assert caught.value.where == "HDMI-9"


def test_a_window_is_listed_with_title_and_size_until_it_closes(display: PrivateDisplay) -> None:
    assert windows(display) == []
    shown = subprocess.Popen(
        [sys.executable, "-m", "tests.support.moving_window", "320", "200"],
        env=display.environment(),
    )
    try:
        wait_until(lambda: len(windows(display)) == 1, 30)
        (window,) = windows(display)
        assert (window.title, window.width_px, window.height_px) == ("moving", 320, 200)
        assert int(window.id, 16) > 0
    finally:
        shown.terminate()
        shown.wait(10)
    wait_until(lambda: windows(display) == [])


def test_a_display_that_does_not_answer_is_named() -> None:
    with pytest.raises(UnavailableError, match="does not answer") as caught, X11Display(":987"):
        pass
    assert caught.value.where == ":987"
