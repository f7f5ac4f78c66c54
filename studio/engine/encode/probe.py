"""Which encoders really work on this machine: tried once in a child process, kept in memory."""

import glob
import json
import logging
import platform
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import av

from studio.core.threads import StopSignal, Worker
from studio.engine.encode import candidates
from studio.engine.encode.candidates import Candidate

_log = logging.getLogger("studio.engine.encode.probe")

_CHILD_MODULE = "studio.engine.encode.probe_child"
_LONGEST_CHILD_S = 20.0
_NVIDIA_DRIVER = Path("/proc/driver/nvidia/version")

RunChild = Callable[[str, float], str]


@dataclass(frozen=True, slots=True)
class ProbeResult:
    """One candidate's trial: whether what it encoded could be decoded, or why not."""

    name: str
    label: str
    is_working: bool
    reason: str = ""
    took_ms: float = 0.0

    def as_line(self) -> str:
        """One line of JSON, as the child process prints it."""
        return json.dumps(asdict(self))


def run_child(name: str, timeout_s: float) -> str:
    """Try one candidate in its own process; its line, or raises OSError or SubprocessError.

    One process each, so that a driver that crashes or hangs takes nobody else's trial along.
    """
    done = subprocess.run(
        [sys.executable, "-m", _CHILD_MODULE, name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=timeout_s,
        check=True,
        text=True,
    )
    return done.stdout


def try_candidate(candidate: Candidate, run: RunChild = run_child) -> ProbeResult:
    """The result of one trial; a crash, a hang or nonsense of the child is a failure."""
    try:
        said = json.loads(run(candidate.name, _LONGEST_CHILD_S).strip().splitlines()[-1])
        result = ProbeResult(**said)
    except subprocess.TimeoutExpired:
        return _failed(candidate, f"did not finish within {_LONGEST_CHILD_S:.0f} s")
    except subprocess.CalledProcessError as error:
        return _failed(candidate, f"its trial crashed (exit status {error.returncode})")
    except (OSError, ValueError, TypeError, IndexError) as error:
        return _failed(candidate, f"its trial could not be run: {error}")
    return result if result.name == candidate.name else _failed(candidate, "answered for another")


def has_device(candidate: Candidate, system: str = sys.platform) -> bool:
    """Whether the hardware can be there at all; only Linux tells without a trial."""
    if not system.startswith("linux") or not candidate.linux_devices:
        return True
    return any(glob.glob(pattern) for pattern in candidate.linux_devices)


def machine_key() -> tuple[str, ...]:
    """What a result holds for: the codec library and the graphics driver."""
    driver = _NVIDIA_DRIVER.read_text(errors="replace") if _NVIDIA_DRIVER.exists() else ""
    library = ".".join(str(part) for part in av.library_versions["libavcodec"])
    return (av.__version__, library, platform.platform(), driver)


def _failed(candidate: Candidate, why: str) -> ProbeResult:
    return ProbeResult(candidate.name, candidate.label, is_working=False, reason=why)


class EncoderProbe:
    """Tries every candidate of this platform in the background, once per library and driver.

    Safe from any thread. x264 is part of the program and is not tried.
    """

    def __init__(
        self,
        to_try: tuple[Candidate, ...] | None = None,
        run: RunChild = run_child,
        key: Callable[[], tuple[str, ...]] = machine_key,
        has_device: Callable[[Candidate], bool] = has_device,
    ) -> None:
        every = candidates.for_platform() if to_try is None else to_try
        self._to_try = tuple(item for item in every if item.is_hardware)
        self._run_child = run
        self._key = key
        self._has_device = has_device
        self._changed = threading.Condition()
        self._known: dict[tuple[str, ...], tuple[ProbeResult, ...]] = {}
        self._worker: Worker | None = None

    def begin(self) -> None:
        """Start to try, if that was not done; returns at once."""
        key = self._key()
        with self._changed:
            is_busy = self._worker is not None and self._worker.is_alive
            if key in self._known or is_busy:
                return
            self._worker = Worker("encoder-probe", lambda stop: self._try_all(key, stop))
            self._worker.start()

    def results(self, timeout_s: float) -> tuple[ProbeResult, ...] | None:
        """All results; None when they are not known within the time."""
        self.begin()
        key = self._key()
        with self._changed:
            self._changed.wait_for(lambda: key in self._known, timeout_s)
            return self._known.get(key)

    def working(self, timeout_s: float) -> frozenset[str]:
        """Names of the hardware encoders that work; empty while that is not known."""
        found = self.results(timeout_s) or ()
        return frozenset(result.name for result in found if result.is_working)

    def close(self) -> None:
        """Stop trying; the trial that runs now ends by itself."""
        worker = self._worker
        if worker is not None:
            worker.stop()

    def _try_all(self, key: tuple[str, ...], stop: StopSignal) -> None:
        found: list[ProbeResult] = []
        for candidate in self._to_try:
            if stop.is_set:
                return
            found.append(self._tried(candidate))
        with self._changed:
            self._known[key] = tuple(found)
            self._changed.notify_all()
        working = [result.name for result in found if result.is_working]
        _log.info("encoders were tried", extra={"working": working})

    def _tried(self, candidate: Candidate) -> ProbeResult:
        if not self._has_device(candidate):
            return _failed(candidate, "this machine has no such device")
        return try_candidate(candidate, self._run_child)


SHARED_PROBE = EncoderProbe()
