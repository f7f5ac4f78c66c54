"""Where words of viewers are shown, nothing reads markup: labels, tips and boxes are plain."""

import ast

from tests.support.sources import ROOT, modules, named, tree_of

# Where a label may be made: there its format is set at once, or it holds a drawing only.
_MAKES_LABELS = "studio/ui/widgets/panel.py"
# Rooms of the window whose words come from viewers.
_OF_VIEWERS = ("studio/ui/chat", "studio/ui/moderator")
_READS_MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "QTextBrowser", "RichText"}
_PAGE = ROOT / "assets" / "viewer"
_MARKUP_ON_A_PAGE = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")


def _calls(tree: ast.Module, name: str) -> list[ast.Call]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name
    ]


def test_every_label_with_words_is_made_in_one_place() -> None:
    found = [
        f"{named(path)}:{call.lineno}: use plain_label"
        for path in modules("studio/ui")
        if named(path) != _MAKES_LABELS
        for call in _calls(tree_of(path), "QLabel")
        if any(not isinstance(given, ast.Name | ast.Attribute) for given in call.args)
    ]
    assert found == []


def test_nothing_in_a_window_reads_markup() -> None:
    found = [
        f"{named(path)}: {node.attr if isinstance(node, ast.Attribute) else node.id}"
        for path in modules("studio/ui")
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Attribute) and node.attr in _READS_MARKUP)
        or (isinstance(node, ast.Name) and node.id in _READS_MARKUP)
    ]
    assert found == []


def test_tips_of_viewers_words_are_plain() -> None:
    found = [
        f"{named(path)}:{call.lineno}: wrap it in plain_tip"
        for path in modules(*_OF_VIEWERS)
        for call in _calls(tree_of(path), "setToolTip")
        if not _is_harmless(call.args[0])
    ]
    assert found == []


def _is_harmless(given: ast.expr) -> bool:
    """Our own words, or made plain."""
    if isinstance(given, ast.IfExp):
        return _is_harmless(given.body) and _is_harmless(given.orelse)
    if isinstance(given, ast.Constant):
        return True
    is_call = isinstance(given, ast.Call)
    name = ast.unparse(given.func).rpartition(".")[2] if isinstance(given, ast.Call) else ""
    has_words_only = isinstance(given, ast.Call) and not given.keywords
    return is_call and (name == "plain_tip" or (name == "tr" and has_words_only))


def test_no_script_of_the_page_writes_markup() -> None:
    scripts = sorted(_PAGE.glob("*.js"))
    assert scripts
    found = [
        f"{script.name}: {sign}"
        for script in scripts
        for sign in _MARKUP_ON_A_PAGE
        if sign in script.read_text(encoding="utf-8")
    ]
    assert found == []
