"""The locks fit the project's description, carry hashes, and name no registry."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.support.sources import ROOT

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)([^\\]*)", re.MULTILINE)
_LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def _pins(path: Path) -> dict[str, list[Version]]:
    pins: dict[str, list[Version]] = {}
    for name, version, _marker in _PINNED.findall(path.read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(name), []).append(Version(version))
    return pins


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _misfits(wanted: list[str], path: Path) -> list[str]:
    pins = _pins(path)
    found = []
    for text in wanted:
        requirement = Requirement(text)
        versions = pins.get(canonicalize_name(requirement.name), [])
        if not versions or not all(version in requirement.specifier for version in versions):
            found.append(f"{text}: locked {[str(version) for version in versions]}")
    return found


def test_the_app_lock_is_in_step() -> None:
    wanted = _project()["project"]["dependencies"]
    assert _misfits(wanted, ROOT / "requirements" / "app.txt") == []


def test_the_dev_lock_is_in_step_and_holds_the_app_lock() -> None:
    project = _project()
    dev = ROOT / "requirements" / "dev.txt"
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    assert _misfits(wanted, dev) == []
    pins = _pins(dev)
    app = _pins(ROOT / "requirements" / "app.txt")
    assert {name: versions for name, versions in app.items() if pins.get(name) != versions} == {}


@pytest.mark.parametrize("path", _LOCKS, ids=lambda path: path.name)
def test_every_pin_has_hashes_and_no_line_an_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []
