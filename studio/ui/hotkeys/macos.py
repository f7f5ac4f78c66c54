"""Keys held on macOS, written from the documentation of Carbon's hot keys and untried."""

import ctypes
import ctypes.util
from typing import Any

from PySide6.QtCore import Qt

from studio.core.errors import UnavailableError
from studio.ui.hotkeys.base import OnPressed
from studio.ui.hotkeys.keysyms import mac_key, parts_of

_KEYBOARD, _HOT_KEY_PRESSED = 0x6B657962, 5  # 'keyb', kEventHotKeyPressed
_DIRECT_OBJECT, _HOT_KEY_ID = 0x2D2D2D2D, 0x686B6964  # '----', 'hkid'
_OURS = 0x48574B52  # 'HWKR'
# Qt calls the Command key Control on a Mac, and the Control key Meta.
_MASKS = (
    (Qt.KeyboardModifier.ControlModifier, 0x0100),
    (Qt.KeyboardModifier.ShiftModifier, 0x0200),
    (Qt.KeyboardModifier.AltModifier, 0x0800),
    (Qt.KeyboardModifier.MetaModifier, 0x1000),
)


class _KeyId(ctypes.Structure):
    _fields_ = (("signature", ctypes.c_uint32), ("number", ctypes.c_uint32))


class _EventKind(ctypes.Structure):
    _fields_ = (("group", ctypes.c_uint32), ("kind", ctypes.c_uint32))


_Handler = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class MacHotkeys:
    """Raises UnavailableError where Carbon is not there."""

    def __init__(self, on_pressed: OnPressed) -> None:
        path = ctypes.util.find_library("Carbon")
        if path is None:
            raise UnavailableError("the Carbon framework is not there", "keys")
        self._carbon: Any = ctypes.CDLL(path)
        self._carbon.GetApplicationEventTarget.restype = ctypes.c_void_p
        self._on_pressed = on_pressed
        self._held: dict[str, tuple[int, ctypes.c_void_p]] = {}
        self._next = 1
        self._handler = _Handler(self._hear)  # kept: Carbon keeps only its address
        self._target = ctypes.c_void_p(self._carbon.GetApplicationEventTarget())
        kind = _EventKind(_KEYBOARD, _HOT_KEY_PRESSED)
        self._carbon.InstallEventHandler(
            self._target, self._handler, 1, ctypes.byref(kind), None, None
        )

    @property
    def why_not(self) -> str:
        """Nothing stands against it."""
        return ""

    @property
    def hears_releases(self) -> bool:
        """Only presses are asked for here."""
        return False

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """Hold exactly these; gives those that the system refused."""
        for gone in self._held.keys() - keys:
            self._carbon.UnregisterEventHotKey(self._held.pop(gone)[1])
        return frozenset(key for key in keys - self._held.keys() if not self._register(key))

    def close(self) -> None:
        """Let go of all."""
        self.hold(frozenset())

    def _register(self, key: str) -> bool:
        parts = parts_of(key)
        code = mac_key(parts[0]) if parts is not None else None
        if parts is None or code is None:
            return False
        mask = sum(bit for modifier, bit in _MASKS if modifier in parts[1])
        number, self._next = self._next, self._next + 1
        held = ctypes.c_void_p()
        failed = self._carbon.RegisterEventHotKey(
            code, mask, _KeyId(_OURS, number), self._target, 0, ctypes.byref(held)
        )
        if not failed:
            self._held[key] = number, held
        return not failed

    def _hear(self, _call: int, event: int, _data: int) -> int:
        found = _KeyId()
        self._carbon.GetEventParameter(
            ctypes.c_void_p(event),
            _DIRECT_OBJECT,
            _HOT_KEY_ID,
            None,
            ctypes.sizeof(found),
            None,
            ctypes.byref(found),
        )
        for key, (number, _held) in self._held.items():
            if number == found.number:
                self._on_pressed(key)
                break
        return 0
