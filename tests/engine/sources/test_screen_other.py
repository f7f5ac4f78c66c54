import sys

import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.sources import ScreenSettings, WindowSettings
from studio.engine.media import MediaClock
from studio.engine.sources.registry import make_driver
from studio.engine.sources.screen_other import (
    WAYLAND_SENTENCE,
    OtherScreenDriver,
    device_of,
    is_wayland,
)


@pytest.mark.parametrize(
    ("settings", "platform", "expected"),
    [
        (ScreenSettings(), "win32", ("gdigrab", "desktop")),
        (WindowSettings("", "My shop"), "win32", ("gdigrab", "title=My shop")),
        (ScreenSettings(), "darwin", ("avfoundation", "Capture screen 0:none")),
        (ScreenSettings("1"), "darwin", ("avfoundation", "Capture screen 1:none")),
    ],
)
def test_each_system_is_asked_in_its_own_words(
    settings: ScreenSettings | WindowSettings, platform: str, expected: tuple[str, str]
) -> None:
    assert device_of(settings, platform) == expected


@pytest.mark.parametrize(
    ("settings", "platform", "words"),
    [
        (WindowSettings(), "win32", "no window is chosen"),
        (WindowSettings("", "Shop"), "darwin", "cannot be captured on macOS yet"),
    ],
)
def test_what_a_system_cannot_do_is_said(
    settings: WindowSettings, platform: str, words: str
) -> None:
    with pytest.raises(BadInputError, match=words):
        device_of(settings, platform)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would really open")
def test_a_grab_that_the_system_lacks_is_one_sentence() -> None:
    driver = OtherScreenDriver(ScreenSettings(), MediaClock())
    with pytest.raises(UnavailableError, match="the screen cannot be opened"):
        driver.open()
    driver.close()


@pytest.mark.parametrize(
    ("wayland", "display", "expected"),
    [("wayland-0", "", True), ("wayland-0", ":0", False), ("", ":0", False), ("", "", False)],
)
def test_wayland_counts_only_without_an_x_server(
    wayland: str, display: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    monkeypatch.setenv("DISPLAY", display)
    assert is_wayland() is expected


@pytest.mark.skipif(sys.platform != "linux", reason="Wayland is Linux's")
@pytest.mark.parametrize("settings", [ScreenSettings(), WindowSettings("0x1", "Shop")])
def test_on_wayland_a_sentence_and_not_a_black_picture(
    settings: ScreenSettings | WindowSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.delenv("DISPLAY", raising=False)
    driver = make_driver(settings, MediaClock())
    with pytest.raises(BadInputError) as caught:
        driver.open()
    assert caught.value.what == WAYLAND_SENTENCE
    assert driver.read().picture is None
    driver.close()
