import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.library import Missing
from studio.ui.streamer.shop.missing_dialog import MissingDialog

_MISSING = (Missing("/old/film.mp4", "Film"), Missing("/old/logo.png", "Logo"))


def test_a_folder_is_searched_and_the_rest_stays(
    parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = MissingDialog(parent, _MISSING)
    folders: list[str] = []
    dialog.searched.connect(folders.append)
    dialog.show()
    answers = iter(["", "/new"])
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: next(answers))
    dialog.look.click()
    dialog.look.click()
    assert folders == ["/new"]
    assert dialog.list.item(0).text() == "Film\n/old/film.mp4"
    dialog.show_missing(_MISSING[1:], 1)
    assert dialog.result == "Found 1; 1 are still missing"
    dialog.show_missing((), 1)
    assert dialog.result == "Nothing is missing any more"
    assert not dialog.look.isEnabled()
    dialog.close()
