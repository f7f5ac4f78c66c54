"""The engine's end of the link: one hub at a time, bytes of messages only, nothing waits."""

import pickle
import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client, Connection
from pathlib import Path

import pytest

from studio.core.errors import NotFoundError
from studio.core.link import LinkListener
from studio.core.messages import envelope as frames
from studio.core.messages.events import AlarmCleared, Event, MetersReported
from studio.core.messages.requests import (
    GetDevices,
    GetSnapshot,
    OpenGuest,
    OpenViewer,
    Request,
    ShutDown,
    Undo,
)
from studio.core.messages.results import Done, RecordingStarted, Result, ViewerOpened
from studio.core.paths import link_address_in
from studio.core.status import Meter
from tests.support.waiting import wait_until

KEY = b"the key of this test"


class _Engine:
    """A listener with a handler of few words."""

    def __init__(self, folder: Path) -> None:
        self.address = link_address_in(folder)
        self.listener = LinkListener(self.address, KEY)
        self.gate = threading.Event()
        self.is_over = threading.Event()
        self.listener.start(self._handle, self.is_over.set)

    def hub(self, key: bytes = KEY) -> Connection:
        """A hub that has been let in."""
        hub = Client(self.address, authkey=key)
        assert isinstance(_next(hub), frames.Hello)
        return hub

    def _handle(self, request: Request) -> Result:
        if isinstance(request, OpenViewer | OpenGuest):
            self.gate.wait(10)
            return ViewerOpened("v" * 43, "answer")
        if isinstance(request, GetDevices):
            raise NotFoundError("there is no such kind of device", request.kind)
        if isinstance(request, GetSnapshot):
            raise ZeroDivisionError("a bug")
        return RecordingStarted(threading.current_thread().name)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[_Engine]:
    engine = _Engine(tmp_path)
    yield engine
    engine.gate.set()
    engine.listener.stop()


def _next(hub: Connection) -> frames.AnyFrame:
    assert hub.poll(10), "nothing came"
    return frames.decode_frame(hub.recv_bytes(), "test")


def _send(hub: Connection, request_id: str, request: Request) -> None:
    data = frames.RequestData(request_id, request)  # type: ignore[arg-type]
    hub.send_bytes(frames.encode_frame(frames.RequestFrame(data)))


def _answer(hub: Connection) -> frames.ResponseData:
    frame = _next(hub)
    assert isinstance(frame, frames.ResponseFrame)
    return frame.d


def _event(hub: Connection) -> Event:
    frame = _next(hub)
    assert isinstance(frame, frames.EventFrame)
    return frame.d.event


def test_every_request_has_its_answer(engine: _Engine) -> None:
    with engine.hub() as hub:
        for number in range(200):
            _send(hub, f"ask-{number}", Undo())
        answers = [_answer(hub) for _ in range(200)]
    assert [answer.request_id for answer in answers] == [f"ask-{number}" for number in range(200)]
    assert {answer.result for answer in answers} == {RecordingStarted("link-hand")}


def test_a_sentence_survives_the_way(engine: _Engine) -> None:
    with engine.hub() as hub:
        _send(hub, "ask-1", GetDevices("smell"))
        answer = _answer(hub)
    assert answer.status == frames.Status.NOT_FOUND
    assert (answer.comment, answer.where) == ("there is no such kind of device", "smell")


def test_a_bug_answers_and_the_link_goes_on(
    engine: _Engine, caplog: pytest.LogCaptureFixture
) -> None:
    with engine.hub() as hub:
        _send(hub, "ask-1", GetSnapshot())
        assert _answer(hub).status == frames.Status.INTERNAL
        _send(hub, "ask-2", Undo())
        assert _answer(hub).status == frames.Status.SUCCESS
    assert "request failed" in caplog.text


@pytest.mark.parametrize("slow", [OpenViewer("v=0"), OpenGuest("guest-a", "A", "v=0")])
def test_a_slow_viewer_or_guest_does_not_hold_up_an_edit(engine: _Engine, slow: Request) -> None:
    with engine.hub() as hub:
        _send(hub, "viewer", slow)
        _send(hub, "edit", Undo())
        assert _answer(hub).request_id == "edit"
        engine.gate.set()
        assert _answer(hub).result == ViewerOpened("v" * 43, "answer")


