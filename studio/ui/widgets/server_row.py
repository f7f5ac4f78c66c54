"""One server in the list: whether it gets the show, how fast, or why not."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget

from studio.core.targets import Target, TargetState, TargetStatus
from studio.ui.sentences import said
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

_TONES = {
    TargetState.LIVE: "good",
    TargetState.RECONNECTING: "warning",
    TargetState.FAILED: "urgent",
}


class ServerRow(QWidget):
    """``act(name)`` with "edit", "retry", "toggle" or "remove"."""

    def __init__(self, target: Target, theme: Theme, act: Callable[[str], None]) -> None:
        super().__init__()
        self.target = target
        self._act = act
        self._state = TargetState.OFF
        self._name = plain_label(target.name)
        self._name.setMinimumWidth(20)
        self._word = plain_label("", "alarm")
        self._why = plain_label("", "quiet")
        self._why.setWordWrap(True)
        self._more: QToolButton = tool_button(
            "more", tr("server_more", name=target.name), theme, self._open_menu
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(4, 2, 0, 2)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._word, 0, 1)
        layout.addWidget(self._more, 0, 2)
        layout.addWidget(self._why, 1, 0, 1, 3)
        layout.setColumnStretch(0, 1)
        self.show_status(TargetStatus(target.id, target.name))

    def show_status(self, status: TargetStatus) -> None:
        """Show how it does now."""
        self._state = status.state
        self._word.setText(self._words_of(status))
        set_tone(self._word, _TONES.get(status.state, "quiet"))
        reason = said(status.reason)
        if status.state is TargetState.OFF and self.target.is_enabled and not status.has_secret:
            reason = tr("server_no_key") if self.target.url.startswith("rtmp") else ""
        self._why.setText(reason)
        self._why.setVisible(bool(reason))

    def menu(self) -> QMenu:
        """What can be done with it now."""
        menu = QMenu(self)
        waits = self._state in (TargetState.RECONNECTING, TargetState.FAILED)
        menu.addAction(tr("server_retry"), lambda: self._act("retry")).setVisible(waits)
        menu.addAction(tr("server_edit_menu"), lambda: self._act("edit"))
        toggle = tr("server_turn_off") if self.target.is_enabled else tr("server_turn_on")
        menu.addAction(toggle, lambda: self._act("toggle"))
        menu.addSeparator()
        menu.addAction(tr("server_remove"), lambda: self._act("remove"))
        return menu

    def _words_of(self, status: TargetStatus) -> str:
        if not self.target.is_enabled:
            return tr("server_off")
        if status.state is TargetState.LIVE and status.sent_bps:
            return f"{status.sent_bps / 1e6:.1f} Mb/s"
        return tr(f"server_state_{status.state.value}")

    def _open_menu(self) -> None:
        self.menu().exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))
