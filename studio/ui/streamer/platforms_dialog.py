"""Chat platforms: which are joined, how each does, and everything it takes to join one."""

from functools import partial

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.chat import Platform
from studio.core.clock import SystemClock
from studio.core.connectors import ConnectorStatus
from studio.core.errors import BadInputError
from studio.core.messages import requests as ask
from studio.core.messages.events import ConnectorStatusChanged, Event, PlatformLoginChanged
from studio.core.messages.results import PlatformsNow, Result
from studio.core.platforms import MOST_PLATFORMS, AnyPlatform, PlatformNow
from studio.ui.chat.platform_row import PlatformRow
from studio.ui.chat.platform_words import platform_name, title_of
from studio.ui.session import Session
from studio.ui.streamer.platform_form import FIELDS
from studio.ui.streamer.platform_page import PlatformPage
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX, _HEIGHT_PX = 880, 600
_LEFT_PX = 280
_LOOK_EVERY_MS = 1000


class PlatformsDialog(QDialog):
    """Every change is a change of the settings, and holds on air at once."""

    def __init__(
        self, parent: QWidget | None, session: Session, theme: Theme, chosen_id: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("platforms"))
        self.setMinimumSize(_WIDTH_PX, _HEIGHT_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._theme = theme
        self._now: dict[str, PlatformNow] = {}
        self._secrets: dict[str, dict[str, str]] = {}
        self._undo: tuple[int, AnyPlatform] | None = None
        self.rows: dict[str, PlatformRow] = {}
        self.page: PlatformPage | None = None
        self._lay_out()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self.refresh)
        session.heard.connect(self._hear)
        platforms = self._platforms()
        if platforms:
            known = {one.id for one in platforms}
            self.choose(chosen_id if chosen_id in known else platforms[0].id)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        platforms, is_there = self._platforms(), self._session.state.is_connected
        self._fill(platforms)
        now_ms = SystemClock().wall_ms()
        for platform in platforms:
            row = self.rows[platform.id]
            row.show_now(platform, _status_of(platform, self._now.get(platform.id)), now_ms)
            row.setChecked(self.page is not None and self.page.platform_id == platform.id)
            for name, secret in self._secrets.pop(platform.id, {}).items():
                self._session.ask(ask.SetPlatformSecret(platform.id, name, secret), self._take)
        self._none.setVisible(not platforms)
        self.add.setEnabled(is_there and len(platforms) < MOST_PLATFORMS)
        if self.page is not None:
            known = {one.id: one for one in platforms}
            page_id = self.page.platform_id
            self.page.show_now(known.get(page_id), self._now.get(page_id))
        self._hint.setVisible(self.page is None)

    def choose(self, platform_id: str) -> None:
        """Show that one's page."""
        platform = next((one for one in self._platforms() if one.id == platform_id), None)
        if platform is not None:
            self._show_page(PlatformPage(self._theme, platform.kind, platform, self.act))

    def begin(self, kind: Platform) -> None:
        """The page of a new one; it is on the list once it is saved."""
        self._show_page(PlatformPage(self._theme, kind, None, self.act))
        if self.page is not None:
            next(iter(self.page.form.widgets.values())).setFocus()

    def act(self, name: str, page: PlatformPage) -> None:
        """What a page's buttons do."""
        match name:
            case "save":
                self._save(page)
            case "remove":
                self.remove(page.platform_id)
            case "toggle" if page.platform is not None:
                is_enabled = not page.platform.is_enabled
                turned = msgspec.structs.replace(page.platform, is_enabled=is_enabled)
                self._keep(_with(self._platforms(), turned))
            case "retry":
                self._session.ask(ask.RetryPlatform(page.platform_id), self._take)
            case "sign_in":
                self._session.ask(ask.StartPlatformLogin(page.platform_id), self._take)
            case "cancel" | "sign_out":
                is_out = name == "sign_out"
                request = ask.CancelPlatformLogin(page.platform_id, is_out)
                self._session.ask(request, self._take)

    def remove(self, platform_id: str) -> None:
        """Off the list; a line below it brings it back."""
        platforms = self._platforms()
        place = next((at for at, one in enumerate(platforms) if one.id == platform_id), -1)
        if place < 0:
            return
        self._undo = (place, platforms[place])
        self._undo_words.setText(tr("removed", name=title_of(platforms[place])))
        self._undo_line.show()
        if self.page is not None and self.page.platform_id == platform_id:
            self._show_page(None)
        self._keep(platforms[:place] + platforms[place + 1 :])
        self.undo.setFocus()

    def bring_back(self) -> None:
        """Where it was, with its secrets and its sign-in."""
        if self._undo is None:
            return
        place, platform = self._undo
        self._undo = None
        self._undo_line.hide()
        platforms = self._platforms()
        self._keep((*platforms[:place], platform, *platforms[place:]))

    def showEvent(self, event: QShowEvent) -> None:
        """Look now, and again while it is shown."""
        super().showEvent(event)
        self._look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        self._timer.stop()
        super().hideEvent(event)

    def _save(self, page: PlatformPage) -> None:
        try:
            wanted = page.wanted()
        except BadInputError:
            return
        secrets = page.form.secrets()
        if secrets:
            self._secrets[wanted.id] = secrets  # once the hub knows the platform
        page.form.forget_typed()
        self._keep(_with(self._platforms(), wanted))

    def _keep(self, platforms: tuple[AnyPlatform, ...]) -> None:
        settings = msgspec.structs.replace(self._session.state.settings, platforms=platforms)
        self._session.ask(ask.SetSettings(settings), self._take)

    def _platforms(self) -> tuple[AnyPlatform, ...]:
        return self._session.state.settings.platforms

    def _look(self) -> None:
        if self._session.state.is_connected:
            self._session.ask_quietly(ask.GetPlatforms(), self._take)

    def _take(self, result: Result) -> None:
        if isinstance(result, PlatformsNow):
            self._now = {one.platform_id: one for one in result.platforms}
            self.refresh()
        else:
            self._look()

    def _hear(self, event: Event) -> None:
        if isinstance(event, PlatformLoginChanged | ConnectorStatusChanged):
            self._look()

    def _fill(self, platforms: tuple[AnyPlatform, ...]) -> None:
        if list(self.rows) == [one.id for one in platforms]:
            return
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = {
            one.id: PlatformRow(
                self._theme, partial(self.choose, one.id), partial(self.remove, one.id)
            )
            for one in platforms
        }
        for place, row in enumerate(self.rows.values()):
            self._list.insertWidget(place, row)
        if self.page is None and platforms and self._undo is None:
            self.choose(platforms[0].id)

    def _show_page(self, page: PlatformPage | None) -> None:
        if self.page is not None:
            self._right.removeWidget(self.page)
            self.page.deleteLater()
        self.page = page
        if page is not None:
            self._right.addWidget(page, 1)
        self.refresh()

    def _lay_out(self) -> None:
        self.add = QPushButton(tr("platform_add"))
        self.add.setAutoDefault(False)
        menu = QMenu(self.add)
        for kind in FIELDS:
            menu.addAction(platform_name(kind), partial(self.begin, kind))
        self.add.setMenu(menu)
        self._none = plain_label(tr("platform_none"), "quiet")
        self._none.setWordWrap(True)
        self._undo_words = plain_label("", "quiet")
        self._undo_words.setWordWrap(True)
        self.undo = QPushButton(tr("undo"))
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(self.bring_back)
        self._undo_line = QWidget()
        line = QHBoxLayout(self._undo_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._undo_words, 1)
        line.addWidget(self.undo)
        self._undo_line.hide()
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.add)
        left.addWidget(self._none)
        left.addWidget(self._scrolled(), 1)
        left.addWidget(self._undo_line)
        self._hint = plain_label(tr("platform_hint"), "place")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._right = QVBoxLayout()
        self._right.addWidget(self._hint, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(24)
        holder = QWidget()
        holder.setFixedWidth(_LEFT_PX)
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(holder)
        layout.addLayout(self._right, 1)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        return scroll


def _with(platforms: tuple[AnyPlatform, ...], one: AnyPlatform) -> tuple[AnyPlatform, ...]:
    """With that one in its place, or at the end."""
    if one.id not in {platform.id for platform in platforms}:
        return (*platforms, one)
    return tuple(one if platform.id == one.id else platform for platform in platforms)


def _status_of(platform: AnyPlatform, now: PlatformNow | None) -> ConnectorStatus:
    if now is not None:
        return now.status
    return ConnectorStatus(platform.id, platform.kind, platform.label)


def open_platforms(parent: QWidget, session: Session, theme: Theme, *_clicked: object) -> None:
    """Open the dialog; for a button as well."""
    PlatformsDialog(parent, session, theme).open()
