"""Named layouts of a dock area, each remembered per role and per size of the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from studio.ui.docks.area import DockArea
from studio.ui.docks.arrangement import Arrangement, SizeClass, size_class
from studio.ui.memory import Memory

_AT_REST_MS = 250

# The arrangement that a layout of that name begins with in a window of that size.
Arrangements = Callable[[str, SizeClass], Arrangement]


class Layouts(QObject):
    """``names`` in the order of the menu; the first is the one to begin with."""

    def __init__(
        self,
        area: DockArea,
        memory: Memory,
        role: str,
        names: tuple[str, ...],
        arrangements: Arrangements,
    ) -> None:
        super().__init__(area)
        self._area = area
        self._memory = memory
        self._role = role
        self._arrangements = arrangements
        self.names = names
        known = memory.layout(role)
        self.name = known if known in names else names[0]
        self._class: SizeClass | None = None
        self._at_rest: tuple[SizeClass, bytes] | None = None
        self._size = (0, 0)
        self._rest = QTimer(self, singleShot=True, interval=_AT_REST_MS)
        self._rest.timeout.connect(self._settle)
        area.set_locked(memory.is_locked(role))

    def open(self, width_px: int, height_px: int) -> None:
        """Stand as left in a window of that size."""
        self._size = (width_px, height_px)
        self._class = size_class(width_px, height_px)
        self._show()

    def resized(self, width_px: int, height_px: int) -> None:
        """The window has another size: once it rests, another class has its own layout."""
        self._size = (width_px, height_px)
        if self._class is not None:
            self._rest.start()

    def choose(self, name: str) -> None:
        """Another layout; the one before is kept as it is."""
        if name == self.name or name not in self.names:
            return
        self.keep()
        self.name = name
        self._memory.keep_layout(self._role, name)
        self._show()

    def reset(self) -> None:
        """The layout as it was made."""
        if self._class is not None:
            self._memory.forget_state(self._key(self._class))
            self._area.arrange(self._arrangements(self.name, self._class))

    def toggle_lock(self) -> None:
        """Lock or unlock."""
        self._area.set_locked(not self._area.is_locked)
        self._memory.keep_locked(self._role, self._area.is_locked)

    def keep(self) -> None:
        """Remember everything as it is now."""
        if self._class is not None and size_class(*self._size) is self._class:
            self._memory.keep_state(self._key(self._class), self._area.state())

    def _key(self, which: SizeClass) -> str:
        return f"{self._role}/{self.name}/{which.value}"

    def _show(self) -> None:
        if self._class is None:
            return
        if not self._area.restore(self._memory.state(self._key(self._class))):
            self._area.arrange(self._arrangements(self.name, self._class))
        self._rest.start()

    def _settle(self) -> None:
        now = size_class(*self._size)
        if now is self._class:
            self._at_rest = (now, self._area.state())
            return
        # What stood before the window was pulled out of its class, not what that made of it.
        if self._at_rest is not None:
            self._memory.keep_state(self._key(self._at_rest[0]), self._at_rest[1])
        self._class, self._at_rest = now, None
        self._show()
