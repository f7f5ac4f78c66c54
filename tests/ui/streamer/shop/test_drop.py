import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.ui.streamer.shop.drop import DropImport

_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_NOTHING = Qt.KeyboardModifier.NoModifier


def drop(window: QWidget, *paths: str) -> None:
    """Bring files over the window and let go of them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), _COPY, data, _LEFT, _NOTHING))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), _COPY, data, _LEFT, _NOTHING))


@pytest.mark.parametrize(
    ("paths", "taken"),
    [
        (("/x/scenes.JSON",), ["/x/scenes.JSON"]),
        (("/x/basic.ini",), ["/x/basic.ini"]),
        (("/x/shop.hawker.zip",), ["/x/shop.hawker.zip"]),
        (("/x/film.mp4",), []),
        (("/x/a.json", "/x/b.json"), []),
    ],
)
def test_only_one_file_of_scenes_is_taken(
    parent: QWidget, paths: tuple[str, ...], taken: list[str]
) -> None:
    found: list[str] = []
    DropImport(parent, found.append)
    drop(parent, *paths)
    assert found == taken
