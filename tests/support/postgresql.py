"""A real PostgreSQL for tests: a cluster of its own, on a socket in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BINARIES = "/usr/lib/postgresql"


def binaries() -> Path | None:
    """Where initdb and pg_ctl are; None when there is no PostgreSQL here."""
    found = sorted(Path(_BINARIES).glob("*/bin/initdb")) if Path(_BINARIES).is_dir() else []
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The URL of a fresh cluster's server; it is stopped and removed at the end."""
    where = binaries()
    assert where is not None, "PostgreSQL is missing; run.py test installs it"
    folder = Path(tempfile.mkdtemp(prefix="hawker-pg-"))
    try:
        as_user = _other_user(folder)
        data = folder / "data"
        options = ["-A", "trust", "-U", "hawker", "--no-sync", "-E", "UTF8", "--locale=C"]
        _run([*as_user, str(where / "initdb"), "-D", str(data), *options])
        server = f"-k {folder} -c listen_addresses='' -c fsync=off"
        control = [*as_user, str(where / "pg_ctl"), "-D", str(data), "-w", "-l"]
        _run([*control, str(folder / "log"), "-o", server, "start"])
        try:
            yield f"postgresql://hawker@/postgres?host={folder}"
        finally:
            _run([*as_user, str(where / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user(folder: Path) -> list[str]:
    """PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=60)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
