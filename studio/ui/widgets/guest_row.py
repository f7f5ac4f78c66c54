"""One guest link in a list: who it is for, what it is now, and until when it lets in."""

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QGridLayout, QMenu, QToolButton, QWidget

from studio.core.guests import GuestLink, GuestState
from studio.core.status import GuestStatus
from studio.ui import words
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

_TONES = {GuestState.CONNECTED: "good", GuestState.ON_AIR: "urgent"}
_ENDED = (GuestState.EXPIRED, GuestState.REVOKED)


class GuestRow(QWidget):
    """``act(name)`` with "renew", "revoke" or "forget"."""

    def __init__(self, link: GuestLink, theme: Theme, act: Callable[[str], None]) -> None:
        super().__init__()
        self.link = link
        self._act = act
        self._name = plain_label(link.name)
        self._name.setMinimumWidth(20)
        self._word = plain_label("", "alarm")
        self._more_words = plain_label("", "quiet")
        self._more: QToolButton = tool_button(
            "more", tr("guest_more", name=link.name), theme, self._open_menu
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(4, 4, 0, 4)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._name, 0, 0)
        layout.addWidget(self._word, 0, 1)
        layout.addWidget(self._more, 0, 2, 2, 1)
        layout.addWidget(self._more_words, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self.show_link(link, None)

    def show_link(self, link: GuestLink, status: GuestStatus | None) -> None:
        """Show what it is now."""
        self.link = link
        self._name.setText(link.name)
        self._word.setText(tr(f"guest_state_{link.state.value}"))
        set_tone(self._word, _TONES.get(link.state, "quiet"))
        self._more_words.setText(figures_of(status) if status is not None else until_words(link))

    def menu(self) -> QMenu:
        """What can be done with it now."""
        menu = QMenu(self)
        menu.addAction(tr("guest_renew"), lambda: self._act("renew"))
        if self.link.state not in _ENDED:
            menu.addAction(tr("guest_revoke"), lambda: self._act("revoke"))
        menu.addSeparator()
        menu.addAction(tr("guest_forget"), lambda: self._act("forget"))
        return menu

    def _open_menu(self) -> None:
        self.menu().exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def figures_of(status: GuestStatus) -> str:
    """Size, rate and bits a second of what comes in; only sound when there is no picture."""
    rate = f"{status.received_bps / 1e6:.1f} Mb/s"
    if not status.width_px:
        return rate
    return f"{status.width_px} × {status.height_px} · {status.rate_hz:.0f} fps · {rate}"


def until_words(link: GuestLink) -> str:
    """Until when it lets in; nothing for what has ended."""
    if link.state in _ENDED:
        return ""
    locale = QLocale("zh_CN" if words.language() == "zh" else "en_GB")
    time = QDateTime.fromMSecsSinceEpoch(link.expires_wall_ms)
    return tr(f"guest_until_{link.lifetime.value}", time=locale.toString(time, "HH:mm"))
