"""Every word in the window, in the person's language, from ``assets/i18n``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from PySide6.QtCore import QLocale

from studio.ui.theme import ASSETS

LANGUAGES = ("en", "zh")
_chosen: dict[str, str] = {}
_spoken = ["en"]


@cache
def load(language: str) -> dict[str, str]:
    """The words of a language."""
    words: dict[str, str] = json.loads(
        (ASSETS / "i18n" / f"{language}.json").read_text(encoding="utf-8")
    )
    return words


def choose(language: str) -> str:
    """Speak this language from now on; empty: the system's if we have it. Gives the choice."""
    if language not in LANGUAGES:
        is_chinese = QLocale.system().language() is QLocale.Language.Chinese
        language = "zh" if is_chinese else "en"
    _spoken[0] = language
    _chosen.clear()
    _chosen.update(load(language))
    return language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a moment."""
    before = _spoken[0]
    choose(language)
    try:
        yield
    finally:
        choose(before)


def language() -> str:
    """What is spoken now: "en" or "zh"."""
    return _spoken[0]


def tr(key: str, /, **values: object) -> str:
    """The words of that name; a name without words is shown as it is, so that it is noticed."""
    if not _chosen:
        choose("")
    words = _chosen.get(key, key)
    return words.format(**values) if values else words
