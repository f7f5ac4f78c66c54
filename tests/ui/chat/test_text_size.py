from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.chat.text_size import STEPS_PX, TextSize
from studio.ui.memory import Memory


def test_a_step_is_used_at_once_and_remembered(tmp_path: Path) -> None:
    used: list[int] = []
    size = TextSize(Memory(tmp_path / "window.json"), used.append)
    assert size.text_px == STEPS_PX["normal"]
    size.choose("larger")
    size.change(1)
    size.change(1)  # there is no larger one
    assert used == [22, 28]
    again = TextSize(Memory(tmp_path / "window.json"), used.append)
    assert again.step == "largest"


def test_what_was_kept_by_another_version_is_no_harm() -> None:
    memory = Memory()
    memory.keep_state("chat.text", b"\xff\xfe enormous")
    assert TextSize(memory, lambda _px: None).step == "normal"


def test_the_menu_shows_which_one_holds(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    size = TextSize(Memory(), lambda _px: None)
    size.choose("large")
    actions = size.menu(parent).actions()
    assert [action.isChecked() for action in actions] == [False, True, False, False]
    actions[0].trigger()
    assert size.step == "normal"
