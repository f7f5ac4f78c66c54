import asyncio
from collections.abc import Awaitable, Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from studio.core.errors import BadInputError, StudioError
from studio.core.messages.events import EngineConnected, EngineLost, Event
from studio.core.messages.requests import GetSnapshot, Request, StartShow, Undo
from studio.core.messages.results import Done, Result, Snapshot
from studio.ui.bridge import Bridge, needs_snapshot
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


@pytest.fixture
def bridge(studio: FakeStudio) -> Bridge:
    return Bridge(studio.make)


def test_answers_and_events_arrive_in_the_qt_thread(
    qtbot: QtBot, bridge: Bridge, studio: FakeStudio
) -> None:
    events: list[Event] = []
    results: list[Result] = []
    bridge.event_heard.connect(events.append)
    with qtbot.waitSignal(bridge.connected_changed, timeout=_PATIENCE_MS) as connected:
        bridge.start()
    assert connected.args == [True]
    bridge.ask(GetSnapshot(), results.append)
    bridge.ask(StartShow(), results.append)
    qtbot.waitUntil(lambda: len(results) == 2 and len(events) == 1, timeout=_PATIENCE_MS)
    assert isinstance(results[0], Snapshot)
    assert isinstance(results[1], Done)
    bridge.stop()


def test_a_refusal_goes_to_who_asked(qtbot: QtBot, bridge: Bridge, studio: FakeStudio) -> None:
    errors: list[StudioError] = []
    with qtbot.waitSignal(bridge.connected_changed, timeout=_PATIENCE_MS):
        bridge.start()
    bridge.ask(Undo(), None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=_PATIENCE_MS)
    assert isinstance(errors[0], BadInputError)
    bridge.stop()


def test_before_it_is_started_asking_is_answered_with_a_sentence(
    qtbot: QtBot, bridge: Bridge
) -> None:
    errors: list[StudioError] = []
    bridge.ask(StartShow(), None, errors.append)
    qtbot.waitUntil(lambda: bool(errors), timeout=_PATIENCE_MS)
    assert "not reached" in errors[0].what


class SilentConnection:
    """A studio that never answers."""

    def __init__(self, on_connected: Callable[[bool], None]) -> None:
        self._on_connected = on_connected

    def start(self) -> None:
        """Connected at once."""
        self._on_connected(True)

    def request(self, _request: Request) -> Awaitable[Result]:
        """For ever."""
        return asyncio.get_running_loop().create_future()

    async def close(self) -> None:
        """No more."""


def test_it_ends_though_an_answer_is_still_awaited(qtbot: QtBot) -> None:
    bridge = Bridge(lambda _on_event, on_connected: SilentConnection(on_connected))
    with qtbot.waitSignal(bridge.connected_changed, timeout=_PATIENCE_MS):
        bridge.start()
    bridge.ask(StartShow())
    bridge.stop()  # the thread guard of the suite sees whether it did


def test_a_new_engine_is_asked_for_everything() -> None:
    assert needs_snapshot(EngineConnected())
    assert not needs_snapshot(EngineLost())


def test_told_to_end_before_it_has_begun_it_ends(qtbot: QtBot) -> None:
    for _ in range(20):
        bridge = Bridge(lambda _on_event, on_connected: SilentConnection(on_connected))
        bridge.start()
        bridge.stop()  # the thread guard of the suite sees whether it did


def test_an_answer_for_what_was_closed_meanwhile_is_let_fall(
    qtbot: QtBot, bridge: Bridge, studio: FakeStudio
) -> None:
    label = QLabel()
    results: list[Result] = []

    def take(result: Result) -> None:
        label.setText(type(result).__name__)

    with qtbot.waitSignal(bridge.connected_changed, timeout=_PATIENCE_MS):
        bridge.start()
    bridge.ask(GetSnapshot(), take)
    delete(label)
    bridge.ask(GetSnapshot(), results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=_PATIENCE_MS)  # qtbot fails for what is raised
    bridge.stop()
