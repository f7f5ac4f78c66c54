"""Tests mirror the house: every module has its test file, and no test file is without one."""

from pathlib import Path

from tests.support.sources import ROOT, modules, named

_NOT_MIRRORED = ("e2e", "house", "fakes", "support", "contracts", "security")


def _test_of(module: Path) -> Path:
    inside = module.relative_to(ROOT / "studio")
    return ROOT / "tests" / inside.with_name(f"test_{inside.name}")


def _modules_with_content() -> list[Path]:
    return [path for path in modules("studio") if not path.name.startswith("__")]


def test_every_module_has_its_test_file() -> None:
    missing = [named(path) for path in _modules_with_content() if not _test_of(path).is_file()]
    assert missing == []


def test_every_test_file_has_its_module() -> None:
    wanted = {_test_of(path) for path in _modules_with_content()} | {ROOT / "tests/test_run.py"}
    stray = [
        named(path)
        for path in modules("tests")
        if path.name.startswith("test_")
        and path.relative_to(ROOT / "tests").parts[0] not in _NOT_MIRRORED
        and path not in wanted
    ]
    assert stray == []


def test_every_test_file_tests_something() -> None:
    empty = [
        named(path)
        for path in modules("tests")
        if path.name.startswith("test_") and "def test_" not in path.read_text(encoding="utf-8")
    ]
    assert empty == []
