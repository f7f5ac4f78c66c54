"""Where things lie: the data folder for good, the runtime folder while something runs."""

import os
import sys
import tempfile
from pathlib import Path

from studio.core.ids import new_id

HUB_FILE = "hub.json"
ENGINE_FILE = "engine.json"
SHOW_FILE = "show.json"
SETTINGS_FILE = "settings.json"
PICTURES_DIR = "pictures"
_LONGEST_SOCKET_PATH = 100


def default_data_dir() -> Path:
    """HAWKER_DATA, or the place where this system keeps a program's data."""
    given = os.environ.get("HAWKER_DATA")
    if given:
        return Path(given).expanduser().absolute()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "Hawker"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Hawker"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "hawker"


def runtime_dir_of(data_dir: Path) -> Path:
    """The folder for sockets and secrets of what runs on this data; only its owner sees in."""
    path = data_dir / "run"
    path.mkdir(parents=True, exist_ok=True)
    if sys.platform != "win32":
        path.chmod(0o700)
    return path


def log_dir_of(data_dir: Path) -> Path:
    """Where the log files are."""
    path = data_dir / "log"
    path.mkdir(parents=True, exist_ok=True)
    return path


def preview_dir_of(runtime_dir: Path) -> Path:
    """Where the preview ring goes: memory where the system has a file system for it."""
    shared = Path("/dev/shm")  # noqa: S108 - the ring is made 0600 with a name of chance
    return shared if shared.is_dir() and os.access(shared, os.W_OK) else runtime_dir


def link_address_in(runtime_dir: Path) -> str:
    """A fresh address for the engine's link: a Unix socket or, on Windows, a named pipe."""
    name = new_id("engine")
    if sys.platform == "win32":
        return rf"\\.\pipe\hawker-{name}"
    path = runtime_dir / f"{name}.sock"
    if len(str(path).encode()) <= _LONGEST_SOCKET_PATH:
        return str(path)
    return str(Path(tempfile.mkdtemp(prefix="hawker-")) / f"{name}.sock")
