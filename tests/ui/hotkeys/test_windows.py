import sys

import pytest

from studio.ui.hotkeys.windows import WindowsHotkeys


@pytest.mark.skipif(sys.platform != "win32", reason="Windows")
def test_a_key_is_held_and_let_go() -> None:
    keys = WindowsHotkeys(lambda _key: None)
    assert keys.hold(frozenset({"Ctrl+Shift+F9"})) == frozenset()
    assert keys.why_not == ""
    keys.close()
