import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from studio.core.errors import BadInputError
from studio.ui import words
from studio.ui.linguist import SENTENCES, WINDOW, Entry, entries_of, from_ts, main, take, to_ts
from studio.ui.sentences import templates
from studio.ui.theme import ASSETS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the words."""
    copy = tmp_path / "i18n"
    shutil.copytree(ASSETS / "i18n", copy)
    return copy


def test_every_word_of_the_program_is_in_the_file() -> None:
    entries = from_ts(to_ts(entries_of("zh"), "zh"))
    window = {one.name: one.translated for one in entries if one.context == WINDOW}
    sentences = {one.english: one.translated for one in entries if one.context == SENTENCES}
    assert window == {name: said for name, said in words.load("zh").items() if said}
    assert sentences == dict(templates("zh"))


def test_there_and_back_changes_nothing(folder: Path, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    file = str(tmp_path / "hawker_zh.ts")
    assert main(["export", file], folder) == 0
    assert main(["import", file], folder) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_qts_own_tools_read_it_and_nothing_is_unfinished(tmp_path: Path) -> None:
    file, compiled = tmp_path / "hawker_zh.ts", tmp_path / "hawker_zh.qm"
    assert main(["export", str(file)]) == 0
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-fail-on-unfinished", file, "-qm", compiled], check=True, timeout=60)
    translator = QTranslator()
    assert translator.load(str(compiled))
    assert translator.translate(WINDOW, "Go live", "go_live") == "开始直播"
    assert translator.translate(SENTENCES, next(iter(templates("zh")))) in templates("zh").values()


def test_what_was_translated_is_taken_over(folder: Path) -> None:
    live = Entry(WINDOW, "go_live", "Go live", "开播")
    stale = Entry(WINDOW, "end_show", "An older English", "旧")
    unknown = Entry(SENTENCES, "", "nobody says this", "没人说")
    assert take([live, stale, unknown], "zh", folder) == 1
    known = json.loads((folder / "zh.json").read_text(encoding="utf-8"))
    assert known["go_live"] == "开播"
    assert known["end_show"] == words.load("zh")["end_show"]


def test_another_language_begins_unfinished(folder: Path) -> None:
    data = to_ts(entries_of("fr", folder), "fr")
    assert b'type="unfinished"' in data
    assert from_ts(data) == []


@pytest.mark.parametrize("translated", ["{count} 人 {more}", "没有数", "{count", "}"])
def test_other_places_are_refused(translated: str) -> None:
    entry = Entry(WINDOW, "watching", "{count} watching", translated)
    with pytest.raises(BadInputError):
        from_ts(to_ts([entry], "zh"))


@pytest.mark.parametrize("data", [b"", b"no words", b"<TS><context>", b'{"a": "b"}'])
def test_another_file_is_refused_in_one_sentence(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    path = tmp_path / "other.ts"
    path.write_bytes(data)
    assert main(["import", str(path)], folder) == 1
    assert capsys.readouterr().err.startswith("other.ts: ")


def test_a_call_that_says_nothing_is_told_how() -> None:
    assert main([]) == main(["mix", "a.ts"]) == 2
