"""The first page: an invitation, a name, and what stands in the way in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui import words
from studio.ui.moderator.door import Door, DoorState
from studio.ui.moderator.pair_page import PairPage

TRIED: list[tuple[str, str]] = []


@pytest.fixture
def door() -> Door:
    TRIED.clear()
    return Door(lambda *what: TRIED.append(what), "mei")


@pytest.fixture
def page(qtbot: QtBot, door: Door) -> PairPage:
    made = PairPage(door)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    return made


def test_pasting_and_enter_is_all(page: PairPage, door: Door) -> None:
    door.say(DoorState.NOBODY)
    assert page.state.text().startswith("No studio runs on this machine")
    assert page.name.text() == "mei"
    assert not page.connect_button.isEnabled()
    page.invitation.setText("  hawker://K7QM-2XRD@192.168.1.5:8482#ab ")
    QTest.keyClick(page.invitation, Qt.Key.Key_Return)
    assert TRIED == [("hawker://K7QM-2XRD@192.168.1.5:8482#ab", "mei")]
    assert page.state.text() == "Checking the invitation…"
    assert not page.connect_button.isEnabled()
    page.pair()
    assert len(TRIED) == 1


def test_a_wrong_code_is_said_and_can_be_tried_again(page: PairPage, door: Door) -> None:
    page.invitation.setText("K7QM-2XRD@192.168.1.5")
    page.pair()
    door.say(DoorState.FAILED, "the code is not right, or somebody is listening in")
    assert page.state.text() == "The code is not right, or somebody is listening in"
    assert page.state.property("tone") == "warning"
    assert page.invitation.text() == "K7QM-2XRD@192.168.1.5"
    assert page.connect_button.isEnabled()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_state_has_its_sentence(qtbot: QtBot, language: str) -> None:
    words.choose(language)
    door = Door(lambda *_what: None)
    page = PairPage(door)
    qtbot.addWidget(page)
    said = set()
    for state in DoorState:
        door.say(state, "192.168.1.5:8482")
        said.add(page.state.text())
    assert len(said) == len(DoorState)
    assert not any(one.startswith("pair_") for one in said)
