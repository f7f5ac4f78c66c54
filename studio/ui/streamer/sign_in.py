"""Signing in to a platform: the code large, the page as a picture to scan, and how far it is."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.core.chat import Platform
from studio.core.logins import LoginState, LoginStatus
from studio.core.platforms import PlatformNow
from studio.ui.chat.platform_words import platform_name
from studio.ui.sentences import said
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.qr import QrView
from studio.ui.words import tr

_SIDE_PX = 132
# Where a person makes an app of their own, or finds their code.
APP_PAGES = {
    Platform.TWITCH: "https://dev.twitch.tv/console/apps",
    Platform.YOUTUBE: "https://console.cloud.google.com/apis/credentials",
    Platform.BILIBILI: "https://open-live.bilibili.com/",
}
_WAITS = (LoginState.ASKING, LoginState.WAITING)


def open_page(url: str) -> None:
    """In the person's own browser; only what is a web page."""
    if url.startswith(("https://", "http://127.0.0.1")):
        QDesktopServices.openUrl(QUrl(url))


class SignIn(QWidget):
    """``act(name)`` with "sign_in", "cancel" or "sign_out"."""

    def __init__(self, kind: Platform, act: Callable[[str], object]) -> None:
        super().__init__()
        self._kind = kind
        self._login = LoginStatus()
        name = platform_name(kind)
        self.words = plain_label("")
        self.words.setWordWrap(True)
        self.code = plain_label("", "title")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(tr("sign_in_code"))
        self.qr = QrView(_SIDE_PX)
        self.open = _button(tr("sign_in_open"), lambda: open_page(self._login.page_url))
        self.copy = _button(tr("sign_in_copy"), self._copy)
        self.begin = _button(tr("sign_in_to", name=name), lambda: act("sign_in"))
        self.begin.setObjectName("primary")
        self.cancel = _button(tr("cancel"), lambda: act("cancel"))
        self.out = _button(tr("sign_out"), lambda: act("sign_out"))
        self.app_page = _button(
            tr("sign_in_app_page", name=name), lambda: open_page(APP_PAGES.get(kind, ""))
        )
        self._lay_out()

    def show_now(self, now: PlatformNow | None) -> None:
        """Show how far it is; nothing before the platform is saved."""
        self._login = login = now.login if now is not None else LoginStatus()
        can = now is not None and now.can_sign_in
        waits = login.state is LoginState.WAITING
        self.words.setText(self._words_of(login, can=can))
        is_trouble = login.state in (LoginState.REFUSED, LoginState.EXPIRED)
        set_tone(self.words, "warning" if is_trouble else "")
        self.code.setText(login.code)
        self.code.setVisible(waits and bool(login.code))
        if self.qr.accessibleName() != login.page_url:
            self.qr.set_text(login.page_url if login.code else "")
        self.qr.setVisible(waits and bool(login.code))
        self.open.setVisible(waits)
        self.copy.setVisible(waits)
        self.cancel.setVisible(login.state in _WAITS)
        again = login.state in (LoginState.REFUSED, LoginState.EXPIRED)
        name = platform_name(self._kind)
        self.begin.setText(tr("sign_in_again") if again else tr("sign_in_to", name=name))
        self.begin.setVisible(can and login.state not in (*_WAITS, LoginState.SIGNED_IN))
        self.out.setVisible(login.state is LoginState.SIGNED_IN)
        self.app_page.setVisible(not can)

    def _words_of(self, login: LoginStatus, *, can: bool) -> str:
        name = platform_name(self._kind)
        if not can:
            return tr(f"sign_in_no_app_{self._kind.value}")
        match login.state:
            case LoginState.ASKING:
                return tr("sign_in_asking", name=name)
            case LoginState.WAITING:
                until = datetime.fromtimestamp(login.until_wall_ms / 1000).strftime("%H:%M")
                return tr("sign_in_type" if login.code else "sign_in_yes", name=name, time=until)
            case LoginState.SIGNED_IN:
                return tr("signed_in_as", name=login.account) if login.account else tr("signed_in")
            case LoginState.REFUSED | LoginState.EXPIRED:
                return said(login.reason)
        return tr("sign_in_why", name=name)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._login.code or self._login.page_url)
        self.copy.setText(tr("copied"))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (*(self.begin, self.open, self.copy, self.cancel, self.out, self.app_page),):
            buttons.addWidget(button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.words)
        words.addWidget(self.code)
        words.addStretch(1)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        upper.addLayout(words, 1)
        upper.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(upper)
        layout.addLayout(buttons)


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button
