import ast
import string

import pytest

from studio.ui import words
from tests.support.sources import modules, tree_of


def places(sentence: str) -> set[str]:
    """Names of what is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def asked_for() -> set[str]:
    """Every name that the window's code asks words for, where it stands in the code as it is."""
    found = set()
    for path in modules("studio/ui"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "tr" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_both_languages_have_the_same_names_and_fill_in_the_same() -> None:
    english, chinese = words.load("en"), words.load("zh")
    assert set(english) == set(chinese)
    other = [name for name in english if places(english[name]) != places(chinese[name])]
    assert other == []


def test_every_name_that_is_asked_for_has_words() -> None:
    assert len(asked_for()) > 50
    assert asked_for() - set(words.load("en")) == set()


def test_chinese_is_chinese() -> None:
    plain = [
        name
        for name, said in words.load("zh").items()
        if said and not any("一" <= sign <= "鿿" for sign in said)
    ]
    assert len(plain) < 12, plain


def test_the_chosen_language_speaks() -> None:
    assert words.choose("zh") == "zh"
    chinese = words.tr("go_live")
    assert words.choose("en") == "en"
    assert words.tr("go_live") == "Go live" != chinese
    assert words.tr("watching", count=3) == "3 watching"


def test_another_language_is_spoken_for_a_moment() -> None:
    words.choose("en")
    with words.speaking("zh"):
        assert words.tr("go_live") == "开始直播"
    assert words.tr("go_live") == "Go live"


def test_no_choice_means_the_systems_language() -> None:
    assert words.choose("") in ("en", "zh")


def test_a_name_without_words_is_noticed() -> None:
    assert words.tr("no_such_name") == "no_such_name"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_words_have_space_around_them(language: str) -> None:
    assert [name for name, said in words.load(language).items() if said != said.strip()] == []
