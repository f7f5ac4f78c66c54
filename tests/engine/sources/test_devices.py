import subprocess
import sys
from collections.abc import Iterator

import pytest

from studio.core.errors import BadInputError
from studio.core.status import DeviceInfo
from studio.engine.sources.devices import list_devices
from studio.engine.sources.screen_other import WAYLAND_SENTENCE
from tests.support.display import PrivateDisplay
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="lists Linux's devices")


@pytest.fixture(scope="module")
def display() -> Iterator[PrivateDisplay]:
    """A screen of 640 × 480."""
    with PrivateDisplay(640, 480) as display:
        yield display


def test_a_screen_is_called_what_it_is(
    display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display.name)
    found = list_devices("screen")
    assert found.devices == (DeviceInfo("whole", "Whole screen", "screen", 640, 480),)
    assert found.notes == ()


def test_windows_are_called_by_their_titles(
    display: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", display.name)
    shown = subprocess.Popen(
        [sys.executable, "-m", "tests.support.moving_window", "320", "200"],
        env=display.environment(),
    )
    try:
        wait_until(lambda: bool(list_devices("window").devices), 30)
        (window,) = list_devices("window").devices
    finally:
        shown.terminate()
        shown.wait(10)
    assert (window.name, window.kind) == ("moving", "window")
    assert (window.width_px, window.height_px) == (320, 200)


def test_what_cannot_be_listed_is_a_note_said_once_and_the_rest_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    found = list_devices()
    assert "there is no screen on this computer to capture" in found.notes
    assert len(found.notes) == len(set(found.notes))
    assert not any(device.kind in ("screen", "window") for device in found.devices)


def test_on_wayland_the_list_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert list_devices("window").notes == (WAYLAND_SENTENCE,)


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInputError, match="screen, window, camera, microphone") as caught:
        list_devices("toaster")
    assert caught.value.where == "toaster"
