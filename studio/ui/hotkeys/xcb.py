"""The few calls of libxcb that hold keys, through ctypes, on a connection of their own.

XCB rather than Xlib: it answers each request's error to the caller, where Xlib has one handler
for the whole process, which is Qt's.
"""

import ctypes
import ctypes.util
from dataclasses import dataclass
from enum import Enum

from studio.core.errors import UnavailableError

_ASYNC = 1
_KEY_PRESS, _KEY_RELEASE, _MAPPING_CHANGED = 2, 3, 34


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.POINTER(ctypes.c_uint32)),  # a screen begins with its root window
        ("left", ctypes.c_int),
        ("index", ctypes.c_int),
    )


class _KeyEvent(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_uint8),
        ("key_code", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time_ms", ctypes.c_uint32),
        ("root", ctypes.c_uint32),
        ("window", ctypes.c_uint32),
        ("child", ctypes.c_uint32),
        ("places", ctypes.c_int16 * 4),
        ("modifiers", ctypes.c_uint16),
    )


class What(Enum):
    """What happened to a key."""

    PRESSED = 1
    RELEASED = 2
    REMAPPED = 3


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; ``time_ms`` on the server's clock."""

    what: What
    key_code: int = 0
    modifiers: int = 0
    time_ms: int = 0


class XcbKeys:
    """A connection to the display; raises UnavailableError where there is none."""

    def __init__(self) -> None:
        self._xcb, self._keys, self._libc = _libraries()
        self._connection = self._xcb.xcb_connect(None, None)
        if not self._connection or self._xcb.xcb_connection_has_error(self._connection):
            self._xcb.xcb_disconnect(self._connection)
            raise UnavailableError("the X11 display cannot be reached", "keys")
        setup = self._xcb.xcb_get_setup(self._connection)
        self._root = int(self._xcb.xcb_setup_roots_iterator(setup).data[0])
        self._symbols = self._keys.xcb_key_symbols_alloc(self._connection)

    @property
    def descriptor(self) -> int:
        """What becomes readable when something happened."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def key_codes(self, keysym: int) -> list[int]:
        """The keys of this keyboard that make that sign; none when it has no such key."""
        codes = self._keys.xcb_key_symbols_get_keycode(self._symbols, keysym)
        if not codes:
            return []
        found: list[int] = []
        while codes[len(found)]:
            found.append(int(codes[len(found)]))
        self._libc.free(ctypes.cast(codes, ctypes.c_void_p))
        return found

    def grab(self, key_code: int, modifiers: int) -> bool:
        """Hold a key; False: another program has it."""
        cookie = self._xcb.xcb_grab_key_checked(
            self._connection, 0, self._root, modifiers, key_code, _ASYNC, _ASYNC
        )
        error = self._xcb.xcb_request_check(self._connection, cookie)
        if not error:
            return True
        self._libc.free(error)
        return False

    def release(self, key_code: int, modifiers: int) -> None:
        """Let go of a key."""
        self._xcb.xcb_ungrab_key(self._connection, key_code, self._root, modifiers)
        self._xcb.xcb_flush(self._connection)

    def next(self) -> Happened | None:
        """What happened; None: nothing more."""
        event = self._xcb.xcb_poll_for_event(self._connection)
        while event:
            happened = self._read(event)
            self._libc.free(event)
            if happened is not None:
                return happened
            event = self._xcb.xcb_poll_for_event(self._connection)
        return None

    @property
    def is_broken(self) -> bool:
        """Whether the display has gone."""
        return bool(self._xcb.xcb_connection_has_error(self._connection))

    def close(self) -> None:
        """Let go of everything."""
        self._keys.xcb_key_symbols_free(self._symbols)
        self._xcb.xcb_disconnect(self._connection)

    def _read(self, event: int) -> Happened | None:
        key = ctypes.cast(event, ctypes.POINTER(_KeyEvent)).contents
        kind = key.kind & 0x7F
        if kind == _MAPPING_CHANGED:
            self._keys.xcb_refresh_keyboard_mapping(self._symbols, event)
            return Happened(What.REMAPPED)
        if kind not in (_KEY_PRESS, _KEY_RELEASE):
            return None
        what = What.PRESSED if kind == _KEY_PRESS else What.RELEASED
        return Happened(what, key.key_code, key.modifiers, key.time_ms)


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    xcb, keys = _library("xcb"), _library("xcb-keysyms")
    pointer, number = ctypes.c_void_p, ctypes.c_uint8
    xcb.xcb_connect.restype = pointer
    xcb.xcb_get_setup.restype = pointer
    xcb.xcb_setup_roots_iterator.restype = _Screens
    xcb.xcb_grab_key_checked.restype = _Cookie
    xcb.xcb_request_check.restype = pointer
    xcb.xcb_poll_for_event.restype = pointer
    keys.xcb_key_symbols_alloc.restype = pointer
    keys.xcb_key_symbols_get_keycode.restype = ctypes.POINTER(number)
    for library, name, arguments in (
        (xcb, "xcb_connect", (pointer, pointer)),
        (xcb, "xcb_connection_has_error", (pointer,)),
        (xcb, "xcb_disconnect", (pointer,)),
        (xcb, "xcb_flush", (pointer,)),
        (xcb, "xcb_get_setup", (pointer,)),
        (xcb, "xcb_get_file_descriptor", (pointer,)),
        (xcb, "xcb_setup_roots_iterator", (pointer,)),
        (xcb, "xcb_poll_for_event", (pointer,)),
        (xcb, "xcb_request_check", (pointer, _Cookie)),
        (
            xcb,
            "xcb_grab_key_checked",
            (pointer, number, ctypes.c_uint32, ctypes.c_uint16, number, number, number),
        ),
        (xcb, "xcb_ungrab_key", (pointer, number, ctypes.c_uint32, ctypes.c_uint16)),
        (keys, "xcb_key_symbols_alloc", (pointer,)),
        (keys, "xcb_key_symbols_free", (pointer,)),
        (keys, "xcb_key_symbols_get_keycode", (pointer, ctypes.c_uint32)),
        (keys, "xcb_refresh_keyboard_mapping", (pointer, pointer)),
    ):
        getattr(library, name).argtypes = arguments
    libc = ctypes.CDLL(None)
    libc.free.argtypes = (pointer,)
    return xcb, keys, libc


def _library(name: str) -> ctypes.CDLL:
    path = ctypes.util.find_library(name)
    if path is None:
        raise UnavailableError(f"the library lib{name} is not installed", "keys")
    return ctypes.CDLL(path)
