"""Sound captured from a real PulseAudio: a null sink, a played tone, a device that goes away."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from studio.core.errors import UnavailableError
from studio.core.sources import MicrophoneSettings, SystemSoundSettings
from studio.core.status import DeviceInfo
from studio.engine.media import MediaClock
from studio.engine.sources.sound_device import (
    MicrophoneDriver,
    SystemSoundDriver,
    list_sound_devices,
    pulse_sources,
)
from tests.support.pulse import MONITOR, PrivatePulse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="PulseAudio is Linux's")


@pytest.fixture(scope="module")
def pulse() -> Iterator[PrivatePulse]:
    """A sound server of this test's own."""
    assert shutil.which("pulseaudio"), "install pulseaudio and pulseaudio-utils"
    with PrivatePulse() as pulse, pytest.MonkeyPatch.context() as patch:
        for name, value in pulse.variables.items():
            patch.setenv(name, value)
        yield pulse


def _child(kind: str, device_id: str, seconds: float) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.support.sound_child"),
            *(kind, device_id, str(seconds)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # ALSA speaks of what it does not find
        env=dict(os.environ),
        text=True,
    )


def _answer(child: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = child.communicate(timeout=60)
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def test_what_the_computer_plays_is_listed_apart_from_microphones(pulse: PrivatePulse) -> None:
    pulse.control(
        *("load-module", "module-virtual-source", "source_name=desk", f"master={MONITOR}"),
        "source_properties=device.description=Desk",
    )
    assert list_sound_devices("system_sound") == [
        DeviceInfo(MONITOR, "Monitor of Null Output", "system_sound")
    ]
    assert list_sound_devices("microphone") == [DeviceInfo("desk", "Desk", "microphone")]


@pytest.mark.parametrize(
    ("kind", "device_id"),
    [("system_sound", ""), ("system_sound", MONITOR), ("microphone", MONITOR)],
)
def test_a_played_tone_is_heard_without_a_gap(
    pulse: PrivatePulse, kind: str, device_id: str
) -> None:
    pulse.play(1200)
    heard = _answer(_child(kind, device_id, 2.0))
    pulse.silence()
    assert heard["loudest_hz"] == pytest.approx(1200, abs=2)
    assert heard["peak"] == pytest.approx(0.5, abs=0.02)
    assert heard["seconds"] == pytest.approx(heard["span_s"], abs=0.15)
    assert heard["is_in_order"]
    assert heard["is_of_the_past"], "a stamp is the time of a block's first sample"


def test_silence_is_sound_too(pulse: PrivatePulse) -> None:
    heard = _answer(_child("system_sound", MONITOR, 4.0))
    assert heard["peak"] < 0.001
    assert heard["seconds"] > 0.5


def test_a_device_that_is_unplugged_is_named(pulse: PrivatePulse) -> None:
    for driver in (
        MicrophoneDriver(MicrophoneSettings("gone"), MediaClock()),
        SystemSoundDriver(SystemSoundSettings("gone"), MediaClock()),
    ):
        with pytest.raises(UnavailableError, match="is unplugged; plug it in again") as caught:
            driver.open()
        driver.close()
        assert caught.value.where == "gone"


def test_a_sound_server_that_ends_is_a_lost_device_and_not_the_end() -> None:
    with PrivatePulse() as doomed, pytest.MonkeyPatch.context() as patch:
        for name, value in doomed.variables.items():
            patch.setenv(name, value)
        child = _child("system_sound", "", 30.0)
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
    heard = _answer(child)
    assert heard["what"] == "the system's sound gives no sound; is it unplugged?"


def test_without_a_sound_server_there_is_no_list_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/socket")
    assert pulse_sources() is None
    monkeypatch.setenv("PATH", "")
    assert pulse_sources() is None
