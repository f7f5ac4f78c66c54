"""Line drawings of 24 units, drawn for this project, in any colour of the theme."""

import json
from collections.abc import Callable
from functools import cache, partial

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QListWidget, QWidget

from studio.ui.theme import ASSETS, Theme

_SIDE_PX = 20
_SCALE = 2
_pictured: dict[int, tuple[str, str, int]] = {}
_made_of: dict[int, tuple[str, str]] = {}  # by Qt's key, which copies of an icon share


@cache
def _paths() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads(
        (ASSETS / "icons" / "icons.json").read_text(encoding="utf-8")
    )
    return loaded


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """The drawing of that name; raises KeyError for a name that is not there."""
    return _icon(name, colour, theme.colours[colour])


@cache
def _picture(name: str, token: str, colour: str, side_px: int) -> QPixmap:
    made = _icon(name, token, colour).pixmap(QSize(side_px, side_px))
    _pictured[made.cacheKey()] = name, token, side_px
    return made


def picture(name: str, theme: Theme, colour: str, side_px: int) -> QPixmap:
    """The drawing for a label."""
    return _picture(name, colour, theme.colours[colour], side_px)


def recolour(window: QWidget, theme: Theme) -> None:
    """Draw every icon of a window anew in the theme's colours."""
    for button in window.findChildren(QAbstractButton):
        _draw_again(button.icon(), button.setIcon, theme)
    for action in window.findChildren(QAction):
        _draw_again(action.icon(), action.setIcon, theme)
    for listed in window.findChildren(QListWidget):
        for row in range(listed.count()):
            item = listed.item(row)
            _draw_again(item.icon(), item.setIcon, theme)
    for box in window.findChildren(QComboBox):
        for row in range(box.count()):
            _draw_again(box.itemIcon(row), partial(box.setItemIcon, row), theme)
    for label in window.findChildren(QLabel):
        drawn = _pictured.get(label.pixmap().cacheKey())
        if drawn is not None:
            name, token, side_px = drawn
            label.setPixmap(picture(name, theme, token, side_px))
    for widget in window.findChildren(QWidget):
        widget.update()


def _draw_again(now: QIcon, use: Callable[[QIcon], object], theme: Theme) -> None:
    made_of = _made_of.get(now.cacheKey())
    if made_of is not None:
        use(icon(made_of[0], theme, made_of[1]))


@cache
def _icon(name: str, token: str, colour: str) -> QIcon:
    made = QIcon(_drawn(name, colour))
    _made_of[made.cacheKey()] = name, token
    return made


@cache
def _drawn(name: str, colour: str) -> QPixmap:
    lines = "".join(f'<path d="{path}"/>' for path in _paths()[name])
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="1.8" stroke-linecap="round" '
        f'stroke-linejoin="round">{lines}</svg>'
    )
    picture = QPixmap(_SIDE_PX * _SCALE, _SIDE_PX * _SCALE)
    picture.setDevicePixelRatio(_SCALE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, _SIDE_PX, _SIDE_PX))
    painter.end()
    return picture
