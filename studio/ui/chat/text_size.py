"""How large the words of the chat are: a few steps, remembered from one start to the next."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from studio.ui.memory import Memory
from studio.ui.words import tr

STEPS_PX = {"normal": 15, "large": 18, "larger": 22, "largest": 28}
_KEPT_AS = "chat.text"


class TextSize:
    """``use(pixels)`` is told whenever another one is chosen."""

    def __init__(self, memory: Memory, use: Callable[[int], object]) -> None:
        self._memory = memory
        self._use = use

    @property
    def step(self) -> str:
        """The name of the step that holds."""
        kept = self._memory.state(_KEPT_AS).decode(errors="replace")
        return kept if kept in STEPS_PX else "normal"

    @property
    def text_px(self) -> int:
        """In pixels."""
        return STEPS_PX[self.step]

    def choose(self, step: str) -> None:
        """That step from now on."""
        self._memory.keep_state(_KEPT_AS, step.encode())
        self._use(STEPS_PX[step])

    def change(self, by: int) -> None:
        """Larger or smaller, as far as there are steps."""
        steps = list(STEPS_PX)
        place = steps.index(self.step) + by
        if 0 <= place < len(steps):
            self.choose(steps[place])

    def menu(self, parent: QWidget) -> QMenu:
        """Every step, the one that holds checked."""
        menu = QMenu(parent)
        group = QActionGroup(menu)
        for step in STEPS_PX:
            action = menu.addAction(tr(f"chat_text_{step}"), partial(self.choose, step))
            action.setCheckable(True)
            action.setChecked(step == self.step)
            group.addAction(action)
        return menu
