import threading
from collections.abc import Callable

import pytest

from studio.core.threads import StopSignal, Worker


def _until(release: threading.Event) -> Callable[[StopSignal], None]:
    """A body that does not hear the signal."""

    def body(_stop: StopSignal) -> None:
        release.wait(60)

    return body


def test_a_worker_runs_under_its_name_until_it_is_told_to_end() -> None:
    names: list[str] = []

    def body(stop: StopSignal) -> None:
        names.append(threading.current_thread().name)
        stop.wait(60)

    worker = Worker("camera-1", body)
    assert not worker.is_alive
    worker.start()
    assert worker.is_alive
    assert worker.stop()
    assert not worker.is_alive
    assert names == ["camera-1"]


def test_a_worker_that_never_began_or_has_ended_can_be_stopped() -> None:
    worker = Worker("idle", lambda stop: None)
    assert worker.stop()
    worker = Worker("short", lambda stop: None)
    worker.start()
    assert worker.join(5)
    assert worker.stop()
    assert worker.stop()


def test_joining_does_not_ask_for_the_end() -> None:
    release = threading.Event()
    worker = Worker("busy", _until(release))
    worker.start()
    assert not worker.join(0.01)
    assert not worker.stop_signal.is_set
    release.set()
    assert worker.join(5)


def test_a_worker_may_stop_itself() -> None:
    seen: list[bool] = []
    workers: list[Worker] = []

    def body(stop: StopSignal) -> None:
        seen.append(workers[0].stop())
        seen.append(stop.is_set)

    workers.append(Worker("own-end", body))
    workers[0].start()
    assert workers[0].join(5)
    assert seen == [True, True]


def test_an_escape_is_logged_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    told: list[Exception] = []

    def body(stop: StopSignal) -> None:
        raise OSError("the cable is out")

    worker = Worker("camera-1", body, told.append)
    worker.start()
    assert worker.join(5)
    assert [str(error) for error in told] == ["the cable is out"]
    record = next(record for record in caplog.records if record.levelname == "ERROR")
    assert record.name == "studio.core.threads"
    assert record.__dict__["thread_name"] == "camera-1"


def test_one_that_does_not_end_in_time_is_said(caplog: pytest.LogCaptureFixture) -> None:
    release = threading.Event()
    worker = Worker("stuck", _until(release))
    worker.start()
    assert worker.stop(timeout_s=0.01) is False
    assert "did not end in time" in caplog.text
    release.set()
    assert worker.join(5)


def test_a_wait_ends_at_once_when_the_end_is_asked_for() -> None:
    signal = StopSignal()
    assert signal.wait(0.0) is False
    signal.set()
    assert signal.wait(3600) is True
