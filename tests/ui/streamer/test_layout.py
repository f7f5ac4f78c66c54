import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.streamer.layout import whole_of


class Parts:
    """Empty parts."""

    def __init__(self) -> None:
        self.header, self.scenes, self.layers, self.sound = (QWidget() for _ in range(4))
        self.preview, self.details, self.audience, self.health = (QWidget() for _ in range(4))
        self.servers = QWidget()


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (2560, 1300)])
def test_lists_left_programme_in_the_middle_details_right(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    parts = Parts()
    for part in (parts.header, parts.health):
        part.setFixedHeight(40)
    whole = whole_of(parts)
    qtbot.addWidget(whole)
    whole.resize(*size)
    whole.show()

    def left(part: QWidget) -> int:
        return part.mapTo(whole, part.rect().topLeft()).x()

    def top(part: QWidget) -> int:
        return part.mapTo(whole, part.rect().topLeft()).y()

    assert left(parts.scenes) < left(parts.preview) < left(parts.details)
    assert top(parts.scenes) < top(parts.layers) < top(parts.sound)
    assert top(parts.header) < top(parts.details) < top(parts.servers) < top(parts.audience)
    assert top(parts.audience) < top(parts.health)
    assert parts.preview.width() > 0.38 * size[0]
    assert parts.scenes.width() >= 236
    assert parts.details.width() >= 288
