"""Entries in words, in both languages."""

import ast
from pathlib import Path

import pytest

from studio.core.journal import LogEntry, LogKind
from studio.ui import words
from studio.ui.streamer.log_words import as_line, entry_words, show_time

_CHRONICLE = Path(__file__).parents[3] / "studio" / "core" / "chronicle.py"


def _entry(word: str, **values: str) -> LogEntry:
    return LogEntry(1_700_000_000_000, LogKind.SETTING, word, values, 61_000)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_word_of_the_chronicle_is_known(language: str) -> None:
    known = words.load(language)
    tree = ast.parse(_CHRONICLE.read_text(encoding="utf-8"))
    written = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    plain = {word for word in written if word.startswith("log_") and not word.endswith("_")}
    assert len(plain) > 12
    assert plain - set(known) == set()


def test_a_setting_has_the_name_a_person_knows() -> None:
    words.choose("en")
    entry = _entry("log_setting", name="video.bitrate_bps", value="3000000")
    assert entry_words(entry) == "Setting changed: bitrate is 3000000"
    unknown = _entry("log_setting", name="video.new", value="1")
    assert entry_words(unknown) == "Setting changed: video.new is 1"


def test_a_sentence_is_told_in_the_persons_language() -> None:
    words.choose("zh")
    text = "The computer is too busy: some pictures were skipped"
    line = entry_words(_entry("log_alarm_over", text=text))
    words.choose("en")
    assert line.startswith("已恢复：")
    assert "computer" not in line


def test_an_entry_of_another_version_is_shown_as_it_is() -> None:
    assert entry_words(_entry("log_scene", other="x")) == "log_scene x"
    assert entry_words(_entry("log_new_word", a="b")) == "log_new_word"


def test_a_line_has_time_of_day_and_of_the_show() -> None:
    words.choose("en")
    first, second, third = as_line(_entry("log_scene", scene="Host")).split("\t")
    assert (second, third) == ("00:01:01", "The scene is “Host”")
    assert len(first) == 8
    assert show_time(-1) == ""
