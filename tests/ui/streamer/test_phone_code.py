from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from studio.core.guests import GuestLink, GuestState
from studio.core.status import GuestStatus
from studio.ui.streamer.phone_code import PhoneCode
from tests.support.widgets import texts_of

_PAGE = "https://192.168.1.20:8481/guest"


def test_the_token_is_in_the_code_and_on_the_clipboard_only(qtbot: QtBot) -> None:
    code = PhoneCode()
    qtbot.addWidget(code)
    code.set_page(_PAGE)
    assert code.url == ""
    assert not code.copy_button.isEnabled()
    code.set_token("secret-token")
    code.show()
    assert code.address.text() == _PAGE
    assert "secret" not in "".join(texts_of(code)) + code.qr.accessibleName()
    code.copy_button.click()
    assert QGuiApplication.clipboard().text() == f"{_PAGE}#secret-token"
    assert code.copy_button.text() == "Copied"
    code.set_page("https://192.168.1.21:8481/guest")
    assert code.url == "https://192.168.1.21:8481/guest#secret-token"


def test_it_says_what_the_phone_does(qtbot: QtBot) -> None:
    code = PhoneCode()
    qtbot.addWidget(code)
    link = GuestLink("guest-a", "Phone", 1_700_000_000_000)
    code.show_link(link, None)
    assert code.state.text() == ""
    code.set_token("t")
    code.show_link(link, None)
    assert code.state.text() == "Scan the code with the phone"
    on_air = GuestLink("guest-a", "Phone", 0, state=GuestState.ON_AIR)
    code.show_link(on_air, GuestStatus("guest-a", 1.0, 1280, 720, 30.0, 2_000_000))
    assert code.state.text() == "ON AIR"
    code.show_link(None, None)
    assert code.state.text() == ""
