"""Where the lanes of the moderator's window stand at first, in each layout and size."""

from studio.ui.docks.arrangement import Arrangement, Row, Side, SizeClass, Stack

LANES, ROOM = "lanes", "room"
LAYOUTS = (LANES, ROOM)
_DEPTHS_PX = {
    SizeClass.SMALL: (420, 170),
    SizeClass.MIDDLE: (590, 210),
    SizeClass.LARGE: (900, 300),
}


def arrangement(name: str, size: SizeClass) -> Arrangement:
    """Lanes side by side, the team below. In a small window what is used less is tabbed."""
    above_px, below_px = _DEPTHS_PX[size]
    team = Row((Stack(("whisper",), 420), Stack(("audit",), 580)), below_px)
    if name == ROOM:
        two = (Stack(("live",), 600), Stack(("held", "questions", "person"), 400))
        return Arrangement({Side.ABOVE: Row(two, above_px), Side.BELOW: team})
    lanes: tuple[Stack, ...]
    if size is SizeClass.SMALL:
        lanes = (Stack(("live",), 340), Stack(("held", "questions"), 330), Stack(("person",), 330))
    else:
        lanes = (
            Stack(("live",), 400),
            Stack(("held",), 340),
            Stack(("questions",), 330),
            Stack(("person",), 350),
        )
    return Arrangement({Side.ABOVE: Row(lanes, above_px), Side.BELOW: team})
