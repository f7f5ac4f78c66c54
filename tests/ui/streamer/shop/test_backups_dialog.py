from PySide6.QtWidgets import QWidget

from studio.core.library import Backup
from studio.ui.streamer.shop.backups_dialog import BackupsDialog, backup_words
from tests.support.widgets import cut_words, texts_of

_BACKUPS = (
    Backup("b", 1_764_101_640_000, "import", "Summer", 3, 9),
    Backup("a", 1_764_000_000_000, "restore", "Summer", 2, 5),
)


def test_one_is_chosen_and_gone_back_to(parent: QWidget) -> None:
    dialog = BackupsDialog(parent, _BACKUPS)
    chosen: list[object] = []
    dialog.restored.connect(chosen.append)
    dialog.show()
    assert not dialog.restore.isEnabled()
    assert "before an import   Summer · 3 scenes, 9 sources" in dialog.list.item(0).text()
    assert "before going back" in backup_words(_BACKUPS[1])
    dialog.list.setCurrentRow(1)
    assert cut_words(dialog) == []
    dialog.restore.click()
    assert chosen == ["a"]


def test_there_may_be_none_and_one_can_be_made(parent: QWidget) -> None:
    dialog = BackupsDialog(parent, ())
    made: list[object] = []
    dialog.made.connect(lambda: made.append(1))
    dialog.show()
    assert "There is no backup yet" in texts_of(dialog)
    dialog.make.click()
    dialog.show_backups(_BACKUPS)
    assert (made, dialog.list.count()) == ([1], 2)
    dialog.close()
