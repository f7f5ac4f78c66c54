"""A group in the list of layers: folds, and shows, hides or locks all that is in it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.core.scene import Group
from studio.ui.icons import picture
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.words import tr


class GroupRow(QWidget):
    """``change(group_id, is_visible, is_locked)`` with None for what stays; ``fold(group_id)``."""

    def __init__(
        self,
        group: Group,
        count: int,
        theme: Theme,
        change: Callable[[str, bool | None, bool | None], None],
        fold: Callable[[str], None],
        *,
        is_folded: bool,
    ) -> None:
        super().__init__()
        self.fold = tool_button(
            "folded" if is_folded else "unfolded",
            tr("unfold") if is_folded else tr("fold"),
            theme,
            lambda: fold(group.id),
        )
        drawing = QLabel()
        colour = "text" if group.is_visible else "quiet"
        drawing.setPixmap(picture("group", theme, colour, 18))
        self._name = plain_label(group.name, "" if group.is_visible else "quiet")
        self._name.setMinimumWidth(20)
        self.eye = tool_button(
            "eye" if group.is_visible else "eye-off",
            tr("hide_group") if group.is_visible else tr("show_group"),
            theme,
            lambda: change(group.id, not group.is_visible, None),
        )
        self.lock = tool_button(
            "lock" if group.is_locked else "unlock",
            tr("unlock_group") if group.is_locked else tr("lock_group"),
            theme,
            lambda: change(group.id, None, not group.is_locked),
        )
        self._lay_out(drawing, count)
        self.setAccessibleName(tr("group_of", name=group.name, count=count))

    def _lay_out(self, drawing: QLabel, count: int) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.fold)
        layout.addWidget(drawing)
        layout.addWidget(self._name, 1)
        layout.addWidget(plain_label(str(count), "quiet"))
        layout.addWidget(self.eye)
        layout.addWidget(self.lock)
