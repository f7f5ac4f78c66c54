from pathlib import Path

from PySide6.QtWidgets import QWidget

from studio.core.imports import Note
from studio.core.library import Taken
from studio.ui.streamer.shop.import_dialog import ImportDialog
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
    for words in (
        "Evening",
        "From OBS Studio",
        "15 scenes: Scene 0",
        "(+3)",
        "A profile",
        "Not as it was: 1",
    ):
        assert words in said
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
