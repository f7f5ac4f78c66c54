"""Who of the team has claimed which message, for every list that shows messages."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal


class Marks(QObject):
    """``changed`` when somebody claimed or let go; ``are_used``: whether anybody helps at all."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.are_used = False
        self._held: dict[str, tuple[str, bool]] = {}

    def set(self, held: Mapping[str, tuple[str, bool]], *, are_used: bool) -> None:
        """By message id the name of who has it, and whether it is oneself."""
        if are_used == self.are_used and held == self._held:
            return
        self.are_used = are_used
        self._held = dict(held)
        self.changed.emit()

    def name_of(self, message_id: str) -> str:
        """Who has it; empty: nobody."""
        return self._held.get(message_id, ("", False))[0]

    def initial_of(self, message_id: str) -> tuple[str, bool]:
        """The first letter of who has it, and whether it is oneself."""
        name, is_mine = self._held.get(message_id, ("", False))
        return name[:1].upper(), is_mine
