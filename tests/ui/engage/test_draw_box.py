import msgspec
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.core.engage import DrawNow, DrawRules, DrawState, Shown, Winner
from studio.core.messages.requests import CancelDraw, FreezeDraw, HideEngaged, RevealDraw
from studio.core.messages.results import Engagement
from studio.ui.engage.draw_box import DrawBox
from studio.ui.engage.feed import EngageFeed
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000
OPEN = DrawNow(
    "draw-a",
    DrawRules(prize="A bowl", keyword="bowl", winners=2),
    "0123456789abcdef99",
    1,
    entries=12,
)
DRAWN = msgspec.structs.replace(
    OPEN,
    state=DrawState.DRAWN,
    winners=(Winner("p-anna", "t1", "Anna"), Winner("p-rain", "t2")),
)


class Stand:
    """The box with its feed."""

    def __init__(self, qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> None:
        self.qtbot, self.studio = qtbot, studio
        self.feed = EngageFeed(session)
        self.box = DrawBox(session, theme, self.feed, lambda: None)
        qtbot.addWidget(self.box)
        self.box.resize(300, 300)
        self.box.show()
        qtbot.waitUntil(lambda: self.feed.is_known, timeout=_PATIENCE_MS)

    def show(self, now: DrawNow | None) -> None:
        """The hub says so."""
        self.feed.shown = Shown(draw=now)
        self.box.show_now(0)

    def press(self, words: str) -> None:
        """The button of that name, which has to be seen."""
        button = child(self.box, QPushButton, words)
        assert button.isVisible()
        button.click()

    def seen(self) -> set[str]:
        """What the buttons that are seen say."""
        return {one.text() for one in self.box.findChildren(QPushButton) if one.isVisible()}


@pytest.fixture
def stand(qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme) -> Stand:
    studio.engagement = Engagement()
    return Stand(qtbot, studio, session, theme)


def test_a_draw_goes_its_way_by_its_buttons(stand: Stand) -> None:
    stand.show(None)
    assert stand.seen() == {"Start a draw…"}
    stand.show(OPEN)
    assert stand.seen() == {"Draw now", "Close the list"}
    assert stand.box.note.text() == "12 in"
    assert any("“bowl”" in words for words in texts_of(stand.box))
    assert any("0123456789abcdef…" in words for words in texts_of(stand.box))
    stand.press("Close the list")
    stand.show(msgspec.structs.replace(OPEN, state=DrawState.FROZEN))
    assert stand.seen() == {"Draw now"}
    stand.press("Draw now")
    (cancel,) = stand.box.menu().actions()
    cancel.trigger()
    stand.show(msgspec.structs.replace(OPEN, state=DrawState.CANCELLED))
    assert stand.seen() == {"Start a draw…", "Take off the page"}
    stand.press("Take off the page")
    wanted = [FreezeDraw(), RevealDraw(), CancelDraw(), HideEngaged("draw-a")]
    stand.qtbot.waitUntil(lambda: stand.studio.asked == wanted, timeout=_PATIENCE_MS)


def test_winners_appear_one_after_another(stand: Stand) -> None:
    stand.show(DRAWN)
    assert stand.box.winners.text() == "Anna"
    stand.qtbot.waitUntil(
        lambda: stand.box.winners.text() == "Anna\nSomebody", timeout=_PATIENCE_MS
    )
    stand.show(msgspec.structs.replace(DRAWN, id="draw-b", winners=()))
    assert stand.box.winners.text() == "Nobody took part."
