"""One device of a helper: its name, whether it is here, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from studio.core.devices import MOST_NAME, Device
from studio.ui import words
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr


class DeviceRow(QWidget):
    """``rename(name)`` and ``revoke()``. Both are asked for in the row itself."""

    def __init__(
        self,
        device: Device,
        theme: Theme,
        rename: Callable[[str], None],
        revoke: Callable[[], None],
    ) -> None:
        super().__init__()
        self.device = device
        self._rename = rename
        self._name = plain_label()
        self._name.setMinimumWidth(20)
        self._word = plain_label("", "alarm")
        self._more_words = plain_label("", "quiet")
        self.edit_button = tool_button("edit", "", theme, self._begin_rename)
        self.remove_button = tool_button("trash", "", theme, self._begin_revoke)
        self.name_line = QLineEdit()
        self.name_line.setMaxLength(MOST_NAME)
        self.name_line.setAccessibleName(tr("name"))
        self.name_line.returnPressed.connect(self._take_name)
        self.keep_name = QPushButton(tr("team_name_keep"))
        self.keep_name.clicked.connect(self._take_name)
        self._question = plain_label()
        self._question.setWordWrap(True)
        self.revoke_button = QPushButton()
        self.revoke_button.clicked.connect(revoke)
        self.back_button = QPushButton(tr("team_revoke_not"))
        self.back_button.clicked.connect(self.show_plain)
        self._stack = QStackedLayout(self)
        for page in (
            self._plain_page(),
            _line(self.name_line, self.keep_name),
            _line(self._question, self.back_button, self.revoke_button),
        ):
            self._stack.addWidget(page)
        self.show_device(device)

    def show_device(self, device: Device) -> None:
        """Show what it is now; what is being asked goes on."""
        self.device = device
        self._name.setText(device.name)
        self._word.setText(tr("team_here") if device.is_connected else "")
        set_tone(self._word, "good" if device.is_connected else "quiet")
        self._more_words.setText(f"{tr(f'team_role_{device.role.value}')} · {_seen_words(device)}")
        for button, key in ((self.edit_button, "team_rename"), (self.remove_button, "team_revoke")):
            button.setToolTip(tr(key, name=device.name))
            button.setAccessibleName(tr(key, name=device.name))
        self._question.setText(tr("team_revoke_ask", name=device.name))
        self.revoke_button.setText(tr("team_revoke_do"))

    def show_plain(self) -> None:
        """Ask nothing."""
        self._stack.setCurrentIndex(0)
        self.remove_button.setFocus()

    def _plain_page(self) -> QWidget:
        page = QWidget()
        layout = QGridLayout(page)
        layout.setContentsMargins(4, 4, 0, 4)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._word, 0, 1)
        layout.addWidget(self._more_words, 1, 0, 1, 2)
        layout.addWidget(self.edit_button, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.remove_button, 0, 3, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.setColumnStretch(0, 1)
        return page

    def _begin_rename(self) -> None:
        self.name_line.setText(self.device.name)
        self._stack.setCurrentIndex(1)
        self.name_line.setFocus()
        self.name_line.selectAll()

    def _take_name(self) -> None:
        name = self.name_line.text().strip()
        self._stack.setCurrentIndex(0)
        self.edit_button.setFocus()
        if name and name != self.device.name:
            self._rename(name)

    def _begin_revoke(self) -> None:
        self._stack.setCurrentIndex(2)
        self.back_button.setFocus()


def _line(first: QWidget, *others: QWidget) -> QWidget:
    """A page of a row: the first widget has the room."""
    page = QWidget()
    line = QHBoxLayout(page)
    line.setContentsMargins(4, 4, 0, 4)
    line.setSpacing(8)
    line.addWidget(first, 1)
    for widget in others:
        line.addWidget(widget)
    return page


def _seen_words(device: Device) -> str:
    """When it was here, in the person's way of writing."""
    if device.is_connected:
        return tr("team_now")
    if not device.last_seen_wall_ms:
        return tr("team_never")
    locale = QLocale("zh_CN" if words.language() == "zh" else "en_GB")
    seen = QDateTime.fromMSecsSinceEpoch(device.last_seen_wall_ms)
    is_today = seen.date() == QDateTime.currentDateTime().date()
    shape = "HH:mm" if is_today else tr("team_day_shape")
    return tr("team_seen", time=locale.toString(seen, shape))
