import time

import msgspec
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from studio.core.messages.results import Invitation
from studio.ui.streamer.invitation_view import InvitationView

_LINK = f"hawker://K7QM-2XRD@192.168.1.20:8482#{'ab' * 32}"
_OPEN = Invitation("K7QM-2XRD", "192.168.1.20", 8482, "ab", 0, _LINK)


def _until(left_s: float) -> Invitation:
    return msgspec.structs.replace(_OPEN, until_wall_ms=int((time.time() + left_s) * 1000))


def test_the_code_is_shown_with_what_to_type_and_how_long_it_is_good(qtbot: QtBot) -> None:
    view = InvitationView()
    qtbot.addWidget(view)
    view.show()
    assert not view.qr.isVisible()
    assert view.told == ""
    view.show_invitation(_until(599.9))
    assert view.qr.isVisible()
    assert view.code.text() == "K7QM-2XRD"
    assert view.address.text() == "K7QM-2XRD@192.168.1.20:8482"
    assert "10:00" in view.left.text()
    view.copy()
    assert QGuiApplication.clipboard().text() == _LINK
    view.show_invitation(None)
    assert not view.qr.isVisible()


def test_one_whose_time_is_over_is_shown_no_more(qtbot: QtBot) -> None:
    view = InvitationView()
    qtbot.addWidget(view)
    view.show()
    view.show_invitation(_until(0.6))
    assert view.code.isVisible()
    qtbot.waitUntil(lambda: not view.code.isVisible(), timeout=30_000)


def test_an_address_of_the_new_kind_is_put_in_brackets(qtbot: QtBot) -> None:
    view = InvitationView()
    qtbot.addWidget(view)
    view.show_invitation(msgspec.structs.replace(_until(60), host="fe80::1"))
    assert view.told == "K7QM-2XRD@[fe80::1]:8482"
