from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from studio.core.errors import UnavailableError
from studio.core.status import Alarm
from studio.engine.audio.monitor import MonitorOutput
from studio.engine.media import BLOCK_SAMPLES, FloatSamples
from tests.support.sound import blocks_of, loudest_hz, sine, steady
from tests.support.waiting import wait_until


class FakeStream:
    """A device that asks when the test says so."""

    def __init__(self, device_id: str, fill: Callable[[Any], None]) -> None:
        self.device_id = device_id
        self.fill = fill
        self.active = True

    def close(self) -> None:
        self.active = False

    def ask(self, samples: int = BLOCK_SAMPLES) -> FloatSamples:
        out = np.full((samples, 2), 9.0, np.float32)
        self.fill(out)
        return out


class Desk:
    def __init__(self) -> None:
        self.streams: list[FakeStream] = []
        self.alarms: dict[str, Alarm] = {}
        self.is_broken = False
        self.output = MonitorOutput(self.open, self.put, self.clear)

    def put(self, alarm: Alarm) -> None:
        self.alarms[alarm.id] = alarm

    def clear(self, alarm_id: str) -> None:
        self.alarms.pop(alarm_id, None)

    def open(self, device_id: str, fill: Callable[[Any], None]) -> FakeStream:
        if self.is_broken:
            raise UnavailableError("the device is unplugged; plug it in again", device_id)
        self.streams.append(FakeStream(device_id, fill))
        return self.streams[-1]

    def listen(self, device_id: str = "phones") -> FakeStream:
        self.output.start()
        self.output.want(True, device_id)
        wait_until(lambda: self.output.is_open)
        return self.streams[-1]


@pytest.fixture
def desk() -> Any:
    made = Desk()
    yield made
    made.output.stop()


def test_nothing_is_kept_while_nobody_listens(desk: Desk) -> None:
    desk.output.push(steady(0.5))
    stream = desk.listen()
    assert not stream.ask().any()
    assert desk.output.dropped_blocks == 0


def test_what_is_pushed_is_heard_once_some_waits(desk: Desk) -> None:
    stream = desk.listen()
    heard = []
    for block in blocks_of(sine(440, 2.0)):
        desk.output.push(block)
        heard.append(stream.ask())
    sound = np.concatenate(heard)[24_000:]
    assert loudest_hz(sound) == pytest.approx(440, abs=2)
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.02)
    assert desk.output.silent_samples == 0


@pytest.mark.parametrize("asked", [479, 481])
def test_a_device_with_another_clock_never_runs_dry_or_over(desk: Desk, asked: int) -> None:
    """0.2 % fast or slow, twenty times what a bad crystal does, for two minutes."""
    stream = desk.listen()
    for block in blocks_of(sine(440, 120.0)):
        desk.output.push(block)
        stream.ask(asked)
    assert desk.output.dropped_blocks == 0
    assert desk.output.silent_samples == 0


def test_a_device_that_stands_still_holds_no_more_than_a_little(desk: Desk) -> None:
    desk.listen()
    for _ in range(200):
        desk.output.push(steady(0.5))
    assert 170 < desk.output.dropped_blocks < 200


def test_a_device_that_starves_is_silent_and_counted(desk: Desk) -> None:
    stream = desk.listen()
    for _ in range(6):
        desk.output.push(steady(0.5))
    out = stream.ask(BLOCK_SAMPLES * 8)
    assert out[0, 0] != 9.0
    assert not out[-1].any()
    assert desk.output.silent_samples > 0


def test_another_device_is_opened_and_nothing_when_nobody_listens(desk: Desk) -> None:
    first = desk.listen()
    desk.output.want(True, "other")
    wait_until(lambda: len(desk.streams) == 2 and desk.output.is_open)
    assert not first.active
    assert desk.streams[1].device_id == "other"
    desk.output.want(False, "other")
    wait_until(lambda: not desk.streams[1].active)


def test_a_device_that_is_gone_is_one_sentence(desk: Desk) -> None:
    desk.is_broken = True
    desk.output.start()
    desk.output.want(True, "phones")
    wait_until(lambda: bool(desk.alarms))
    assert desk.alarms["monitor-device"].text == (
        "You cannot hear the monitor: the device is unplugged; plug it in again"
    )
    desk.is_broken = False
    desk.output.want(True, "other")
    wait_until(lambda: desk.output.is_open)
    assert not desk.alarms
