import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.targets import Target, TargetState, TargetStatus
from studio.ui.theme import Theme
from studio.ui.widgets.server_row import ServerRow
from tests.support.widgets import texts_of

_SHOP = Target("shop", "My shop", "rtmp://shop.example/live")


def row_of(parent: QWidget, theme: Theme, target: Target = _SHOP) -> tuple[ServerRow, list[str]]:
    done: list[str] = []
    row = ServerRow(target, theme, done.append)
    row.setParent(parent)
    row.show()
    return row, done


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (TargetStatus("shop", "x", has_secret=True), ["My shop", "Ready"]),
        (TargetStatus("shop", "x"), ["My shop", "Ready", "No key yet"]),
        (TargetStatus("shop", "x", TargetState.CONNECTING), ["My shop", "Connecting"]),
        (TargetStatus("shop", "x", TargetState.LIVE, sent_bps=2_480_000), ["My shop", "2.5 Mb/s"]),
        (
            TargetStatus("shop", "x", TargetState.RECONNECTING, "the server does not answer"),
            ["My shop", "Reconnecting", "The server does not answer"],
        ),
        (
            TargetStatus("shop", "x", TargetState.FAILED, "the server refuses: bad key"),
            ["My shop", "Stopped", "The server refuses: bad key"],
        ),
    ],
)
def test_it_says_how_the_server_does(
    qtbot: QtBot, parent: QWidget, theme: Theme, status: TargetStatus, said: list[str]
) -> None:
    row, _ = row_of(parent, theme)
    row.show_status(status)
    assert texts_of(row) == said


def test_one_that_is_off_says_so(qtbot: QtBot, parent: QWidget, theme: Theme) -> None:
    row, _ = row_of(parent, theme, Target("shop", "My shop", "rtmp://a/b", is_enabled=False))
    assert texts_of(row) == ["My shop", "Off"]


def test_what_can_be_done_with_it(qtbot: QtBot, parent: QWidget, theme: Theme) -> None:
    row, done = row_of(parent, theme)

    def offered() -> list[str]:
        return [action.text() for action in row.menu().actions() if action.isVisible()][:]

    assert [words for words in offered() if words] == ["Change…", "Turn off", "Remove"]
    row.show_status(TargetStatus("shop", "x", TargetState.FAILED, "no"))
    assert offered()[0] == "Connect now"
    for action in row.menu().actions():
        action.trigger()
    assert done == ["retry", "edit", "toggle", "remove"]
