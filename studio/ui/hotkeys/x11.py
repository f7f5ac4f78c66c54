"""Keys held on X11: a passive grab on the root window, heard through a socket notifier."""

from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from studio.ui.hotkeys.base import OnPressed, not_heard
from studio.ui.hotkeys.keysyms import parts_of, x11_keysym
from studio.ui.hotkeys.xcb import Happened, What, XcbKeys

_MASKS = (
    (Qt.KeyboardModifier.ShiftModifier, 1),
    (Qt.KeyboardModifier.ControlModifier, 4),
    (Qt.KeyboardModifier.AltModifier, 8),
    (Qt.KeyboardModifier.MetaModifier, 64),
)
_REPEAT_MS = 20  # a repeated press follows its release at once
_MEANT = 1 | 4 | 8 | 64
# Caps Lock and Num Lock count as modifiers to X11, but not to a person.
_LOCKS = (0, 2, 16, 2 | 16)


class X11Hotkeys(QObject):
    """Raises UnavailableError where the display or its library is not there."""

    def __init__(self, on_pressed: OnPressed, on_released: OnPressed = not_heard) -> None:
        super().__init__()
        self._on_pressed = on_pressed
        self._on_released = on_released
        self._down: dict[int, str] = {}
        self._keys = XcbKeys()
        self._held: dict[str, list[tuple[int, int]]] = {}
        self._wanted: frozenset[str] = frozenset()
        self._released_ms: dict[int, int] = {}
        self._notifier = QSocketNotifier(self._keys.descriptor, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_what: self._read())

    @property
    def why_not(self) -> str:
        """Nothing stands against it."""
        return ""

    @property
    def hears_releases(self) -> bool:
        """Both are told, and the repeating of a key that is held down is not."""
        return True

    def hold(self, keys: frozenset[str]) -> frozenset[str]:
        """Hold exactly these; gives those that another program has, or the keyboard lacks."""
        self._wanted = keys
        for gone in self._held.keys() - keys:
            self._let_go(gone)
        refused = {key for key in keys - self._held.keys() if not self._grab(key)}
        self._read()  # answers may have brought events with them that wake nobody any more
        return frozenset(refused)

    def close(self) -> None:
        """Let go of all."""
        self._notifier.setEnabled(False)
        self._keys.close()

    def _grab(self, key: str) -> bool:
        parts = parts_of(key)
        codes = self._keys.key_codes(x11_keysym(parts[0])) if parts is not None else []
        if parts is None or not codes:
            return False
        mask = sum(bit for modifier, bit in _MASKS if modifier in parts[1])
        held: list[tuple[int, int]] = []
        self._held[key] = held
        for code in codes:
            for lock in _LOCKS:
                if not self._keys.grab(code, mask | lock):
                    self._let_go(key)
                    return False
                held.append((code, mask | lock))
        return True

    def _let_go(self, key: str) -> None:
        for code, mask in self._held.pop(key):
            self._keys.release(code, mask)

    def _read(self) -> None:
        while True:
            happened = self._keys.next()
            if happened is None:
                break
            self._take(happened)
        if self._keys.is_broken:
            self._notifier.setEnabled(False)

    def _take(self, happened: Happened) -> None:
        if happened.what is What.REMAPPED:
            for key in list(self._held):
                self._let_go(key)
            while self._down:  # nobody tells any more when they come up
                self._on_released(self._down.popitem()[1])
            self.hold(self._wanted)
            return
        if happened.what is What.RELEASED:
            self._released_ms[happened.key_code] = happened.time_ms
            later = partial(self._release, happened.key_code, happened.time_ms)
            QTimer.singleShot(_REPEAT_MS, self, later)
            return
        if self._released_ms.get(happened.key_code) == happened.time_ms:
            del self._released_ms[happened.key_code]
            return  # a key held down repeats itself: released and pressed in the same moment
        pressed = happened.key_code, happened.modifiers & _MEANT
        for key, held in self._held.items():
            if pressed in held:
                self._down[happened.key_code] = key
                self._on_pressed(key)
                return

    def _release(self, key_code: int, time_ms: int) -> None:
        """It is up, unless it was pressed again meanwhile: in the same moment it only repeats."""
        if self._released_ms.get(key_code) == time_ms and key_code in self._down:
            self._on_released(self._down.pop(key_code))
