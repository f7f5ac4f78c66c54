"""Events about what lies over the picture and on top of the page's chat."""

from studio.core.messages.event_base import Event
from studio.core.pins import PictureParts, Pin


class PinChanged(Event, frozen=True):
    """This message is pinned now; null: none."""

    pin: Pin | None = None


class PicturePartsSet(Event, frozen=True):
    """Whether polls and draws are shown on the picture while they run."""

    parts: PictureParts
