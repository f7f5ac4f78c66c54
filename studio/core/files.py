"""Files that are replaced whole: a broken write never takes the place of a good file."""

import os
import threading
import time
from pathlib import Path

# Windows would change line ends without O_BINARY, which exists nowhere else.
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_KEPT_VERSIONS = 10
_VERSION_INTERVAL_S = 60


def write_atomically(path: Path, data: bytes, *, is_secret: bool = False) -> None:
    """Write beside the file, flush to the disk, then take its place. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    beside.unlink(missing_ok=True)  # what a crash left may have other rights
    mode = 0o600 if is_secret else 0o644
    descriptor = os.open(beside, _CREATE, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def write_versioned(path: Path, data: bytes) -> None:
    """As `write_atomically`, and keep what was there, at most once a minute, ten versions."""
    if path.exists():
        _keep_version(path)
    write_atomically(path, data)


def versions_of(path: Path) -> list[Path]:
    """Earlier versions, newest first."""
    folder = path.parent / f"{path.stem}.versions"
    return sorted(folder.glob(f"*{path.suffix}"), reverse=True) if folder.is_dir() else []


def set_aside(path: Path) -> Path:
    """Rename a broken file, so that it can be looked at and is never written over."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}.broken-{stamp}-{number}{path.suffix}")
    os.replace(path, aside)
    return aside


def _keep_version(path: Path) -> None:
    known = versions_of(path)
    if known and time.time() - known[0].stat().st_mtime < _VERSION_INTERVAL_S:
        return
    folder = path.parent / f"{path.stem}.versions"
    folder.mkdir(exist_ok=True)
    number = int(known[0].stem) + 1 if known else 1
    kept = folder / f"{number:06d}{path.suffix}"
    write_atomically(kept, path.read_bytes())
    for old in versions_of(path)[_KEPT_VERSIONS:]:
        old.unlink(missing_ok=True)
