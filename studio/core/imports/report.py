"""What an import brings: a show or video settings, and a note for all that was left behind."""

import msgspec

from studio.core.scene import Show

_MOST_NOTES = 500


class Note(msgspec.Struct, frozen=True):
    """One thing that is not as it was. ``where`` names the scene, item or source."""

    where: str
    what: str


class ProfileVideo(msgspec.Struct, frozen=True):
    """Video settings of a profile; 0 or empty where it does not say. ``encoder``: our name."""

    base_width_px: int = 0
    base_height_px: int = 0
    output_width_px: int = 0
    output_height_px: int = 0
    rate_hz: int = 0
    bitrate_bps: int = 0
    encoder: str = ""


class Imported(msgspec.Struct, frozen=True):
    """What could be read: a collection gives a show, a profile gives video settings."""

    show: Show | None
    report: tuple[Note, ...]
    video: ProfileVideo | None = None


class Notebook:
    """Collects notes; says each once, and only counts them when there are too many."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}
        self._left_out = 0

    def add(self, where: str, what: str) -> None:
        """One more note, unless it is there already."""
        note = Note(where, what)
        if note in self._notes:
            return
        if len(self._notes) >= _MOST_NOTES:
            self._left_out += 1
        else:
            self._notes[note] = None

    def finished(self) -> tuple[Note, ...]:
        """All notes, in the order in which they came."""
        notes = tuple(self._notes)
        if self._left_out:
            notes = (*notes, Note("report", f"{self._left_out} more notes are left out"))
        return notes
