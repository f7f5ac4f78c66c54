import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.platforms import PlatformNow, YouTubePlatform
from studio.ui.streamer.platform_page import PlatformPage
from studio.ui.theme import Theme

PLACE = YouTubePlatform(id="y", broadcast="https://youtu.be/abcdefghijk")


@pytest.fixture
def acts() -> list[str]:
    return []


def made(
    qtbot: QtBot, theme: Theme, acts: list[str], place: YouTubePlatform | None
) -> PlatformPage:
    page = PlatformPage(theme, Platform.YOUTUBE, place, lambda name, _page: acts.append(name))
    qtbot.addWidget(page)
    page.resize(520, 560)
    page.show()
    return page


def test_a_new_one_can_be_saved_once_it_says_where_it_is(
    qtbot: QtBot, theme: Theme, acts: list[str]
) -> None:
    page = made(qtbot, theme, acts, None)
    assert not page.save.isEnabled()
    assert not page.remove.isVisible()
    line = page.form.widgets["broadcast"]
    assert isinstance(line, QLineEdit)
    line.setText(PLACE.broadcast)
    assert page.save.isEnabled()
    page.save.click()
    assert acts == ["save"]
    assert page.platform_id.startswith("youtube-")


def test_units_and_trouble_are_shown(qtbot: QtBot, theme: Theme, acts: list[str]) -> None:
    page = made(qtbot, theme, acts, PLACE)
    assert not page.save.isEnabled(), "nothing is new"
    reason = "YouTube does not let us read this chat"
    status = ConnectorStatus(
        "y", PLACE.kind, PLACE.broadcast, ConnectorState.REFUSED, reason, budget_left=9_120
    )
    page.show_now(PLACE, PlatformNow("y", status, secrets=("key",), day_units=10_000))
    assert page.why.text() == reason
    assert "9,120 of 10,000 units left today" in page.figures.text()
    assert (page.budget.value(), page.budget.maximum()) == (9_120, 10_000)
    page.retry.click()
    page.toggle.click()
    page.remove.click()
    assert acts == ["retry", "toggle", "remove"]
    well = ConnectorStatus("y", PLACE.kind, "x", ConnectorState.RECEIVING)
    page.show_now(PLACE, PlatformNow("y", well))
    assert not page.retry.isVisible()
    assert page.word.text() == "Receiving"
