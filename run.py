#!/usr/bin/env python3
"""Sets the studio up and starts it, or its tests. Standard library only, Python 3.11 or newer.

python3 run.py                      set up what is missing, then open the studio
python3 run.py test [PYTEST ARGS]   set up, then check style, types, walls and run the tests
                                    (with arguments: only pytest with these; --ci: all, plainly)
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
REQUIREMENTS = HERE / "requirements"
MODEL_LOCK = REQUIREMENTS / "model.txt"  # the second stage, once a model is part of the studio
IS_WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]

# What the wheels leave to the system, by Debian's names: package -> a file that proves it.
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
    "libsrt1.5-gnutls": "libsrt-gnutls.so.1.5",
    "libasound2-plugins": "alsa-lib/libasound_module_pcm_pulse.so",
    "fonts-noto-cjk": "/usr/share/fonts/**/NotoSansCJK*",
    "fonts-noto-color-emoji": "/usr/share/fonts/**/NotoColorEmoji*",
}
TEST_PACKAGES = {
    "xvfb": "bin:Xvfb",
    "chromium": "bin:chromium",
    "ffmpeg": "bin:ffmpeg",
    "pulseaudio": "bin:pulseaudio",
    "pulseaudio-utils": "bin:pactl",
    "nginx": "/usr/sbin/nginx",
    "libnginx-mod-rtmp": "/usr/lib/nginx/modules/ngx_rtmp_module.so",
    "srt-tools": "bin:srt-live-transmit",
    "janus": "bin:janus",
    "ngircd": "/usr/sbin/ngircd",
    "inspircd": "/usr/sbin/inspircd",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "coturn": "bin:turnserver",
    "xdotool": "bin:xdotool",
}
# The same under other roofs; the names of all of it, since they do not map one to one.
ELSEWHERE = {
    "dnf": "mesa-libEGL mesa-libGL dbus-libs fontconfig libbrotli libxkbcommon-x11 "
    "xcb-util-cursor xcb-util-wm xcb-util-keysyms libXrandr portaudio srt-libs "
    "alsa-plugins-pulseaudio "
    "google-noto-sans-cjk-fonts google-noto-color-emoji-fonts "
    "(tests: xorg-x11-server-Xvfb chromium ffmpeg-free pulseaudio pulseaudio-utils nginx "
    "nginx-mod-rtmp srt janus coturn postgresql-server ngircd inspircd)",
    "pacman": "mesa dbus fontconfig brotli libxkbcommon-x11 xcb-util-cursor xcb-util-wm "
    "xcb-util-keysyms libxrandr portaudio srt alsa-plugins noto-fonts-cjk noto-fonts-emoji "
    "(tests: xorg-server-xvfb chromium ffmpeg pulseaudio xdotool)",
}
MOST_WORKERS = 4  # of the tests
LIBRARY_FOLDERS = ("usr/lib/*-linux-gnu", "lib/*-linux-gnu", "usr/lib64", "usr/lib", "lib")


def main(arguments: list[str]) -> int:
    """Choose what to do."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be told, not crash
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if arguments[:1] == ["test"]:
        return run_tests(arguments[1:])
    if arguments[:1] == ["--"]:
        # The studio's own command needs no tools; what else is run may be a test or a benchmark.
        set_up("app" if arguments[1:2] == ["hawker"] else "dev", APP_PACKAGES)
        return become(arguments[1:]) if arguments[1:] else 0
    set_up("app", APP_PACKAGES)
    return start_studio(arguments)


def start_studio(arguments: list[str]) -> int:
    """The window; without a display the demo show as a page, with the viewer's address."""
    start_model_stage()
    if has_display():
        return become(["hawker", "studio", *arguments])
    say("There is no display here, so the demo show is served without a window.")
    say("Open the viewer_url below in a browser; Ctrl-C ends the show.")
    return become(["hawker", "serve", "--demo", *arguments])


def run_tests(arguments: list[str]) -> int:
    """Style, types, walls, tests; every one runs, and any failure counts."""
    is_ci = "--ci" in arguments
    chosen = [argument for argument in arguments if argument != "--ci"]
    if is_ci:
        os.environ["NO_COLOR"] = "1"
    set_up("dev", {**APP_PACKAGES, **TEST_PACKAGES})
    checks = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
    checks.append(["lint-imports", "--no-cache"])
    status = 0
    for command in checks if is_ci or not chosen else []:
        say(" ".join(command))
        status = run_inside(command) or status
    quiet = ["-q", "--color=no", "-p", "no:cacheprovider"] if is_ci else []
    parts = [chosen] if chosen else [["-m", "not e2e", *side_by_side()], ["-m", "e2e"]]
    for part in parts:
        status = run_inside(["python", "-m", "pytest", *quiet, *part]) or status
    return status


