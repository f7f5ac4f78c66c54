"""A file fits in the head: 400 lines at most, a function 40, a class 20 methods."""

import ast

from tests.support.sources import ROOT, classes, functions, modules, named, tree_of

_LONGEST_FILE = 400
_LONGEST_FUNCTION = 40
_MOST_METHODS = 20
_ALL = [ROOT / "run.py", *modules("studio", "tests", "benchmarks")]


def test_no_file_is_too_long() -> None:
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in _ALL}
    assert {name: lines for name, lines in lengths.items() if lines > _LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    found: dict[str, int] = {}
    for path in _ALL:
        for node in functions(tree_of(path)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > _LONGEST_FUNCTION:
                found[f"{named(path)}:{node.lineno} {node.name}"] = lines
    assert found == {}


def test_no_class_has_too_many_methods() -> None:
    found: dict[str, int] = {}
    for path in _ALL:
        for node in classes(tree_of(path)):
            methods = [
                part
                for part in node.body
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
            if len(methods) > _MOST_METHODS:
                found[f"{named(path)} {node.name}"] = len(methods)
    assert found == {}