def test_the_end_is_told_and_answered(engine: _Engine) -> None:
    with engine.hub() as hub:
        _send(hub, "end", ShutDown())
        assert _answer(hub).result == Done()
    assert engine.is_over.wait(10)


def test_noise_and_pickles_are_refused_and_the_link_goes_on(
    engine: _Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    proof = tmp_path / "was-run"

    class Trap:
        def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
            return Path.touch, (proof,)

    with engine.hub() as hub:
        hub.send(Trap())  # multiprocessing's own way: a pickle
        hub.send_bytes(b"")
        hub.send_bytes(b"\xff" * 100)
        _send(hub, "after", Undo())
        assert _answer(hub).request_id == "after"
    assert not proof.exists()
    assert caplog.text.count("message refused") == 3
    assert pickle.dumps(Trap()), "the trap itself must be fit to be sent"


def test_a_wrong_key_is_not_let_in(engine: _Engine) -> None:
    with pytest.raises(Exception, match="digest"):
        Client(engine.address, authkey=b"another key")
    engine.hub().close()  # the right one still is


def test_who_hangs_up_while_knocking_does_no_harm(engine: _Engine) -> None:
    for _ in range(3):
        Client(engine.address).close()
    engine.hub().close()


def test_a_second_hub_takes_the_place_of_the_first(engine: _Engine) -> None:
    with engine.hub() as first, engine.hub() as second:
        assert first.poll(10), "the first hub must learn that it was replaced"
        with pytest.raises((EOFError, ConnectionError)):
            first.recv_bytes()
        engine.listener.broadcast(AlarmCleared("disk"))
        assert _event(second) == AlarmCleared("disk")
        _send(second, "ask", Undo())
        assert _answer(second).request_id == "ask"


def test_a_hub_that_left_is_not_missed(engine: _Engine) -> None:
    engine.hub().close()
    for _ in range(50):
        engine.listener.broadcast(AlarmCleared("disk"))
    with engine.hub() as hub:
        engine.listener.broadcast(AlarmCleared("sound"))
        assert _event(hub) == AlarmCleared("sound")


def test_without_a_hub_events_are_let_go(engine: _Engine) -> None:
    engine.listener.broadcast(AlarmCleared("disk"))
    assert engine.listener.dropped_events == 0


def test_meters_are_left_out_first(engine: _Engine) -> None:
    meters = MetersReported(tuple(Meter(f"source-{number}") for number in range(40)))
    with engine.hub() as hub:
        # The hub reads nothing: pipe and queue fill with meters, then only those are left out.
        for _ in range(1000):
            engine.listener.broadcast(meters)
        left_out = engine.listener.dropped_events
        assert 0 < left_out < 1000
        for number in range(300):
            engine.listener.broadcast(AlarmCleared(f"alarm-{number}"))
        assert engine.listener.dropped_events == left_out
        heard: list[Event] = []
        while heard[-1:] != [AlarmCleared("alarm-299")]:
            heard.append(_event(hub))
    assert sum(isinstance(event, MetersReported) for event in heard) == 1000 - left_out
    alarms = [event for event in heard if isinstance(event, AlarmCleared)]
    assert alarms == [AlarmCleared(f"alarm-{number}") for number in range(300)]


def test_telling_never_waits_for_a_hub_that_sleeps(engine: _Engine) -> None:
    with engine.hub():
        for number in range(5000):
            engine.listener.broadcast(AlarmCleared(f"{number}" * 100))
        assert engine.listener.dropped_events > 0


def test_stopping_lets_the_hub_know_and_leaves_no_thread(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = _Engine(tmp_path)
    with engine.hub() as hub:
        engine.listener.stop()
        assert hub.poll(10)
        with pytest.raises((EOFError, ConnectionError)):
            hub.recv_bytes()
    wait_until(lambda: not any(t.name.startswith("link-") for t in threading.enumerate()))
    assert "did not end in time" not in caplog.text
    with pytest.raises(FileNotFoundError):
        Client(engine.address, authkey=KEY)
