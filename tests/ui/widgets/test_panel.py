from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, fit_height, plain_label, rule, set_tone, tool_button


def test_a_label_shows_markup_as_it_was_typed(qtbot: QtBot) -> None:
    label = plain_label("<b>5</b> & more", "quiet")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.objectName() == "quiet"


def test_a_tool_says_its_name_and_acts(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    button = tool_button("add", "Add a scene", theme, lambda: done.append("added"))
    qtbot.addWidget(button)
    button.show()
    assert button.accessibleName() == button.toolTip() == "Add a scene"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert done == ["added", "added"]


def test_a_panel_has_its_title_tools_and_body(qtbot: QtBot, theme: Theme) -> None:
    panel = Panel("Scenes", theme)
    qtbot.addWidget(panel)
    tool = panel.add_tool("add", "Add", lambda: None)
    panel.body.addWidget(plain_label("inside"))
    panel.resize(300, 120)
    panel.show()
    panel.set_title("Layers")
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert texts == ["Layers", "inside"]
    assert tool.geometry().right() > 250


def test_a_tone_is_a_property_of_the_sheet(qtbot: QtBot) -> None:
    label = plain_label("LIVE", "state")
    qtbot.addWidget(label)
    set_tone(label, "live")
    assert label.property("tone") == "live"


def test_a_rule_is_a_thin_line(qtbot: QtBot) -> None:
    line = rule()
    qtbot.addWidget(line)
    line.show()
    assert line.objectName() == "rule"


def test_a_label_keeps_room_for_its_wrapped_words(qtbot: QtBot) -> None:
    label = plain_label("many words " * 30)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    label.resize(200, 10)
    fit_height(label)
    assert label.minimumHeight() == label.heightForWidth(200) > 50
