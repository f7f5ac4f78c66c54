"""No two states look the same, not even to somebody who sees no colour."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from studio.ui.condition import Condition, Standing
from studio.ui.theme import Theme
from studio.ui.widgets.state_shape import StateBadge, draw_shape, state_icon


def _drawn(condition: Condition) -> bytes:
    image = QImage(32, 32, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    draw_shape(painter, condition, QRectF(4, 4, 24, 24), QColor("white"))
    painter.end()
    return bytes(image.constBits())


def test_states_have_shapes_of_their_own(qtbot: QtBot) -> None:
    waiting = {Condition.CONNECTING, Condition.RESTARTING}  # both wait for a part of the studio
    told_apart = [one for one in Condition if one not in waiting]
    assert len({_drawn(one) for one in told_apart}) == len(told_apart)


def test_the_badge_says_word_and_reason(qtbot: QtBot, theme: Theme) -> None:
    badge = StateBadge(theme)
    qtbot.addWidget(badge)
    badge.show_standing(Standing(Condition.RECONNECTING, ("YouTube is away",)))
    badge.show()
    assert (badge.text(), badge.toolTip()) == ("RECONNECTING", "YouTube is away")
    assert badge.property("tone") == "away"
    assert badge.accessibleName() == "RECONNECTING"


def test_an_icon_for_every_size_of_a_task_bar(qtbot: QtBot, theme: Theme) -> None:
    icon = state_icon(Standing(Condition.LIVE), theme)
    assert {size.width() for size in icon.availableSizes()} >= {16, 32, 64}
    middle = icon.pixmap(32, 32).toImage().pixelColor(16, 16)
    assert middle.name() == theme.colours["live"]
