from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from studio.core.imports import Note
from studio.core.library import Taken
from studio.ui import words
from studio.ui.streamer.shop.import_dialog import ImportDialog, note_words
from tests.support.widgets import cut_words, texts_of

_TAKEN = Taken(
    "Evening",
    "OBS Studio / Streamlabs Desktop",
    tuple(f"Scene {number}" for number in range(15)),
    9,
    has_profile=True,
    notes=(Note("Host / Camera", "its filter was left out"),),
)


def test_what_comes_and_what_does_not_is_read_before(parent: QWidget, tmp_path: Path) -> None:
    dialog = ImportDialog(parent, "/x/evening.json", _TAKEN)
    chosen: list[object] = []
    dialog.chosen.connect(chosen.append)
    dialog.show()
    said = " ".join(texts_of(dialog))
    for part in (
        "Evening",
        "From OBS Studio",
        "15 scenes: Scene 0",
        "(+3)",
        "A profile",
        "Not as it was: 1",
    ):
        assert part in said
    assert dialog.notes.item(0).text() == "Host / Camera: Its filter was left out"
    assert cut_words(dialog) == []
    dialog.save_report(tmp_path / "report.txt")
    assert "Host / Camera" in (tmp_path / "report.txt").read_text(encoding="utf-8")
    dialog.keep.click()
    assert chosen == [False]


def test_one_that_loses_nothing_says_so(parent: QWidget) -> None:
    dialog = ImportDialog(parent, "/x/a.json", Taken("A", "Hawker", ("One",), 1))
    chosen: list[object] = []
    dialog.chosen.connect(chosen.append)
    dialog.show()
    assert "Everything can be carried" in texts_of(dialog)
    assert not dialog.notes.isVisible()
    dialog.open_now.click()
    assert chosen == [True]


@pytest.mark.parametrize(
    ("where", "what", "said"),
    [
        (
            "scene 'Talk', item 'Camera'",
            "it is not mirrored here",
            "场景 'Talk', 项目 'Camera'：这里不做镜像翻转",
        ),
        ("source 'my scene'", "it is not carried", "来源 'my scene'：没有带过来"),
        ("hotkeys", "they are not carried", "快捷键：没有带过来"),
        ('scene "it\'s, scene"', "no scene uses it", '场景 "it\'s, scene"：没有场景用到它'),
    ],
)
def test_a_note_is_said_in_the_persons_language(where: str, what: str, said: str) -> None:
    words.choose("zh")
    assert note_words(Note(where, what)) == said
    words.choose("en")
    english = note_words(Note(where, what))
    assert english == f"{where[0].upper()}{where[1:]}: {what[0].upper()}{what[1:]}"
