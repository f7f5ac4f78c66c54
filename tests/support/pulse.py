"""A private PulseAudio with one sink that plays to nobody, and a tone that is played to it."""

import os
import shutil
import subprocess
import tempfile
import time
import wave
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from tests.support.sound import sine

SINK = "hall"
MONITOR = "hall.monitor"
_PATIENCE_S = 20.0


class PrivatePulse:
    """A sound server on a socket of its own, ended with the block."""

    def __enter__(self) -> Self:
        self._place = Path(tempfile.mkdtemp(prefix="pulse"))
        (self._place / "home").mkdir()
        socket = self._place / "socket"
        self._log = (self._place / "log").open("wb")
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                *("-L", f"module-null-sink sink_name={SINK}"),
                *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"),
            ],
            stdout=self._log,
            stderr=self._log,
            env={**os.environ, "HOME": str(self._place / "home"), **self._runtime()},
        )
        self.variables = {"PULSE_SERVER": f"unix:{socket}", **self._runtime()}
        self._player: subprocess.Popen[bytes] | None = None
        deadline = time.monotonic() + _PATIENCE_S
        while self.control("info").returncode != 0:
            assert time.monotonic() < deadline, (self._place / "log").read_text()
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.silence()
        self._server.terminate()
        self._server.wait(10)
        self._log.close()
        shutil.rmtree(self._place)

    def control(self, *words: str) -> "subprocess.CompletedProcess[bytes]":
        """What a person would do with pactl."""
        return subprocess.run(
            ["pactl", *words], capture_output=True, env={**os.environ, **self.variables}, timeout=20
        )

    def play(self, frequency_hz: float, seconds: float = 30.0) -> None:
        """Play a tone to the sink until `silence`, or until it is over."""
        self.silence()
        path = self._place / "tone.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes((sine(frequency_hz, seconds) * 32767).astype(np.int16).tobytes())
        self._player = subprocess.Popen(
            ["paplay", f"--device={SINK}", str(path)], env={**os.environ, **self.variables}
        )

    def silence(self) -> None:
        """Play no more."""
        if self._player is not None:
            self._player.terminate()
            self._player.wait(10)
            self._player = None

    def _runtime(self) -> dict[str, str]:
        return {"XDG_RUNTIME_DIR": str(self._place)}
