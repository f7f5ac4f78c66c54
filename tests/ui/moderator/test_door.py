"""Where one stands with a studio; told from another thread, heard in this one."""

import threading

from pytestqt.qtbot import QtBot

from studio.ui.moderator.door import Door, DoorState

_PATIENCE_MS = 30_000


def test_what_is_told_from_elsewhere_is_heard_here(qtbot: QtBot) -> None:
    door = Door(lambda _invitation, _name: None, "mei")
    here = threading.get_ident()
    heard: list[tuple[DoorState, bool]] = []
    door.changed.connect(lambda: heard.append((door.state, threading.get_ident() == here)))
    other = threading.Thread(target=door.say, args=(DoorState.REFUSED,), name="teller")
    other.start()
    other.join()
    qtbot.waitUntil(lambda: heard == [(DoorState.REFUSED, True)], timeout=_PATIENCE_MS)
    door.say(DoorState.REFUSED)
    door.say(DoorState.CONNECTED)
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=_PATIENCE_MS)


def test_who_is_inside() -> None:
    door = Door(lambda _invitation, _name: None)
    assert door.is_inside, "the studio of this machine is there in a moment"
    inside = []
    for state in DoorState:
        door.say(state, "192.168.1.5:8482")
        if door.is_inside:
            inside.append(state)
    assert inside == [DoorState.CONNECTED, DoorState.LOST]


def test_pairing_is_tried_with_the_name() -> None:
    tried: list[tuple[str, str]] = []
    door = Door(lambda *what: tried.append(what))
    door.pair("K7QM-2XRD@host:1", "Mei")
    assert tried == [("K7QM-2XRD@host:1", "Mei")]
    assert (door.state, door.name) == (DoorState.PAIRING, "Mei")
