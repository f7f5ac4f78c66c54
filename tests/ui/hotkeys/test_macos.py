import sys

import pytest

from studio.core.errors import UnavailableError
from studio.ui.hotkeys.macos import MacHotkeys


@pytest.mark.skipif(sys.platform != "darwin", reason="macOS")
def test_a_key_is_held_and_let_go() -> None:
    keys = MacHotkeys(lambda _key: None)
    assert keys.hold(frozenset({"Ctrl+Shift+F9"})) == frozenset()
    keys.close()


@pytest.mark.skipif(sys.platform == "darwin", reason="there it is")
def test_elsewhere_it_says_that_carbon_is_not_there() -> None:
    with pytest.raises(UnavailableError, match="Carbon"):
        MacHotkeys(lambda _key: None)
