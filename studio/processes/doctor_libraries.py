"""The doctor's look at libraries: which load, and which package of the system has what lacks."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from studio.core.findings import Finding, Health

_AREA = "Libraries"
_LOAD_S = 60.0

# Debian's names of what the wheels leave to the system; run.py installs the same.
PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libbrotlidec.so.1": "libbrotli1",
    "libportaudio.so.2": "libportaudio2",
}
_XCB = "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0"


@dataclass(frozen=True, slots=True)
class Library:
    """One library: what is imported, what it is for, and whether a show needs it."""

    module: str
    purpose: str
    is_needed: bool = True


LIBRARIES = (
    Library("av", "encodes, records and reads media"),
    Library("aiortc", "sends to viewers"),
    Library("cv2", "turns colours and sizes"),
    Library("skia", "draws text and pictures"),
    Library("aiohttp", "serves the viewer page"),
    Library("sounddevice", "hears microphones and system sound", is_needed=False),
    Library("PySide6.QtWidgets", "shows the streamer's window", is_needed=False),
)


def look_at_libraries(libraries: tuple[Library, ...] = LIBRARIES) -> tuple[Finding, ...]:
    """Load each in a process of its own, all at once: one that crashes takes no other along."""
    trials = [(library, _begin(library.module)) for library in libraries]
    return tuple(_finding(library, _why_not(trial)) for library, trial in trials)


def advice_for(reason: str, module: str, has_apt: bool) -> str:
    """What to install, going by the loader's complaint."""
    named = re.search(r"(lib[\w.+-]+\.so[.\d]*)", reason)
    package = PACKAGES.get(named.group(1), "") if named else ""
    if module == "sounddevice" and "PortAudio" in reason:
        package = PACKAGES["libportaudio.so.2"]
    if module.startswith("PySide6") and named and not package:
        package = _XCB
    if package and has_apt:
        return f"sudo apt-get install --no-install-recommends {package}"
    if package:
        return f"install what Debian calls {package}; python3 run.py names it for this system"
    return "set the studio up again: python3 run.py"


def _begin(module: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", f"import {module}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )


def _why_not(trial: "subprocess.Popen[str]") -> str:
    """The last line of the complaint; empty when it loads."""
    try:
        _out, complaint = trial.communicate(timeout=_LOAD_S)
    except subprocess.TimeoutExpired:
        trial.kill()
        trial.communicate()
        return f"it did not load within {_LOAD_S:.0f} s"
    if trial.returncode == 0:
        return ""
    lines = complaint.strip().splitlines()
    return lines[-1] if lines else f"loading it crashed (exit status {trial.returncode})"


def _finding(library: Library, why_not: str) -> Finding:
    if not why_not:
        return Finding(_AREA, library.module, Health.OK, library.purpose)
    advice = advice_for(why_not, library.module, shutil.which("apt-get") is not None)
    health = Health.BROKEN if library.is_needed else Health.LIMITED
    return Finding(_AREA, library.module, health, why_not, advice)
