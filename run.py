#!/usr/bin/env python3
"""Sets the studio up and starts it, or its tests. Standard library only, Python 3.11 or newer.

python3 run.py                      set up what is missing, then open the studio
python3 run.py test [PYTEST ARGS]   set up, then check style, types, walls and run the tests
python3 run.py -- CMD ...           run any command inside the environment
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
LOCKS = {"app": HERE / "requirements" / "app.txt", "dev": HERE / "requirements" / "dev.txt"}
MODEL_LOCK = HERE / "requirements" / "model.txt"
IS_WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")

# What the wheels leave to the system, by Debian's names: (a file that proves it, package).
APP_PACKAGES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libbrotli1": "libbrotlidec.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxrandr2": "libXrandr.so.2",
    "libportaudio2": "libportaudio.so.2",
    "libasound2-plugins": "alsa-lib/libasound_module_pcm_pulse.so",
    "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "fonts-noto-color-emoji": "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
}
TEST_PACKAGES = {
    "xvfb": "/usr/bin/Xvfb",
    "chromium": "/usr/bin/chromium",
    "ffmpeg": "/usr/bin/ffmpeg",
    "pulseaudio": "/usr/bin/pulseaudio",
    "pulseaudio-utils": "/usr/bin/pactl",
}
LIBRARY_FOLDERS = ("/usr/lib/*-linux-gnu", "/lib/*-linux-gnu", "/usr/lib64", "/usr/lib", "/lib")


def main(arguments: list[str]) -> int:
    """Choose what to do."""
    if sys.version_info < (3, 11):
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    if arguments[:1] == ["--"]:
        set_up("dev", APP_PACKAGES)
        return run_inside(arguments[1:]) if arguments[1:] else 0
    set_up("app", APP_PACKAGES)
    return start_studio(arguments)


def start_studio(arguments: list[str]) -> int:
    """The window; without a display the demo show as a page, with the viewer's address."""
    start_model_stage()
    if has_display():
        return run_inside(["hawker", "studio", *arguments])
    say("There is no display here, so the demo show is served without a window.")
    say("Open the viewer_url below in a browser; Ctrl-C ends the show.")
    return run_inside(["hawker", "serve", "--demo", *arguments])


def run_tests(arguments: list[str]) -> int:
    """Style, types, walls, tests; every one runs, the worst status counts."""
    is_ci = "--ci" in arguments
    chosen = [argument for argument in arguments if argument != "--ci"]
    set_up("dev", {**APP_PACKAGES, **TEST_PACKAGES})
    status = 0
    if is_ci or not chosen:
        for command in (
            ["ruff", "check", "."],
            ["ruff", "format", "--check", "."],
            ["mypy"],
            ["lint-imports"],
        ):
            say(" ".join(command))
            status = status or run_inside(command)
    quiet = ["-q", "-p", "no:cacheprovider"] if is_ci else []
    return run_inside(["python", "-m", "pytest", *quiet, *chosen]) or status


def set_up(lock: str, packages: dict[str, str]) -> None:
    """Bring the environment in step with the lock; nothing to do costs nothing."""
    check_system(packages)
    wanted = stamp_of(lock)
    stamp = ENVIRONMENT / ".stamp"
    stamps = stamp.read_text().split() if stamp.is_file() else []
    if PYTHON.exists() and wanted in stamps:
        return
    began = time.monotonic()
    say(f"Setting up ({lock}), once; this takes a minute or two.")
    install(LOCKS[lock])
    add_command()
    stamp.write_text("\n".join([wanted, stamp_of("app")]))
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def stamp_of(lock: str) -> str:
    """What the environment depends on: the lock, the Python, the project's own description."""
    digest = hashlib.sha256()
    for part in (LOCKS[lock].read_bytes(), (HERE / "pyproject.toml").read_bytes()):
        digest.update(part)
    digest.update(sys.version.encode() + str(HERE).encode())
    return f"{lock}-{digest.hexdigest()[:24]}"


def install(lock: Path) -> None:
    """With uv when it can be had, with pip otherwise; a broken environment is made anew."""
    if ENVIRONMENT.exists() and not runs(PYTHON):
        say("The environment is broken; making it anew.")
        shutil.rmtree(ENVIRONMENT)
    if not PYTHON.exists():
        make_environment()
    uv = find_uv()
    if uv is not None and install_with_uv(uv, lock):
        return
    say("Installing with pip.")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    must([*pip, "--require-hashes", "-r", str(lock)], "the packages could not be installed")


def add_command() -> None:
    """Make `import studio` and the command `hawker` work inside the environment."""
    find_site = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([str(PYTHON), "-c", find_site], capture_output=True, text=True)
    site = Path(done.stdout.strip())
    (site / "hawker.pth").write_text(f"{HERE}\n", encoding="utf-8")
    if IS_WINDOWS:
        PYTHON.with_name("hawker.cmd").write_text('@"%~dp0python.exe" -m studio %*\n')
        return
    command = PYTHON.with_name("hawker")
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m studio "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def install_with_uv(uv: str, lock: Path) -> bool:
    """Whether uv did it all."""
    flags, environment = pip_configuration()
    command = [uv, "pip", "install", "--python", str(PYTHON), "--require-hashes", "-r", str(lock)]
    done = subprocess.run([*command, *flags], env={**os.environ, **environment})
    if done.returncode:
        say("uv could not do it; trying pip.")
    return done.returncode == 0


