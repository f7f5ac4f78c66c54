"""Sound that is monitored, played to a real PulseAudio and heard there."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from studio.core.errors import UnavailableError
from studio.engine.audio.sound_output import list_sound_outputs, opened_output
from tests.support.pulse import MONITOR, SINK, PrivatePulse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is Linux's")


@pytest.fixture(scope="module")
def pulse() -> Iterator[PrivatePulse]:
    """A sound server of this test's own."""
    assert shutil.which("pulseaudio"), "install pulseaudio and pulseaudio-utils"
    with PrivatePulse() as pulse, pytest.MonkeyPatch.context() as patch:
        for name, value in pulse.variables.items():
            patch.setenv(name, value)
        yield pulse


def _child(module: str, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", f"tests.support.{module}", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # ALSA speaks of what it does not find
        env=dict(os.environ),
        text=True,
    )


def _answer(child: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = child.communicate(timeout=60)
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def test_outputs_have_names(pulse: PrivatePulse) -> None:
    assert SINK in [device.id for device in list_sound_outputs()]


def test_a_device_that_is_not_there_is_said(pulse: PrivatePulse) -> None:
    with pytest.raises(UnavailableError, match="unplugged"):
        opened_output("nowhere", lambda _out: None)


def test_what_is_monitored_is_heard_on_the_chosen_device(pulse: PrivatePulse) -> None:
    player = _child("monitor_child", SINK, "6")
    heard = _answer(_child("sound_child", "system_sound", MONITOR, "4"))
    told = _answer(player)
    assert heard["loudest_hz"] == pytest.approx(440, abs=3)
    assert 0.4 < heard["peak"] < 0.7, "a busy machine lets a block fall, and its edge rings"
    assert told["alarms"] == []
