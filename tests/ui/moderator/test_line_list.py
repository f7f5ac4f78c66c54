"""Sentences with times: added at either end without disturbing the rest."""

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from studio.ui.moderator.line_list import Line, LineList, LineModel
from studio.ui.theme import Theme

_PATIENCE_MS = 30_000


def lines(*numbers: int) -> list[Line]:
    return [Line(str(number), "12:00", f"line {number} " * 9, f"m{number}") for number in numbers]


def test_only_what_is_new_is_inserted() -> None:
    model = LineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.set(lines(3, 4))
    model.set(lines(1, 2, 3, 4))
    model.set(lines(1, 2, 3, 4, 5))
    model.set(lines(1, 2, 3, 4, 5))
    assert resets == []
    assert [model.line(row).id for row in range(5)] == ["1", "2", "3", "4", "5"]
    model.set(lines(9))
    assert resets == [True]
    assert model.index(0).data().startswith("12:00  line 9")


def test_the_newest_stays_in_sight_until_somebody_scrolls(qtbot: QtBot, theme: Theme) -> None:
    visited: list[str] = []
    view = LineList(theme, "Whisper", visited.append, is_from_end=True)
    qtbot.addWidget(view)
    view.resize(200, 120)
    view.show()
    qtbot.waitExposed(view)
    view.show_lines(lines(*range(30)))
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    said: list[bool] = []
    view.reading_changed.connect(said.append)
    view.scrollToTop()
    assert said == [True]
    view.show_lines(lines(*range(40)))
    assert bar.value() == 0
    view.activated.emit(view.lines.index(3))
    assert visited == ["m3"]


def test_older_ones_are_wanted_at_the_end(qtbot: QtBot, theme: Theme) -> None:
    view = LineList(theme, "Audit")
    qtbot.addWidget(view)
    view.resize(200, 120)
    view.show()
    view.show_lines(lines(*range(30)))
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 0, timeout=_PATIENCE_MS)
    with qtbot.waitSignal(view.near_end, timeout=_PATIENCE_MS):
        view.scrollToBottom()
    assert not view.grab().isNull()
