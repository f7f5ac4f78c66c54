"""Every sentence of engine and hub has its words in the other language, and none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.edit_names import LAYER_VERBS
from studio.core.editing import EDIT_WORDS
from studio.ui import words
from studio.ui.sentences import said, templates

_ROOT = Path(__file__).parents[2] / "studio"
_ERRORS = frozenset(
    {"BadInputError", "UnavailableError", "NotFoundError", "RefusedError", "StudioError"}
)
# What a window never shows: protocol, command line, the probe's own notes for the log.
_NOT_FOR_WINDOWS = (
    *("ui/", "web/control.py", "web/roles.py", "web/whep.py", "web/protocol", "cli.py"),
    *("core/messages/", "core/preview_ring.py", "core/start.py", "core/studio"),
    *("engine/outputs/sdp_check.py", "engine/outputs/viewer.py", "engine/encode/probe_child.py"),
    *("processes/serve.py", "processes/launch.py", "processes/import_show.py"),
    *("engine/demo_show.py", "engine/sources/card.py", "core/services.py"),
)
# Here a sentence is a value among others, so everything of more than one word counts.
_ALL_COUNTS = ("processes/doctor", "core/findings.py", "core/imports/")
_NO_SENTENCE = re.compile(
    r"""
    (scene|source|global|transition|script|name)\ \{\}  # where: the window has words for these
    |\{\},\ item\ \{\}
    |OBS\ Studio|Streamlabs\ Desktop|Viewer\ page|System\ sound  # names
    |Hawker\ \{\},\ Python.*|import\ \{\}|libxkb.*  # the command line's and other programs'
    |[^A-Za-z]*|\{\}\ ×\ \{\}(,\ \{\}/s)?
    """,
    re.VERBOSE,
)


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return ""


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _sentences() -> Iterator[tuple[str, str]]:
    """Place and template of whatever may be said in a window."""
    for path in sorted(_ROOT.rglob("*.py")):
        place = path.relative_to(_ROOT).as_posix()
        if place.startswith(_NOT_FOR_WINDOWS):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in _ERRORS and node.args:
                yield place, _template(node.args[0])
            elif isinstance(node, ast.Call) and _called(node) == "Alarm":
                for argument in node.args[2:]:
                    yield place, _template(argument)
        if place.startswith(_ALL_COUNTS):
            yield from ((place, words) for words in _all_words(path))


def _all_words(path: Path) -> Iterator[str]:
    """Every text of more than one word that is neither a docstring nor a part of another."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            parts.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts.update(node.values)
        elif isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            parts.add(node.format_spec)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and node not in parts:
            found = _template(node)
            if " " in found.strip() and not _NO_SENTENCE.fullmatch(found):
                yield found


SENTENCES = sorted({(place, words) for place, words in _sentences() if words.strip("{} ")})


def test_there_are_sentences() -> None:
    assert len(SENTENCES) > 100


@pytest.mark.parametrize(("place", "sentence"), SENTENCES)
def test_every_sentence_has_its_chinese(place: str, sentence: str) -> None:
    assert sentence in templates("zh"), f"assets/i18n/sentences.zh.json lacks it ({place})"


def test_every_template_keeps_what_varies() -> None:
    for english, chinese in templates("zh").items():
        assert english.count("{}") == chinese.count("{}"), english
        assert not english.endswith(" ")


def test_every_step_of_undo_has_its_chinese() -> None:
    for verb, field in EDIT_WORDS.values():
        assert (f"{verb} {{}}" if field else verb) in templates("zh")
    assert [verb for verb in LAYER_VERBS if f"{verb} {{}}" not in templates("zh")] == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("there is no such scene", "没有这个场景"),
        ("the camera was lost: no such file or directory", "摄像头断开了：没有这个文件或文件夹"),
        (
            "My shop does not get the show: the connection was lost: connection refused",
            "My shop 收不到节目：连接断开：连接被拒绝",
        ),
        ("The disk has room for 12 more minutes of recording", "磁盘还能录 12 分钟"),
        ("Recording: the file does not grow", "录制：文件没有变大"),
        ("Remove 3 layers", "删除 3 个图层"),
        ("something nobody ever wrote down", "Something nobody ever wrote down"),
        ("", ""),
    ],
)
def test_sentences_are_said_in_the_persons_language(english: str, chinese: str) -> None:
    words.choose("zh")
    assert said(english).lower() == chinese.lower()
    words.choose("en")
    assert said(english) == english[:1].upper() + english[1:]
