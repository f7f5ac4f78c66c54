from pytestqt.qtbot import QtBot

from studio.ui.widgets.two_lines import TwoLines


def test_an_empty_line_takes_no_room(qtbot: QtBot) -> None:
    lines = TwoLines()
    qtbot.addWidget(lines)
    assert lines.isHidden()
    lines.show_words("12 watching", "", "")
    one_px = lines.sizeHint().height()
    lines.show_words("12 watching", "YouTube is away", "warning")
    assert lines.words == ("12 watching", "YouTube is away")
    assert lines.sizeHint().height() > one_px
    assert lines.accessibleName() == "12 watching. YouTube is away"
