"""Where things lie: chosen by the person, kept from others, short enough for a socket."""

import os
import stat
import sys
from pathlib import Path

import pytest

from studio.core import paths


def test_the_given_folder_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HAWKER_DATA", str(tmp_path / "mine"))
    assert paths.default_data_dir() == tmp_path / "mine"
    monkeypatch.setenv("HAWKER_DATA", "~/shows")
    assert paths.default_data_dir() == Path.home() / "shows"


def test_a_relative_folder_is_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HAWKER_DATA", "here")
    assert paths.default_data_dir() == tmp_path / "here"


@pytest.mark.parametrize(
    ("platform", "environment", "wanted"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/hawker")),
        ("linux", {}, Path.home() / ".local/share/hawker"),
        ("darwin", {}, Path.home() / "Library/Application Support/Hawker"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/Hawker")),
        ("win32", {}, Path.home() / "AppData/Local/Hawker"),
    ],
)
def test_every_system_has_its_own_place(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], wanted: Path
) -> None:
    for name in ("HAWKER_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert paths.default_data_dir() == wanted


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise on Windows")
def test_the_runtime_folder_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o755)
    runtime_dir = paths.runtime_dir_of(tmp_path)
    assert stat.S_IMODE(runtime_dir.stat().st_mode) == 0o700


def test_the_log_folder_is_made(tmp_path: Path) -> None:
    assert paths.log_dir_of(tmp_path / "a" / "b").is_dir()


def test_every_link_has_an_address_of_its_own(tmp_path: Path) -> None:
    addresses = {paths.link_address_in(tmp_path) for _ in range(50)}
    assert len(addresses) == 50


@pytest.mark.skipif(os.name != "posix", reason="Unix sockets")
def test_a_long_folder_does_not_break_the_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 120)
    address = Path(paths.link_address_in(deep))
    try:
        assert len(str(address).encode()) <= 107  # what the kernel takes
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
    finally:
        address.parent.rmdir()


def test_windows_gets_a_named_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert paths.link_address_in(tmp_path).startswith("\\\\.\\pipe\\hawker-engine-")


def test_the_preview_lies_in_memory_where_it_can(tmp_path: Path) -> None:
    found = paths.preview_dir_of(tmp_path)
    assert found in (Path("/dev/shm"), tmp_path)
    assert os.access(found, os.W_OK)