def find_uv() -> str | None:
    """Uv on the path, or brought into the environment by pip."""
    found = shutil.which("uv")
    if found:
        return found
    inside = PYTHON.with_name("uv.exe" if IS_WINDOWS else "uv")
    if not inside.exists():
        command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv"]
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
            return None
    return str(inside)


def make_environment() -> None:
    """A virtual environment with pip in it."""
    command = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install_packages([package, "python3-venv"]):
            stop(f"a virtual environment cannot be made; install {package}\n{done.stderr}")
        must(command, "a virtual environment cannot be made")


def pip_configuration() -> tuple[list[str], dict[str, str]]:
    """What pip is configured with, in uv's words: uv does not read pip's configuration."""
    listed = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "list"], capture_output=True, text=True
    ).stdout
    settings: dict[str, str] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2].lower()] = value.strip().strip("'\"").replace("\\n", " ")
    for name in ("index-url", "extra-index-url", "find-links", "cert"):
        variable = os.environ.get("PIP_" + name.upper().replace("-", "_"))
        if variable:
            settings[name] = variable
    flags = ["--index-strategy", "unsafe-best-match"]
    for name in ("index-url", "extra-index-url", "find-links"):
        for value in settings.get(name, "").split():
            flags += [f"--{name}", value]
    environment = {"SSL_CERT_FILE": settings["cert"]} if settings.get("cert") else {}
    return flags, environment


def check_system(packages: dict[str, str]) -> None:
    """Install the missing system packages as root on Debian; name them otherwise."""
    if not sys.platform.startswith("linux"):
        return
    missing = [name for name, proof in packages.items() if not is_there(proof)]
    if not missing or install_packages(missing):
        return
    say(f"Missing on this system: {' '.join(missing)}")
    if shutil.which("apt-get"):
        say(f"Install them with: sudo apt-get install --no-install-recommends {' '.join(missing)}")
    else:
        say("Those are Debian's names; your system has the same libraries under its own names.")


def is_there(proof: str) -> bool:
    """Whether a file, or a library in the usual folders, is on this system."""
    if proof.startswith("/"):
        name = proof.rpartition("/")[2]
        return Path(proof).exists() or ("/bin/" in proof and shutil.which(name) is not None)
    return any(
        folder.joinpath(proof).exists()
        for pattern in LIBRARY_FOLDERS
        for folder in Path("/").glob(pattern.lstrip("/"))
    )


def install_packages(names: list[str]) -> bool:
    """Install Debian packages when we may; whether all went well."""
    if not shutil.which("apt-get") or IS_WINDOWS or os.geteuid() != 0:
        return False
    say(f"Installing system packages: {' '.join(names)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install_command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
    for attempt in (["true"], ["apt-get", "update", "-q"]):
        subprocess.run(attempt, env=environment, stdout=subprocess.DEVNULL)
        done = subprocess.run(install_command, env=environment, capture_output=True, text=True)
        if done.returncode == 0:
            return True
    say(done.stderr.strip()[-800:])
    return False


def start_model_stage() -> None:
    """What only the model needs is installed in the background; the window does not wait."""
    stamp = ENVIRONMENT / ".stamp-model"
    if not MODEL_LOCK.is_file():
        return
    wanted = hashlib.sha256(MODEL_LOCK.read_bytes()).hexdigest()[:24]
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    log = (ENVIRONMENT / "model-stage.log").open("w")
    script = "import run, sys; sys.exit(run.install_model_stage())"
    subprocess.Popen([sys.executable, "-c", script], cwd=HERE, stdout=log, stderr=log)


def install_model_stage() -> int:
    """The second stage; run in a process of its own."""
    uv = find_uv()
    if uv is None or not install_with_uv(uv, MODEL_LOCK):
        return 1
    wanted = hashlib.sha256(MODEL_LOCK.read_bytes()).hexdigest()[:24]
    (ENVIRONMENT / ".stamp-model").write_text(wanted)
    return 0


def has_display() -> bool:
    """Whether a window can be opened."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_inside(command: list[str]) -> int:
    """Run a command with the environment's programs first on the path."""
    environment = {**os.environ, "VIRTUAL_ENV": str(ENVIRONMENT)}
    environment["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", os.defpath)
    environment.pop("PYTHONHOME", None)
    environment.setdefault("PYTHONUTF8", "1")
    program = shutil.which(command[0], path=environment["PATH"])
    if program is None:
        return fail(f"there is no command {command[0]!r} in the environment")
    process = subprocess.Popen([program, *command[1:]], cwd=HERE, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the child got the same signal and ends in its own time


def runs(program: Path) -> bool:
    """Whether a Python starts."""
    try:
        return subprocess.run([str(program), "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def must(command: list[str], otherwise: str) -> None:
    """Run a command; end with a sentence when it fails."""
    if subprocess.run(command).returncode:
        stop(otherwise)


def say(words: str) -> None:
    """A line for the person; on stderr, so that a command's own output stays clean."""
    print(words, file=sys.stderr, flush=True)


def fail(words: str) -> int:
    """Say what is wrong; the status for it."""
    say(f"run.py: {words}")
    return 1


def stop(words: str) -> None:
    """Say what is wrong and end."""
    raise SystemExit(fail(words))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