def side_by_side() -> list[str]:
    """Files of tests share the cores; whole shows want them for themselves, and come after."""
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    return (
        ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"] if workers > 1 else []
    )


def set_up(lock: str, packages: dict[str, str]) -> None:
    """Bring the environment in step with the lock; nothing to do costs nothing."""
    check_system(packages)
    stamp = ENVIRONMENT / ".stamp"
    if PYTHON.exists() and stamp.is_file() and stamp_of(lock) in stamp.read_text().split():
        return
    began = time.monotonic()
    say("Setting up the studio in .venv, once; a broken-off setup goes on where it was.")
    prepare_environment()
    install(REQUIREMENTS / f"{lock}.txt")
    add_command()
    stamp.write_text(f"{stamp_of(lock)}\n{stamp_of('app')}\n")
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def stamp_of(lock: str) -> str:
    """What the environment depends on: the lock, this file, the place, the Python inside."""
    digest = hashlib.sha256()
    for path in (REQUIREMENTS / f"{lock}.txt", Path(__file__)):
        digest.update(path.read_bytes())
    digest.update(f"{HERE}\n{PYTHON.resolve()}".encode())
    return f"{lock}-{digest.hexdigest()[:24]}"


def prepare_environment() -> None:
    """A virtual environment with pip in it; a broken one is made anew."""
    if ENVIRONMENT.exists() and not works([*PIP, "--version"]):
        say("The environment is broken or half made; making it anew.")
        shutil.rmtree(ENVIRONMENT)
    if ENVIRONMENT.exists():
        return
    command = [sys.executable, "-m", "venv", str(ENVIRONMENT)]
    if works(command):
        return
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if sys.platform.startswith("linux"):
        install_system_packages([package])
    must(command, f"a virtual environment cannot be made; {package} is missing perhaps")


def install(lock: Path) -> None:
    """With uv when it can be had, with pip otherwise; hashes are checked either way."""
    say(f"Installing what {lock.relative_to(HERE).as_posix()} lists.")
    wanted = ["--require-hashes", "-r", str(lock)]
    uv = find_uv()
    if uv is not None:
        command = [uv, "pip", "install", "--python", str(PYTHON), *wanted]
        if subprocess.run(command, env={**pip_configuration(), **os.environ}).returncode == 0:
            return
        say("uv could not do it; trying pip.")
    must([*PIP, "install", *wanted], "the packages could not be installed")


def find_uv() -> str | None:
    """Uv on the path, or brought into the environment by pip."""
    found = shutil.which("uv")
    if found and works([found, "--version"]):  # a shim may be there without its program
        return found
    inside = PYTHON.with_name("uv.exe" if IS_WINDOWS else "uv")
    lock = REQUIREMENTS / "uv.txt"
    if not inside.exists():
        works([*PIP, "install", "-q", "--require-hashes", "-r", str(lock)])
    return str(inside) if inside.exists() else None


