import pytest

from studio.core.sources import ScreenSettings, TextSettings, WindowSettings
from studio.engine.media import MediaClock
from studio.engine.sources.registry import make_driver
from studio.engine.sources.screen_other import OtherScreenDriver, UnavailableScreenDriver
from studio.engine.sources.screen_x11 import ScreenX11Driver
from studio.engine.sources.text import TextDriver


def test_settings_choose_the_driver() -> None:
    assert isinstance(make_driver(TextSettings("a"), MediaClock()), TextDriver)


@pytest.mark.parametrize("settings", [ScreenSettings(), WindowSettings("0x1")])
@pytest.mark.parametrize(
    ("platform", "environment", "driver"),
    [
        ("linux", {"DISPLAY": ":0"}, ScreenX11Driver),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ScreenX11Driver),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, UnavailableScreenDriver),
        ("win32", {}, OtherScreenDriver),
        ("darwin", {}, OtherScreenDriver),
    ],
)
def test_the_screen_is_captured_as_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch,
    settings: ScreenSettings | WindowSettings,
    platform: str,
    environment: dict[str, str],
    driver: type[object],
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert isinstance(make_driver(settings, MediaClock()), driver)
