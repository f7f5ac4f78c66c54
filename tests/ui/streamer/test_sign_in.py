import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.connectors import ConnectorStatus
from studio.core.logins import LoginState, LoginStatus
from studio.core.platforms import PlatformNow
from studio.ui.streamer.sign_in import SignIn, open_page
from tests.support.widgets import texts_of


def now(login: LoginStatus, *, can: bool = True) -> PlatformNow:
    return PlatformNow("t", ConnectorStatus("t", Platform.TWITCH, "clay"), login, can)


@pytest.fixture
def panel(qtbot: QtBot) -> SignIn:
    made = SignIn(Platform.TWITCH, lambda _name: None)
    qtbot.addWidget(made)
    made.show()
    return made


def buttons(panel: SignIn) -> list[str]:
    every = (panel.begin, panel.open, panel.copy, panel.cancel, panel.out, panel.app_page)
    return [button.text() for button in every if button.isVisible()]


def test_without_an_app_it_says_how_to_get_one(panel: SignIn) -> None:
    panel.show_now(now(LoginStatus(), can=False))
    assert "Public" in panel.words.text()
    assert buttons(panel) == ["Open Twitch's developer page"]


def test_the_code_is_large_copied_and_gone_when_it_was_typed(panel: SignIn) -> None:
    panel.show_now(now(LoginStatus()))
    assert buttons(panel) == ["Sign in to Twitch"]
    waiting = LoginStatus(
        LoginState.WAITING, page_url="https://www.twitch.tv/activate", code="ABCD-EFGH"
    )
    panel.show_now(now(waiting))
    assert "ABCD-EFGH" in texts_of(panel)
    assert panel.qr.isVisible()
    assert buttons(panel) == ["Open the page", "Copy", "Cancel"]
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == "ABCD-EFGH"
    panel.show_now(now(LoginStatus(LoginState.SIGNED_IN, account="anna")))
    assert "ABCD-EFGH" not in texts_of(panel)
    assert panel.words.text() == "Signed in as anna"
    assert buttons(panel) == ["Sign out"]


def test_a_login_that_was_taken_back_says_so(panel: SignIn) -> None:
    panel.show_now(now(LoginStatus(LoginState.REFUSED, "sign in to Twitch again")))
    assert panel.words.text() == "Sign in to Twitch again"
    assert panel.words.property("tone") == "warning"
    assert buttons(panel) == ["Sign in again"]


def test_only_web_pages_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.url()))
    open_page("file:///etc/passwd")
    open_page("javascript:alert(1)")
    open_page("")
    open_page("https://www.twitch.tv/activate")
    assert opened == ["https://www.twitch.tv/activate"]
