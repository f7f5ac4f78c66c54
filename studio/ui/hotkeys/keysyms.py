"""Qt's keys as other systems number them: X11, Windows, macOS."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_FIRST_PRINTED, _LAST_PRINTED = 0x20, 0x7E
_X11 = {
    Qt.Key.Key_Escape: 0xFF1B,
    Qt.Key.Key_Tab: 0xFF09,
    Qt.Key.Key_Backspace: 0xFF08,
    Qt.Key.Key_Return: 0xFF0D,
    Qt.Key.Key_Insert: 0xFF63,
    Qt.Key.Key_Delete: 0xFFFF,
    Qt.Key.Key_Pause: 0xFF13,
    Qt.Key.Key_Print: 0xFF61,
    Qt.Key.Key_Home: 0xFF50,
    Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_PageUp: 0xFF55,
    Qt.Key.Key_PageDown: 0xFF56,
    Qt.Key.Key_Left: 0xFF51,
    Qt.Key.Key_Up: 0xFF52,
    Qt.Key.Key_Right: 0xFF53,
    Qt.Key.Key_Down: 0xFF54,
    Qt.Key.Key_ScrollLock: 0xFF14,
    Qt.Key.Key_VolumeMute: 0x1008FF12,
    Qt.Key.Key_MediaPlay: 0x1008FF14,
    Qt.Key.Key_MediaStop: 0x1008FF15,
    Qt.Key.Key_MediaPrevious: 0x1008FF16,
    Qt.Key.Key_MediaNext: 0x1008FF17,
}
_WINDOWS = {
    Qt.Key.Key_Escape: 0x1B,
    Qt.Key.Key_Tab: 0x09,
    Qt.Key.Key_Backspace: 0x08,
    Qt.Key.Key_Return: 0x0D,
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Delete: 0x2E,
    Qt.Key.Key_Pause: 0x13,
    Qt.Key.Key_Print: 0x2C,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Comma: 0xBC,
    Qt.Key.Key_Minus: 0xBD,
    Qt.Key.Key_Period: 0xBE,
}

# Places of the American keyboard, by which a Mac numbers its keys.
_MAC_SIGNS = dict(
    zip(
        "asdfhgzxcv_bqweryt123465=97-80]ou[ip_lj'k;\\,/nm.",
        range(48),
        strict=True,
    )
)
_MAC_FUNCTIONS = (122, 120, 99, 118, 96, 97, 98, 100, 101, 109, 103, 111)
_MAC = {
    Qt.Key.Key_Return: 36,
    Qt.Key.Key_Tab: 48,
    Qt.Key.Key_Space: 49,
    Qt.Key.Key_Backspace: 51,
    Qt.Key.Key_Escape: 53,
    Qt.Key.Key_Home: 115,
    Qt.Key.Key_PageUp: 116,
    Qt.Key.Key_Delete: 117,
    Qt.Key.Key_End: 119,
    Qt.Key.Key_PageDown: 121,
    Qt.Key.Key_Left: 123,
    Qt.Key.Key_Right: 124,
    Qt.Key.Key_Down: 125,
    Qt.Key.Key_Up: 126,
}


def parts_of(key: str) -> tuple[Qt.Key, Qt.KeyboardModifier] | None:
    """The key and its modifiers; None: not one key with modifiers."""
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]
    found = combination.key()
    if found in (Qt.Key.Key_unknown, Qt.Key(0)):
        return None
    return found, combination.keyboardModifiers()


def x11_keysym(key: Qt.Key) -> int:
    """X11's number of a key; 0: it has none."""
    number = int(key)
    if key in _X11:
        return _X11[key]
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z:
        return number + 0x20
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24:
        return 0xFFBE + number - int(Qt.Key.Key_F1)
    return number if _FIRST_PRINTED <= number <= _LAST_PRINTED else 0


def windows_key(key: Qt.Key) -> int:
    """Windows' virtual key; 0: it has none here."""
    number = int(key)
    if key in _WINDOWS:
        return _WINDOWS[key]
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F24:
        return 0x70 + number - int(Qt.Key.Key_F1)
    is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    is_digit = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
    return number if is_letter or is_digit else 0


def mac_key(key: Qt.Key) -> int | None:
    """A Mac's number of a key, which may be 0; None: it has none here."""
    number = int(key)
    if key in _MAC:
        return _MAC[key]
    function = number - int(Qt.Key.Key_F1)
    if 0 <= function < len(_MAC_FUNCTIONS):
        return _MAC_FUNCTIONS[function]
    is_printed = _FIRST_PRINTED <= number <= _LAST_PRINTED
    return _MAC_SIGNS.get(chr(number).lower()) if is_printed and number != ord("_") else None
