"""Line drawings of 24 units, drawn for this project, in any colour of the theme."""

import json
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.ui.theme import ASSETS, Theme

_SIDE_PX = 20
_SCALE = 2


@cache
def _paths() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = json.loads(
        (ASSETS / "icons" / "icons.json").read_text(encoding="utf-8")
    )
    return loaded


def icon(name: str, theme: Theme, colour: str = "text") -> QIcon:
    """The drawing of that name; raises KeyError for a name that is not there."""
    return QIcon(_drawn(name, theme.colours[colour]))


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
