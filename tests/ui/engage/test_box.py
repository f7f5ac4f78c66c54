import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.ui.engage.box import Box, left_words
from tests.support.widgets import child, texts_of


@pytest.mark.parametrize(
    ("closes_ms", "now_ms", "words"),
    [
        (0, 5, ""),
        (60_000, 0, "1:00"),
        (60_000, 1, "1:00"),
        (60_000, 55_500, "0:05"),
        (5, 9, "0:00"),
    ],
)
def test_what_is_left_is_rounded_up(closes_ms: int, now_ms: int, words: str) -> None:
    assert left_words(closes_ms, now_ms) == words


def test_a_box_has_its_title_and_buttons_side_by_side(qtbot: QtBot) -> None:
    box, done = Box("Poll"), list[str]()
    qtbot.addWidget(box)
    box.button("Start", lambda: done.append("start"), "primary")
    box.button("Close", lambda: done.append("close"))
    box.note.setText("3 votes")
    child(box, QPushButton, "Close").click()
    assert done == ["close"]
    assert texts_of(box) == ["Poll", "3 votes"]
