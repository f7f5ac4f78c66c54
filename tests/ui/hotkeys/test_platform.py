import pytest
from PySide6.QtWidgets import QApplication

from studio.ui.hotkeys.base import NoHotkeys
from studio.ui.hotkeys.platform import hotkeys_here, why_no_hotkeys


@pytest.mark.parametrize("platform", ["xcb", "windows", "cocoa"])
def test_keys_can_be_held(platform: str) -> None:
    assert why_no_hotkeys(platform, {}) == ""


@pytest.mark.parametrize(
    ("platform", "environment"),
    [("wayland", {}), ("xcb", {"WAYLAND_DISPLAY": "wayland-0"}), ("offscreen", {})],
)
def test_where_they_cannot_the_reason_is_said(platform: str, environment: dict[str, str]) -> None:
    assert "while Hawker is in front" in why_no_hotkeys(platform, environment)


def test_here_they_can_or_it_says_why(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert isinstance(hotkeys_here(lambda _key: None), NoHotkeys)
    monkeypatch.delenv("WAYLAND_DISPLAY")
    here = hotkeys_here(lambda _key: None)
    assert (here.why_not == "") is not isinstance(here, NoHotkeys)
    here.close()
