"""Where the docks of the streamer's window stand at first, in each layout and size."""

from studio.ui.docks.arrangement import Arrangement, Row, Side, SizeClass, Stack

SET_UP, SHOW, SMALL = "set_up", "show", "small"
LAYOUTS = (SET_UP, SHOW, SMALL)
_DEPTHS_PX = {
    SizeClass.SMALL: (244, 292),
    SizeClass.MIDDLE: (272, 328),
    SizeClass.LARGE: (340, 420),
}


def arrangement(name: str, size: SizeClass) -> Arrangement:
    """Lists left, what is looked at right. "show" leaves away what a show needs no more."""
    left_px, right_px = _DEPTHS_PX[size]
    if name == SMALL:
        left = (Stack(("scenes", "layers"), 260), Stack(("sound",), 300))
        return Arrangement({Side.LEFT: Row(left, left_px)})
    lists = (Stack(("scenes",), 236), Stack(("layers",), 260), Stack(("sound",), 300))
    right = _right(name, size)
    return Arrangement({Side.LEFT: Row(lists, left_px), Side.RIGHT: Row(right, right_px)})


def _right(name: str, size: SizeClass) -> tuple[Stack, ...]:
    if name == SHOW:
        return Stack(("chat",), 480), Stack(("engage", "audience", "servers", "log"), 260)
    if size is SizeClass.LARGE:
        lists = ("audience", "servers", "engage", "log")
        return Stack(("details",), 420), Stack(("chat",), 420), Stack(lists, 260)
    return Stack(("details",), 480), Stack(("audience", "servers", "chat", "engage", "log"), 300)
