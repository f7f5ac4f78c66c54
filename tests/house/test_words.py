"""How files speak: a first sentence, a logger by the file's name, nothing of other places."""

import ast
import re
from pathlib import Path

from tests.support.sources import ROOT, kept_texts, modules, named, tree_of

_SELF = Path(__file__).resolve()
# The registries and folders of one machine have no place in a project that runs on any.
_ELSEWHERE = re.compile(
    r"pypi\.|pythonhosted|/simple/?[\"'\s]|--index-url\s+\S*://|"
    r"/work/|\.\./shared|/root/",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
_LOGGERS = {"_log", "_LOG"}


def _loggers(tree: ast.Module) -> list[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if ast.unparse(call.func).endswith("getLogger")]


def test_every_module_opens_with_a_sentence() -> None:
    silent = []
    for path in [ROOT / "run.py", *modules("studio", "benchmarks")]:
        said = ast.get_docstring(tree_of(path)) or ""
        first = said.partition("\n\n")[0].strip()
        if not first and path.name == "__init__.py" and not path.read_text().strip():
            continue
        if not first.endswith((".", ":", "?", "`")):
            silent.append(named(path))
    assert silent == []


def test_a_logger_has_its_files_name() -> None:
    wrong = []
    for path in modules("studio"):
        inside = path.relative_to(ROOT / "studio").with_suffix("")
        for call in _loggers(tree_of(path)):
            given = ast.literal_eval(call.args[0]) if _is_constant(call) else None
            is_ours = isinstance(given, str) and given.split(".")[0] == "studio"
            if is_ours and given not in (
                f"studio.{inside.parts[0]}.{inside.name}",
                "studio." + ".".join(inside.parts),
            ):
                wrong.append(f"{named(path)}: {given}")
    assert wrong == []


def test_logs_go_through_the_files_logger_with_a_fixed_sentence() -> None:
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    wrong = []
    for path in modules("studio"):
        for node in ast.walk(tree_of(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner = ast.unparse(node.func.value)
            place = f"{named(path)}:{node.lineno}"
            if owner == "logging" and node.func.attr in levels:
                wrong.append(f"{place} speaks through the root logger")
            if owner in _LOGGERS and node.func.attr in levels and not _is_constant(node):
                wrong.append(f"{place} has no fixed sentence")
    assert wrong == []


def _is_constant(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def test_nothing_speaks_of_one_machine_or_its_registries() -> None:
    found = [
        f"{named(path)}: {match.group(0)!r}"
        for path, text in kept_texts()
        if path != _SELF
        for match in [_ELSEWHERE.search(text)]
        if match
    ]
    assert found == []


def test_nothing_is_left_for_later() -> None:
    found = [
        named(path)
        for path, text in kept_texts()
        if path.suffix in (".py", ".js", ".css", ".html", ".md", ".toml")
        and _UNFINISHED.search(text)
    ]
    assert found == []
