"""The alarm's tone: short, soft, without a click; and a computer that cannot play."""

import sys
import types

import numpy as np
import pytest

from studio.engine.audio.alarm_tone import AlarmPlayer, tone
from tests.support.waiting import wait_until


def test_urgent_is_longer_and_both_are_soft() -> None:
    calm, urgent = tone(is_urgent=False), tone(is_urgent=True)
    assert calm.dtype == np.float32
    assert len(calm) < len(urgent) < 48_000
    for samples in (calm, urgent):
        assert 0.1 < float(np.abs(samples).max()) < 0.13
        assert float(np.abs(np.diff(samples[:, 0])).max()) < 0.03
        assert float(np.abs(samples[-1]).max()) == 0.0


def _device(monkeypatch: pytest.MonkeyPatch, stream: object) -> None:
    module = types.ModuleType("sounddevice")
    module.OutputStream = stream  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sounddevice", module)


def test_it_plays_on_its_own_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    class Stream:
        def __init__(self, rate_hz: int, channels: int, dtype: str) -> None:
            assert (rate_hz, channels, dtype) == (48_000, 2, "float32")

        def __enter__(self) -> "Stream":
            return self

        def __exit__(self, *_why: object) -> None:
            return None

        def write(self, samples: np.ndarray) -> None:
            written.append(len(samples))

    _device(monkeypatch, Stream)
    player = AlarmPlayer()
    player.start()
    assert player.ring(is_urgent=True)
    wait_until(lambda: len(written) == 1)
    player.close()
    assert written == [len(tone(is_urgent=True))]


def test_a_computer_that_cannot_play_is_said_to_the_next_ring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no device")

    _device(monkeypatch, refuse)
    player = AlarmPlayer()
    player.start()
    player.ring(is_urgent=False)
    wait_until(lambda: not player.ring(is_urgent=False))
    player.close()
