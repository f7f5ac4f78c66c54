import pytest
from pytestqt.qtbot import QtBot

from studio.core.engage import Poll, PollNow
from studio.ui.engage.poll_bars import PollBars, shares
from studio.ui.theme import Theme

POLL = Poll("poll-a", "Which?", ("Blue", "White with a name that is far too long for its row"), 1)


@pytest.mark.parametrize(
    ("counts", "expected"), [((0, 0), [0, 0]), ((1, 2), [33, 67]), ((5, 0), [100, 0])]
)
def test_shares_of_nothing_are_nothing(counts: tuple[int, int], expected: list[int]) -> None:
    assert shares(PollNow(POLL, counts)) == expected


def test_a_longer_bar_has_more_of_the_accent_and_all_of_it_is_read_out(
    qtbot: QtBot, theme: Theme
) -> None:
    bars = PollBars(theme)
    qtbot.addWidget(bars)
    bars.show_poll(PollNow(POLL, (3, 1), is_closed=True))
    bars.resize(300, bars.sizeHint().height())
    bars.show()
    picture = bars.grab().toImage()
    ground = picture.pixelColor(294, 16)
    assert picture.pixelColor(200, 4) != ground  # 75 %
    assert picture.pixelColor(200, 40) == ground  # 25 %
    assert "Blue: 75 %" in bars.accessibleDescription()
    assert "too long for its row" in bars.toolTip()
