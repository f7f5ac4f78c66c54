import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from studio.core.errors import UnavailableError
from studio.ui.hotkeys.xcb import Happened, What, XcbKeys
from tests.support.pressing import press_key
from tests.support.waiting import wait_until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11")
_F8, _CONTROL = 0xFFC5, 4


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[XcbKeys]:
    opened = XcbKeys()
    yield opened
    opened.close()


def test_a_held_key_is_heard_pressed_and_released(keys: XcbKeys) -> None:
    (code,) = keys.key_codes(_F8)
    assert keys.grab(code, _CONTROL)
    press_key("ctrl+F8")
    heard: list[Happened] = []

    def both() -> bool:
        happened = keys.next()
        if happened is not None and happened.key_code == code:
            heard.append(happened)  # while it is held, the release of Ctrl is heard as well
        return len(heard) == 2

    wait_until(both)
    assert [one.what for one in heard] == [What.PRESSED, What.RELEASED]
    assert heard[0].modifiers == _CONTROL
    assert not keys.is_broken


def test_a_key_that_is_taken_is_refused_until_it_is_let_go(keys: XcbKeys) -> None:
    other = XcbKeys()
    (code,) = keys.key_codes(_F8)
    assert other.grab(code, _CONTROL)
    assert not keys.grab(code, _CONTROL)
    other.release(code, _CONTROL)
    other.close()
    assert keys.grab(code, _CONTROL)


def test_a_sign_that_no_key_makes_has_none(keys: XcbKeys) -> None:
    assert keys.key_codes(0x1005FF99) == []


def test_without_a_display_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises(UnavailableError, match="cannot be reached"):
        XcbKeys()
