import pytest
from pytestqt.qtbot import QtBot

from studio.core.guests import GuestLifetime, GuestLink, GuestState
from studio.core.status import GuestStatus
from studio.ui.theme import Theme
from studio.ui.widgets.guest_row import GuestRow, figures_of, until_words
from tests.support.widgets import texts_of

_LINK = GuestLink("guest-a", "Anna", 1_700_000_000_000, GuestLifetime.HOUR)


def row_of(qtbot: QtBot, theme: Theme, link: GuestLink) -> tuple[GuestRow, list[str]]:
    acts: list[str] = []
    row = GuestRow(link, theme, acts.append)
    qtbot.addWidget(row)
    row.show()
    return row, acts


def test_it_says_who_what_and_until_when(qtbot: QtBot, theme: Theme) -> None:
    row, _ = row_of(qtbot, theme, _LINK)
    said = texts_of(row)
    assert said[:2] == ["Anna", "waiting"]
    assert said[2].startswith("until ")
    status = GuestStatus("guest-a", 3.0, 1280, 720, 29.8, 1_240_000)
    row.show_link(GuestLink("guest-a", "Anna", 0, state=GuestState.ON_AIR), status)
    assert texts_of(row) == ["Anna", "ON AIR", "1280 × 720 · 30 fps · 1.2 Mb/s"]


@pytest.mark.parametrize(
    ("state", "has_revoke"),
    [(GuestState.WAITING, True), (GuestState.ON_AIR, True), (GuestState.EXPIRED, False)],
)
def test_its_menu_fits_its_state(
    qtbot: QtBot, theme: Theme, state: GuestState, has_revoke: bool
) -> None:
    row, acts = row_of(qtbot, theme, GuestLink("guest-a", "Anna", 0, state=state))
    actions = {action.text(): action for action in row.menu().actions()}
    assert ("Withdraw the link" in actions) == has_revoke
    actions["Make another code"].trigger()
    actions["Remove from the list"].trigger()
    assert acts == ["renew", "forget"]


def test_words_for_sound_alone_and_for_what_ended() -> None:
    assert figures_of(GuestStatus("guest-a", received_bps=32_000)) == "0.0 Mb/s"
    assert until_words(GuestLink("guest-a", "A", 0, state=GuestState.REVOKED)) == ""
