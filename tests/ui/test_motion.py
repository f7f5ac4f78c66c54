import sys

import pytest

from studio.ui import motion


def test_none_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motion, "system_wants_less", lambda: False)
    assert motion.choose("less")
    assert motion.is_reduced()
    assert not motion.choose("")
    assert not motion.is_reduced()


def test_the_system_is_followed_where_the_person_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(motion, "system_wants_less", lambda: True)
    assert motion.choose("")
    motion.choose("less")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the desktop's portal")
def test_a_desktop_without_a_portal_wants_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not motion.system_wants_less()
