from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from studio.core.preview_ring import PreviewWriter
from studio.core.scene import Canvas
from studio.core.status import PreviewInfo
from studio.ui.theme import Theme
from studio.ui.widgets.picture_view import PictureView

_PATIENCE_MS = 30_000


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PictureView:
    made = PictureView(theme, lambda: "The picture comes in a moment")
    qtbot.addWidget(made)
    made.set_canvas(Canvas(1280, 720))
    made.resize(820, 470)
    made.show()
    return made


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[PreviewWriter]:
    writer = PreviewWriter(tmp_path / "preview.ring", 16, 9)
    yield writer
    writer.close()


def middle_of(view: PictureView) -> tuple[int, int, int]:
    colour = view.grab().toImage().pixelColor(400, 225)
    return colour.red(), colour.green(), colour.blue()


def test_it_shows_the_newest_picture(qtbot: QtBot, view: PictureView, ring: PreviewWriter) -> None:
    assert not view.has_picture
    view.open(PreviewInfo(str(ring.path), 16, 9))
    view.set_hurry(True)
    ring.write(bytes((0, 0, 200, 255)) * 144)
    qtbot.waitUntil(lambda: view.has_picture, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: middle_of(view) == (200, 0, 0), timeout=_PATIENCE_MS)
    ring.write(bytes((0, 180, 0, 255)) * 144)
    qtbot.waitUntil(lambda: middle_of(view) == (0, 180, 0), timeout=_PATIENCE_MS)
    assert view.image.width() == 16


def test_a_ring_that_is_not_there_is_no_picture(view: PictureView, tmp_path: Path) -> None:
    view.open(PreviewInfo(str(tmp_path / "none.ring"), 16, 9))
    assert not view.has_picture
    assert len({middle_of(view)}) == 1


def test_an_upright_canvas_is_shown_whole(view: PictureView) -> None:
    view.set_canvas(Canvas(720, 1280))
    place = view.place()
    assert place.height() == pytest.approx(450)
    assert place.width() == pytest.approx(450 * 720 / 1280)
    assert place.center().x() == pytest.approx(410)
    assert view.canvas_point(QPointF(410, 235)) == pytest.approx((360, 640))
