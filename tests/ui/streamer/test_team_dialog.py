import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.devices import Device
from studio.core.messages import events as ev
from studio.core.messages import requests as ask
from studio.core.messages.results import Invitation, TeamDevices
from studio.core.settings import ModeratorSettings, Settings
from studio.core.team import Role
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.team_dialog import TeamDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words, texts_of

_PATIENCE_MS = 30_000
_PRINT = ":".join(["ab"] * 32)
_MO = Device("helper-mo", "Mo's laptop", Role.MODERATOR, 1, is_connected=True)
_OLD = Device("helper-old", "Old one", Role.MODERATOR, 1, is_revoked=True)
_ANNA = Device("helper-anna", "Anna", Role.OVERLAY, 1, 1_700_000_000_000)


def _open() -> TeamDevices:
    return TeamDevices((_MO, _OLD, _ANNA), None, "", "192.168.1.20", 8482, _PRINT)


def _invitation() -> Invitation:
    until = int(time.time() * 1000) + 600_000
    link = f"hawker://K7QM-2XRD@192.168.1.20:8482#{'ab' * 32}"
    return Invitation("K7QM-2XRD", "192.168.1.20", 8482, _PRINT, until, link)


@pytest.fixture
def open_dialog(
    parent: QWidget, session: Session, theme: Theme
) -> Iterator[Callable[[], TeamDialog]]:
    dialogs: list[TeamDialog] = []

    def make() -> TeamDialog:
        dialogs.append(TeamDialog(parent, session, theme))
        dialogs[-1].show()
        return dialogs[-1]

    yield make
    for dialog in dialogs:
        dialog.close()


def test_moderators_are_let_in_with_one_click(
    qtbot: QtBot, studio: FakeStudio, open_dialog: Callable[[], TeamDialog]
) -> None:
    dialog = open_dialog()
    assert not dialog.invite_button.isEnabled()
    assert "only work on this computer" in dialog.note.text()
    dialog.allowed.click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=_PATIENCE_MS)
    (request,) = studio.asked
    assert isinstance(request, ask.SetSettings)
    assert request.settings.moderators.is_allowed
    studio.team = _open()
    studio.tell(ev.DevicesChanged())
    qtbot.waitUntil(dialog.invite_button.isEnabled, timeout=_PATIENCE_MS)
    assert dialog.fingerprint.text().replace("\n", ":") == _PRINT


def test_devices_are_listed_without_those_that_were_removed(
    qtbot: QtBot, studio: FakeStudio, open_dialog: Callable[[], TeamDialog]
) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(lambda: any("Invite one" in one for one in texts_of(dialog)))
    studio.team = _open()
    studio.tell(ev.DevicesChanged())
    qtbot.waitUntil(lambda: list(dialog.rows) == [_MO.id, _ANNA.id], timeout=_PATIENCE_MS)
    row = dialog.rows[_MO.id]
    assert {"Mo's laptop", "connected", "moderator · here now"} <= set(texts_of(row))
    row.remove_button.click()
    assert studio.asked == [], "asked first, in the row"
    row.back_button.click()
    row.remove_button.click()
    row.revoke_button.click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=_PATIENCE_MS)
    assert studio.asked == [ask.RevokeDevice(_MO.id)]


def test_an_invitation_is_shown_and_taken_back(
    qtbot: QtBot, studio: FakeStudio, open_dialog: Callable[[], TeamDialog]
) -> None:
    studio.team = _open()
    dialog = open_dialog()
    qtbot.waitUntil(dialog.invite_button.isEnabled, timeout=_PATIENCE_MS)
    dialog.invite_button.click()
    qtbot.waitUntil(lambda: studio.asked == [ask.Invite()], timeout=_PATIENCE_MS)
    invitation = _invitation()
    studio.team = TeamDevices((), invitation, "", invitation.host, 8482, _PRINT)
    studio.tell(ev.DevicesChanged())
    qtbot.waitUntil(lambda: dialog.view.code.text() == "K7QM-2XRD", timeout=_PATIENCE_MS)
    assert dialog.view.cancel_button.isVisible()
    dialog.view.cancel_button.click()
    qtbot.waitUntil(lambda: studio.asked[-1] == ask.CancelInvitation(), timeout=_PATIENCE_MS)


def test_why_it_is_not_as_was_wanted_is_said(
    qtbot: QtBot, studio: FakeStudio, open_dialog: Callable[[], TeamDialog]
) -> None:
    studio.settings = Settings(moderators=ModeratorSettings(is_allowed=True))
    dialog = open_dialog()
    alone = "this computer has no network: only windows on this computer can come in"
    studio.team = TeamDevices(note=alone)
    studio.tell(ev.DevicesChanged())
    qtbot.waitUntil(lambda: "no network" in dialog.note.text(), timeout=_PATIENCE_MS)
    words.choose("zh")
    dialog.refresh()
    assert dialog.note.text().startswith("这台电脑没有网络")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut(
    qtbot: QtBot, studio: FakeStudio, open_dialog: Callable[[], TeamDialog], language: str
) -> None:
    words.choose(language)
    invitation = _invitation()
    devices = (_MO, _ANNA)
    studio.team = TeamDevices(devices, invitation, "", invitation.host, 8482, _PRINT)
    dialog = open_dialog()
    qtbot.waitUntil(lambda: len(dialog.rows) == 2, timeout=_PATIENCE_MS)
    assert cut_words(dialog) == []
    dialog.rows[_MO.id].remove_button.click()
    assert cut_words(dialog) == []
