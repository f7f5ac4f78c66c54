import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import run

_ROOT = Path(__file__).resolve().parents[1]


def _pip_that_says(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(run, "PIP", [sys.executable, "-c", f"print({text!r})"])


def test_pips_configuration_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    _pip_that_says(
        monkeypatch,
        "global.index-url='https://a.test/one'\n"
        "global.extra-index-url='https://b.test/two https://c.test/three'\n"
        "install.find-links='/wheels\\n/more'\n"
        "global.cert='/ca.pem'",
    )
    monkeypatch.setenv("PIP_INDEX_URL", "https://user:word@d.test/four")
    found = run.pip_configuration()
    assert found["UV_DEFAULT_INDEX"] == "https://user:word@d.test/four"
    assert found["UV_INDEX"] == "https://b.test/two https://c.test/three"
    assert found["UV_FIND_LINKS"] == "/wheels,/more"
    assert found["SSL_CERT_FILE"] == "/ca.pem"
    assert "UV_NO_INDEX" not in found


def test_a_pip_without_configuration_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    _pip_that_says(monkeypatch, "")
    assert set(run.pip_configuration()) == {"UV_INDEX_STRATEGY"}


def test_what_is_there_is_found_and_what_is_not_is_named(tmp_path: Path) -> None:
    (tmp_path / "Noto.ttc").touch()
    packages = {
        "shell": "bin:sh",
        "fonts": f"{tmp_path}/**/Noto*",
        "nothing": "bin:no-such-program-at-all",
        "no-fonts": f"{tmp_path}/**/Other*",
        "no-library": "libno-such-thing.so.9",
    }
    assert run.missing_of(packages) == ["nothing", "no-fonts", "no-library"]


def test_the_stamp_follows_the_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "REQUIREMENTS", tmp_path)
    (tmp_path / "app.txt").write_text("a==1\n")
    (tmp_path / "dev.txt").write_text("a==1\n")
    first = run.stamp_of("app")
    assert run.stamp_of("app") == first
    assert run.stamp_of("dev") != first
    (tmp_path / "app.txt").write_text("a==2\n")
    assert run.stamp_of("app") != first


class _Became(Exception):
    """What the process would have become."""


def _becomes(command: list[str]) -> NoReturn:
    raise _Became(*command)


@pytest.fixture
def dry_run(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Nothing is installed or run; what would be is kept."""
    done: list[tuple[str, ...]] = []

    def run_inside(command: list[str]) -> int:
        done.append(tuple(command))
        return 1 if command[0] == "mypy" else 0

    monkeypatch.setattr(run, "become", _becomes)
    monkeypatch.setattr(run, "set_up", lambda lock, packages: done.append((lock,)))
    monkeypatch.setattr(run, "run_inside", run_inside)
    monkeypatch.setattr(run, "start_model_stage", lambda: None)
    return done


def test_the_window_opens_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, dry_run: list[tuple[str, ...]]
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    with pytest.raises(_Became) as caught:
        run.main([])
    assert caught.value.args == ("hawker", "studio")
    assert dry_run == [("app",)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a display")
def test_without_a_display_the_demo_is_served(
    monkeypatch: pytest.MonkeyPatch,
    dry_run: list[tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(_Became) as caught:
        run.main(["--for", "3"])
    assert caught.value.args == ("hawker", "serve", "--demo", "--for", "3")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("command", "lock"), [(["hawker", "doctor"], "app"), (["python", "-V"], "dev")]
)
def test_any_command_runs_inside(
    command: list[str], lock: str, dry_run: list[tuple[str, ...]]
) -> None:
    with pytest.raises(_Became) as caught:
        run.main(["--", *command])
    assert caught.value.args == tuple(command)
    assert dry_run == [(lock,)]


def test_every_check_runs_though_one_fails(
    monkeypatch: pytest.MonkeyPatch, dry_run: list[tuple[str, ...]]
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert run.main(["test", "--ci"]) == 1
    assert [command[0] for command in dry_run[1:]] == [
        *("ruff", "ruff", "mypy", "lint-imports", "python", "python")
    ]
    assert os.environ["NO_COLOR"] == "1"


@pytest.mark.parametrize(
    ("cores", "shared"),
    [(None, ()), (1, ()), (2, ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"))],
)
def test_whole_shows_are_tested_alone_and_after_the_rest(
    monkeypatch: pytest.MonkeyPatch,
    dry_run: list[tuple[str, ...]],
    cores: int | None,
    shared: tuple[str, ...],
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    run.main(["test"])
    assert [command[3:] for command in dry_run if command[:3] == ("python", "-m", "pytest")] == [
        ("-m", "not e2e", *shared),
        ("-m", "e2e"),
    ]


def test_chosen_tests_run_alone(dry_run: list[tuple[str, ...]]) -> None:
    assert run.main(["test", "tests/core", "-x"]) == 0
    assert dry_run == [("dev",), ("python", "-m", "pytest", "tests/core", "-x")]


def _project(tmp_path: Path) -> Path:
    """A clone that needs no packages, in a folder whose name is awkward."""
    place = tmp_path / "a clone (2)"
    (place / "requirements").mkdir(parents=True)
    shutil.copy(_ROOT / "run.py", place)
    for name in ("app", "dev", "uv"):
        (place / "requirements" / f"{name}.txt").touch()
    return place


def _run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """As from an empty environment: a path and a home, no more."""
    return subprocess.run(
        [sys.executable, str(place / "run.py"), "--", *command],
        cwd=place.parent,
        env={"PATH": "/usr/bin:/bin", "HOME": str(place.parent)},
        capture_output=True,
        text=True,
        timeout=100,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the paths are a Unix system's")
def test_setting_up_is_done_once_and_a_broken_environment_is_made_anew(tmp_path: Path) -> None:
    place = _project(tmp_path)
    ask = ("python", "-c", "import os, sys; print(sys.prefix); print(os.getcwd()); sys.exit(7)")
    first = _run(place, *ask)
    assert first.returncode == 7, first.stderr
    assert first.stdout.splitlines() == [str(place / ".venv"), str(place.parent)]
    assert "Setting up" in first.stderr

    again = _run(place, *ask)
    assert (again.returncode, again.stdout, again.stderr) == (7, first.stdout, "")

    assert _run(place, "no-such-command").returncode == 1

    (place / ".venv" / "bin" / "python").unlink()
    mended = _run(place, *ask)
    assert mended.returncode == 7, mended.stderr
    assert "making it anew" in mended.stderr
