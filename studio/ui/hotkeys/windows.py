"""Keys held on Windows, written from the documentation of RegisterHotKey and untried."""

import ctypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, Qt

from studio.ui.hotkeys.base import OnPressed
from studio.ui.hotkeys.keysyms import parts_of, windows_key

_WM_HOTKEY = 0x0312
_NO_REPEAT = 0x4000
_MASKS = (
    (Qt.KeyboardModifier.AltModifier, 1),
    (Qt.KeyboardModifier.ControlModifier, 2),
    (Qt.KeyboardModifier.ShiftModifier, 4),
    (Qt.KeyboardModifier.MetaModifier, 8),
)


class _Message(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_void_p),
        ("kind", ctypes.c_uint),
        ("first", ctypes.c_size_t),
        ("second", ctypes.c_ssize_t),
    )


class WindowsHotkeys(QAbstractNativeEventFilter):
    """The messages come to the thread that held the keys, which is Qt's."""

    def __init__(self, on_pressed: OnPressed) -> None:
        super().__init__()
        self._user32: Any = getattr(ctypes, "windll").user32  # noqa: B009 - on Windows only
        self._on_pressed = on_pressed
        self._numbers: dict[str, int] = {}
        self._next = 1
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    @property
    def why_not(self) -> str:
        """Nothing stands against it."""
        return ""

    @property
    def hears_releases(self) -> bool:
        """Only presses are asked for here."""
        return False

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """Hold exactly these; gives those that another program has, or Windows keeps."""
        for gone in self._numbers.keys() - keys:
            self._user32.UnregisterHotKey(None, self._numbers.pop(gone))
        return frozenset(key for key in keys - self._numbers.keys() if not self._register(key))

    def close(self) -> None:
        """Let go of all."""
        self.hold(frozenset())
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self)

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Hear of a held key."""
        if kind == b"windows_generic_MSG":
            said = _Message.from_address(int(message))
            if said.kind == _WM_HOTKEY:
                for key, number in self._numbers.items():
                    if number == said.first:
                        self._on_pressed(key)
                        return True, 0
        return False, 0

    def _register(self, key: str) -> bool:
        parts = parts_of(key)
        code = windows_key(parts[0]) if parts is not None else 0
        if parts is None or not code:
            return False
        mask = sum(bit for modifier, bit in _MASKS if modifier in parts[1])
        number, self._next = self._next, self._next + 1
        if not self._user32.RegisterHotKey(None, number, mask | _NO_REPEAT, code):
            return False
        self._numbers[key] = number
        return True
