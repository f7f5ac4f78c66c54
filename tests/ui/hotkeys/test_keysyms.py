import pytest
from PySide6.QtCore import Qt

from studio.ui.hotkeys.keysyms import mac_key, parts_of, windows_key, x11_keysym


@pytest.mark.parametrize(
    ("key", "x11", "windows", "mac"),
    [
        (Qt.Key.Key_L, 0x6C, 0x4C, 37),
        (Qt.Key.Key_A, 0x61, 0x41, 0),
        (Qt.Key.Key_9, 0x39, 0x39, 25),
        (Qt.Key.Key_F9, 0xFFC6, 0x78, 101),
        (Qt.Key.Key_Pause, 0xFF13, 0x13, None),
        (Qt.Key.Key_Space, 0x20, 0x20, 49),
        (Qt.Key.Key_Launch0, 0, 0, None),
    ],
)
def test_a_key_has_a_number_in_every_system(
    key: Qt.Key, x11: int, windows: int, mac: int | None
) -> None:
    assert (x11_keysym(key), windows_key(key), mac_key(key)) == (x11, windows, mac)


def test_a_key_is_read_with_its_modifiers() -> None:
    parts = parts_of("Ctrl+Shift+F9")
    assert parts is not None
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    assert parts == (Qt.Key.Key_F9, control | shift)


@pytest.mark.parametrize("key", ["", "Ctrl+K, Ctrl+L", "no key"])
def test_what_is_not_one_key_is_none(key: str) -> None:
    assert parts_of(key) is None
