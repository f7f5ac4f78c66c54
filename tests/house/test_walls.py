"""The walls between rooms stand, and nothing walks around them."""

import ast
import os
import subprocess
import sys
import tomllib

from tests.support.sources import ROOT, modules, named, tree_of

_ROOMS = {"chat", "core", "store", "privacy", "engine", "web", "ui", "processes"}


def _imports(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_the_walls_stand() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_its_walls() -> None:
    found = {path.name for path in (ROOT / "studio").iterdir() if (path / "__init__.py").is_file()}
    assert found == _ROOMS
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")["layers"]
    for room in _ROOMS:
        assert any(f"studio.{room}" in layer for layer in layers), room


def test_no_star_and_no_private_name_comes_in() -> None:
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in modules("studio")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("studio")
        and any(
            alias.name == "*" or (alias.name.startswith("_") and not alias.name.startswith("__"))
            for alias in node.names
        )
    ]
    assert wrong == []


def test_heavy_libraries_stay_out_of_the_small_processes() -> None:
    """Hub, keeper and command line start without Qt and without the media libraries."""
    heavy = "{'av', 'cv2', 'skia', 'aiortc', 'sounddevice', 'PySide6'}"
    script = (
        "import sys, studio.cli, studio.processes.keeper, studio.processes.hub; "
        f"found = {heavy} & set(sys.modules); assert not found, found"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_threads_and_processes_come_from_one_place() -> None:
    """`threading.Thread`, `multiprocessing.Process` and `os.fork` by hand are nobody's."""
    wrong = []
    for path in modules("studio"):
        if named(path) == "studio/core/threads.py":
            continue
        text = path.read_text(encoding="utf-8")
        for word in ("threading.Thread(", "multiprocessing.Process(", "os.fork("):
            if word in text:
                wrong.append(f"{named(path)}: {word}")
        if "concurrent.futures" in _imports(tree_of(path)) and "thread_name_prefix" not in text:
            wrong.append(f"{named(path)}: a pool without a name")
    assert wrong == []