def pip_configuration() -> dict[str, str]:
    """What pip is configured with, as uv's variables: uv does not read pip's configuration.

    As variables and not as flags, since an index's address may hold a password.
    """
    listed = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True).stdout
    settings: dict[str, str] = {}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2]] = value.strip().strip("'\"").replace("\\n", " ")
    for name, value in os.environ.items():
        if name.startswith("PIP_"):
            settings[name[4:].lower().replace("_", "-")] = value
    names = {
        "index-url": ("UV_DEFAULT_INDEX", " "),
        "extra-index-url": ("UV_INDEX", " "),
        "find-links": ("UV_FIND_LINKS", ","),
        "trusted-host": ("UV_INSECURE_HOST", " "),
        "no-index": ("UV_NO_INDEX", " "),
        "timeout": ("UV_HTTP_TIMEOUT", " "),
        "cert": ("SSL_CERT_FILE", " "),
        "proxy": ("ALL_PROXY", " "),
    }
    # Hashes say which file is meant, so that any index may give it.
    environment = {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for name, (variable, between) in names.items():
        if settings.get(name, "").strip():
            environment[variable] = between.join(settings[name].split())
    return environment


def add_command() -> None:
    """Make `import studio` and the command `hawker` work inside the environment."""
    find_site = "import sysconfig; print(sysconfig.get_path('purelib'))"
    done = subprocess.run([str(PYTHON), "-c", find_site], capture_output=True, text=True)
    Path(done.stdout.strip(), "hawker.pth").write_text(f"{HERE}\n", encoding="utf-8")
    if IS_WINDOWS:
        PYTHON.with_name("hawker.cmd").write_text('@"%~dp0python.exe" -m studio %*\n')
        return
    command = PYTHON.with_name("hawker")
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m studio "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def check_system(packages: dict[str, str]) -> None:
    """Install missing system packages as root on Debian; name them otherwise."""
    if not sys.platform.startswith("linux"):
        missing = [name for name in ("ffmpeg", "chromium") if name in packages]
        if missing and sys.platform == "darwin" and not shutil.which("ffmpeg"):
            say(f"The tests want: brew install {' '.join(missing)}")
        return
    missing = missing_of(packages)
    if missing:
        install_system_packages(missing)
        missing = missing_of(packages)
    if not missing:
        return
    say(f"Missing on this system: {' '.join(missing)}")
    if shutil.which("apt-get"):
        say(f"Get them: sudo apt-get install --no-install-recommends {' '.join(missing)}")
    for tool, names in ELSEWHERE.items():
        if shutil.which(tool):
            say(f"Those are Debian's names. With {tool}: {names}")


def missing_of(packages: dict[str, str]) -> list[str]:
    """Those packages whose proof is not on this system."""
    return [name for name, proof in packages.items() if not is_there(proof)]


def is_there(proof: str) -> bool:
    """Whether a program (`bin:…`), a file (`/…`) or a library is on this system."""
    if proof.startswith("bin:"):
        return shutil.which(proof[4:]) is not None
    root = Path("/")
    if proof.startswith("/"):
        return any(root.glob(proof[1:]))
    return any(any(root.glob(f"{folder}/{proof}")) for folder in LIBRARY_FOLDERS)


def install_system_packages(names: list[str]) -> None:
    """Install Debian packages when we may; one that cannot be had does not cost the others."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    say(f"Installing system packages: {' '.join(names)}")
    get = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120"]
    install_them = [*get, "install", "--no-install-recommends"]
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    if works([*install_them, *names]):
        return
    say("Fetching the lists of packages first.")
    works([*get, "update"])
    if not works([*install_them, *names]):
        for name in names:
            if not works([*install_them, name]):
                say(f"{name} could not be installed.")


def start_model_stage() -> None:
    """What only the model needs is installed in the background; the window does not wait."""
    if not MODEL_LOCK.is_file() or model_stamp() == MODEL_LOCK.read_text(encoding="utf-8"):
        return
    script = f"import sys; sys.path.insert(0, {str(HERE)!r}); import run; run.install_model()"
    with (ENVIRONMENT / "model-stage.log").open("w") as log:
        subprocess.Popen([str(PYTHON), "-c", script], stdout=log, stderr=log)


def install_model() -> None:
    """The second stage, in a process of its own."""
    install(MODEL_LOCK)
    shutil.copyfile(MODEL_LOCK, ENVIRONMENT / ".stamp-model")


def model_stamp() -> str:
    """The lock that the second stage was last finished with."""
    stamp = ENVIRONMENT / ".stamp-model"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def has_display() -> bool:
    """Whether a window can be opened."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def inside(command: list[str]) -> tuple[list[str], dict[str, str]]:
    """The command with its full path, and the environment's variables."""
    variables = {**os.environ, "VIRTUAL_ENV": str(ENVIRONMENT)}
    variables["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", os.defpath)
    variables.pop("PYTHONHOME", None)
    variables.setdefault("PYTHONUTF8", "1")
    program = shutil.which(command[0], path=variables["PATH"])
    if program is None:
        raise SystemExit(fail(f"there is no command {command[0]!r} in the environment"))
    return [program, *command[1:]], variables


def become(command: list[str]) -> int:
    """Run the command in this process's place, so that signals and the pid are its own."""
    found, variables = inside(command)
    if not IS_WINDOWS:
        sys.stdout.flush()
        os.execve(found[0], found, variables)
    process = subprocess.Popen(found, env=variables)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the child got the same signal and ends in its own time


def run_inside(command: list[str]) -> int:
    """Run one of the project's own checks and come back with its status."""
    found, variables = inside(command)
    return subprocess.run(found, cwd=HERE, env=variables).returncode


def works(command: list[str]) -> bool:
    """Whether a program runs and succeeds; what it says is of no interest."""
    try:
        quiet = subprocess.DEVNULL
        return subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet).returncode == 0
    except OSError:
        return False


def must(command: list[str], otherwise: str) -> None:
    """Run a command; end with a sentence when it fails. Its output goes to stderr."""
    if subprocess.run(command, stdout=sys.stderr).returncode:
        raise SystemExit(fail(otherwise))


def say(words: str) -> None:
    """A line for the person; on stderr, so that a command's own output stays clean."""
    print(words, file=sys.stderr, flush=True)


def fail(words: str) -> int:
    """Say what is wrong; the status for it."""
    say(f"run.py: {words}")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
