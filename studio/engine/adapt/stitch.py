"""One viewer's picture from changing renditions: a cut at a key frame, without a break in time."""

from dataclasses import replace

from studio.engine.media import MediaPacket

_STEP = 90  # 1 ms of the picture's clock: later than what came before, and seen by nobody


class Stitch:
    """Takes every rendition's packets and gives one stream whose times always rise.

    What follows a cut is a key frame of the wanted rendition; until it comes, the one before
    goes on. A rendition that is a picture behind is squeezed in rather than waited for.
    """

    def __init__(self) -> None:
        self.current = 0
        self.wanted = 0
        self.cuts = 0
        self._last_pts: int | None = None

    def take(self, packet: MediaPacket, number: int) -> tuple[MediaPacket | None, bool]:
        """The packet to send, if any, and whether a cut is before it."""
        is_cut = number == self.wanted != self.current and packet.is_key
        if is_cut:
            self.current = number
            self.cuts += 1
        if number != self.current:
            return None, False
        pts = packet.pts
        if self._last_pts is not None and pts <= self._last_pts:
            pts = self._last_pts + _STEP
            packet = replace(packet, pts=pts, dts=pts)
        self._last_pts = pts
        return packet, is_cut
