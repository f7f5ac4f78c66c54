"""What is on an X11 display: its size, its monitors and its windows, asked through Xlib."""

import ctypes
import ctypes.util
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any, Self

from studio.core.errors import NotFoundError, UnavailableError

_VIEWABLE = 2
_LEAST_SIDE_PX = 32


@dataclass(frozen=True, slots=True)
class X11Area:
    """A monitor, or the whole display."""

    name: str
    left_px: int
    top_px: int
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class X11Window:
    """A visible window; ``id`` in hexadecimal, as xwininfo prints it."""

    id: str
    title: str
    width_px: int
    height_px: int


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("border_width", ctypes.c_int),
        ("depth", ctypes.c_int),
        ("visual", ctypes.c_void_p),
        ("root", ctypes.c_ulong),
        ("kind", ctypes.c_int),
        ("bit_gravity", ctypes.c_int),
        ("win_gravity", ctypes.c_int),
        ("backing_store", ctypes.c_int),
        ("backing_planes", ctypes.c_ulong),
        ("backing_pixel", ctypes.c_ulong),
        ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong),
        ("map_installed", ctypes.c_int),
        ("map_state", ctypes.c_int),
        ("rest", ctypes.c_char * 256),
    )


class _MonitorInfo(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_ulong),
        ("primary", ctypes.c_int),
        ("automatic", ctypes.c_int),
        ("noutput", ctypes.c_int),
        ("x", ctypes.c_int),
        ("y", ctypes.c_int),
        ("width", ctypes.c_int),
        ("height", ctypes.c_int),
        ("mwidth", ctypes.c_int),
        ("mheight", ctypes.c_int),
        ("outputs", ctypes.c_void_p),
    )


_ErrorHandler = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


def _go_on(_display: int, _event: int) -> int:
    return 0


# A window may close while it is asked; Xlib's own answer to that is to end the program.
_ignore_error = _ErrorHandler(_go_on)


@cache
def _xlib() -> Any:
    name = ctypes.util.find_library("X11")
    if name is None:
        raise UnavailableError("the library libX11 is missing; install libx11-6", "screen")
    library = ctypes.CDLL(name)
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XOpenDisplay.argtypes = [ctypes.c_char_p]
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XInternAtom.restype = ctypes.c_ulong
    library.XGetAtomName.restype = ctypes.c_void_p
    library.XSetErrorHandler(_ignore_error)
    return library


class X11Display:
    """An open connection; use it as a context manager, from one thread."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Self:
        x11 = _xlib()
        handle = x11.XOpenDisplay(self._name.encode())
        if not handle:
            raise UnavailableError("the screen does not answer", self._name)
        self._handle = ctypes.c_void_p(handle)
        self._root = ctypes.c_ulong(x11.XDefaultRootWindow(self._handle))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _xlib().XCloseDisplay(self._handle)

    def area(self, name: str = "") -> X11Area:
        """A monitor by name; empty: the whole display."""
        for area in self.areas():
            if name in ("", area.name):
                return area
        raise NotFoundError("this monitor is not connected", name)

    def areas(self) -> list[X11Area]:
        """The whole display first, then each monitor if there are several."""
        attributes = self._attributes(self._root.value)
        if attributes is None:
            raise UnavailableError("the screen does not say its size", self._name)
        whole = X11Area("whole", 0, 0, attributes.width, attributes.height)
        monitors = self._monitors()
        return [whole, *monitors] if len(monitors) > 1 else [whole]

    def windows(self) -> list[X11Window]:
        """Windows that can be seen and have a title, topmost last."""
        found = []
        for number in self._client_list() or self._children(self._root.value):
            attributes = self._attributes(number)
            title = self._title(number)
            if attributes is None or attributes.map_state != _VIEWABLE or not title:
                continue
            if min(attributes.width, attributes.height) >= _LEAST_SIDE_PX:
                found.append(X11Window(hex(number), title, attributes.width, attributes.height))
        return found

    def _attributes(self, window: int) -> _Attributes | None:
        attributes = _Attributes()
        is_known = _xlib().XGetWindowAttributes(
            self._handle, ctypes.c_ulong(window), ctypes.byref(attributes)
        )
        return attributes if is_known else None

    def _children(self, window: int) -> list[int]:
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children = ctypes.POINTER(ctypes.c_ulong)()
        count = ctypes.c_uint()
        _xlib().XQueryTree(
            self._handle,
            ctypes.c_ulong(window),
            ctypes.byref(root),
            ctypes.byref(parent),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        found = [int(children[place]) for place in range(count.value)]
        if count.value:
            _xlib().XFree(children)
        return found

    def _client_list(self) -> list[int]:
        data = self._property(self._root.value, "_NET_CLIENT_LIST_STACKING")
        step = ctypes.sizeof(ctypes.c_ulong)
        return [
            int.from_bytes(data[place : place + step], "little")
            for place in range(0, len(data), step)
        ]

    def _title(self, window: int) -> str:
        data = self._property(window, "_NET_WM_NAME") or self._property(window, "WM_NAME")
        return data.decode("utf-8", "replace").strip()[:200]

    def _property(self, window: int, name: str) -> bytes:
        x11 = _xlib()
        atom = ctypes.c_ulong(x11.XInternAtom(self._handle, name.encode(), 1))
        if not atom.value:
            return b""
        kind, form = ctypes.c_ulong(), ctypes.c_int()
        count, left = ctypes.c_ulong(), ctypes.c_ulong()
        data = ctypes.POINTER(ctypes.c_char)()
        failed = x11.XGetWindowProperty(
            self._handle,
            ctypes.c_ulong(window),
            atom,
            ctypes.c_long(0),
            ctypes.c_long(4096),
            0,
            ctypes.c_ulong(0),
            ctypes.byref(kind),
            ctypes.byref(form),
            ctypes.byref(count),
            ctypes.byref(left),
            ctypes.byref(data),
        )
        if failed or kind.value == 0:
            return b""
        # 32-bit items come as C longs.
        size = ctypes.sizeof(ctypes.c_long) if form.value == 32 else form.value // 8
        found = ctypes.string_at(data, count.value * size)
        x11.XFree(data)
        return found

    def _monitors(self) -> list[X11Area]:
        name = ctypes.util.find_library("Xrandr")
        if name is None:
            return []
        randr = ctypes.CDLL(name)
        randr.XRRGetMonitors.restype = ctypes.POINTER(_MonitorInfo)
        count = ctypes.c_int()
        monitors = randr.XRRGetMonitors(self._handle, self._root, 1, ctypes.byref(count))
        areas = []
        for place in range(max(0, count.value)):
            info = monitors[place]
            areas.append(
                X11Area(self._atom_name(info.name), info.x, info.y, info.width, info.height)
            )
        if monitors:
            randr.XRRFreeMonitors(monitors)
        return areas

    def _atom_name(self, atom: int) -> str:
        text = _xlib().XGetAtomName(self._handle, ctypes.c_ulong(atom))
        if not text:
            return str(atom)
        name = ctypes.string_at(text).decode("utf-8", "replace")
        _xlib().XFree(ctypes.c_void_p(text))
        return name
