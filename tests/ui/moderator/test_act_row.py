"""Buttons keep their places; what destroys stands apart."""

from pytestqt.qtbot import QtBot

from studio.ui.moderator.act_row import ActRow, RowAct


def test_what_destroys_is_far_from_the_commonest(qtbot: QtBot) -> None:
    done: list[str] = []
    can = [True]
    row = ActRow(
        [RowAct("Let through", "A", lambda: done.append("A"), lambda: can[0])],
        [RowAct("Delete", "D", lambda: done.append("D"), lambda: can[0])],
    )
    qtbot.addWidget(row)
    row.resize(300, 40)
    row.show()
    near, apart = row.button("A"), row.button("D")
    assert apart.geometry().left() - near.geometry().right() >= 32
    assert near.accessibleName() == "Let through, A"
    places = near.geometry(), apart.geometry()
    near.click()
    can[0] = False
    row.refresh()
    near.click()
    apart.click()
    assert done == ["A"]
    assert (near.geometry(), apart.geometry()) == places
