import pytest
from pytestqt.qtbot import QtBot

from studio.core.overlay import CardLook, CardSize, Place
from studio.core.settings import OverlaySettings
from studio.ui.streamer.cards_page import CardsPage
from studio.ui.words import tr


@pytest.mark.parametrize("place", Place)
def test_it_says_what_holds_and_gives_what_is_chosen(qtbot: QtBot, place: Place) -> None:
    settings = OverlaySettings(place, CardSize.LARGE, CardLook.LIGHT)
    page = CardsPage(settings)
    qtbot.addWidget(page)
    assert page.wanted() == settings
    page.look.setCurrentText(tr("cards_look_dark"))
    page.size_box.setCurrentIndex(0)
    assert page.wanted() == OverlaySettings(place, CardSize.SMALL, CardLook.DARK)
