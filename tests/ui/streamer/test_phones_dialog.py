from collections.abc import Callable, Iterator

import msgspec
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.guests import GuestLifetime, GuestLink, GuestList, GuestState
from studio.core.messages import events as ev
from studio.core.messages import requests as ask
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.phones_dialog import PhonesDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000
_ANNA = GuestLink("guest-anna", "Anna", 1_700_000_000_000, GuestLifetime.DAY, True, False)


class Desk:
    """A dialog, and the links that it made."""

    def __init__(self, parent: QWidget, session: Session, theme: Theme, link_id: str = "") -> None:
        self.made: list[GuestLink] = []
        self.dialog = PhonesDialog(parent, session, theme, self.made.append, link_id)
        self.dialog.show()


@pytest.fixture
def open_desk(parent: QWidget, session: Session, theme: Theme) -> Iterator[Callable[..., Desk]]:
    desks: list[Desk] = []

    def make(link_id: str = "") -> Desk:
        desks.append(Desk(parent, session, theme, link_id))
        return desks[-1]

    yield make
    for desk in desks:
        desk.dialog.close()


def test_a_code_is_made_and_shown(
    qtbot: QtBot, studio: FakeStudio, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk()
    dialog = desk.dialog
    dialog.name.setText("Anna")
    dialog.lifetime.setCurrentIndex(dialog.lifetime.findData("hour"))
    dialog.microphone.setChecked(False)
    dialog.make.click()
    qtbot.waitUntil(lambda: bool(desk.made), timeout=_PATIENCE_MS)
    assert studio.asked == [ask.CreateGuestLink("Anna", GuestLifetime.HOUR, True, False)]
    assert dialog.code.url.endswith("#token-1")
    qtbot.waitUntil(lambda: len(dialog.rows) == 1, timeout=_PATIENCE_MS)
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.code.url.endswith("#token-2"), timeout=_PATIENCE_MS)
    assert len(desk.made) == 1, "another code for the same link"
    dialog.again.click()
    assert dialog.code.url == ""
    dialog.make.click()
    qtbot.waitUntil(lambda: len(desk.made) == 2, timeout=_PATIENCE_MS)


def test_a_guest_sends_at_least_one_thing(open_desk: Callable[..., Desk]) -> None:
    dialog = open_desk().dialog
    dialog.microphone.setChecked(False)
    dialog.camera.setChecked(False)
    assert dialog.microphone.isChecked()


def test_phones_are_allowed_with_one_click(
    qtbot: QtBot, studio: FakeStudio, open_desk: Callable[..., Desk]
) -> None:
    dialog = open_desk().dialog
    assert "this computer only" in dialog.note.text()
    dialog.allowed.click()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=_PATIENCE_MS)
    (request,) = studio.asked
    assert isinstance(request, ask.SetSettings)
    assert request.settings.phones.is_allowed
    url = "https://192.168.1.20:8481/guest"
    studio.tell(ev.GuestsChanged(GuestList((), url, True, "AB:CD")))
    qtbot.waitUntil(lambda: dialog.fingerprint.text() == "AB:CD", timeout=_PATIENCE_MS)
    alone = "this computer has no network that phones could use"
    studio.tell(ev.GuestsChanged(GuestList(note=alone)))
    qtbot.waitUntil(lambda: "no network" in dialog.note.text(), timeout=_PATIENCE_MS)


def test_links_are_listed_and_withdrawn(
    qtbot: QtBot, studio: FakeStudio, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk()
    dialog = desk.dialog
    studio.tell(ev.GuestsChanged(GuestList((_ANNA,))))
    qtbot.waitUntil(lambda: len(dialog.rows) == 1, timeout=_PATIENCE_MS)
    row = dialog.rows[_ANNA.id]
    actions = {action.text(): action for action in row.menu().actions()}
    actions["Withdraw the link"].trigger()
    qtbot.waitUntil(lambda: bool(studio.asked), timeout=_PATIENCE_MS)
    assert studio.asked == [ask.RevokeGuestLink(_ANNA.id)]
    revoked = msgspec.structs.replace(_ANNA, state=GuestState.REVOKED)
    studio.tell(ev.GuestsChanged(GuestList((revoked,))))
    qtbot.waitUntil(lambda: row.link.state is GuestState.REVOKED, timeout=_PATIENCE_MS)
    actions["Make another code"].trigger()
    qtbot.waitUntil(lambda: bool(dialog.code.url), timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.CreateGuestLink("Anna", GuestLifetime.DAY, True, False, _ANNA.id)
    assert desk.made == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut(
    qtbot: QtBot, studio: FakeStudio, open_desk: Callable[..., Desk], language: str
) -> None:
    words.choose(language)
    dialog = open_desk().dialog
    assert cut_words(dialog) == []
