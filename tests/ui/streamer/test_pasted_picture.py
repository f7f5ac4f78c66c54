import base64
import hashlib

from PySide6.QtGui import QColor, QImage, QPixmap
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import PICTURE_PART_BYTES, KeepPicture
from studio.core.sources import ImageSettings
from studio.ui.session import Session
from studio.ui.streamer.pasted_picture import PastedPicture
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000


def noise(side_px: int) -> QImage:
    """A picture that PNG cannot make small."""
    import random

    data = random.Random(1).randbytes(side_px * side_px * 4)
    return QImage(data, side_px, side_px, QImage.Format.Format_RGB32).copy()


def test_a_large_picture_goes_in_parts_and_is_whole(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    sender = PastedPicture(session)
    with qtbot.waitSignal(sender.kept, timeout=_PATIENCE_MS) as told:
        assert sender.keep(noise(500))
    parts = [one for one in studio.asked if isinstance(one, KeepPicture)]
    assert len(parts) > 1
    whole = b"".join(base64.b64decode(part.data) for part in parts)
    assert len(whole) == parts[0].total_bytes
    assert hashlib.sha256(whole).hexdigest() == parts[0].digest
    assert [part.offset for part in parts][1] == PICTURE_PART_BYTES
    assert told.args == [f"/data/pictures/{parts[0].digest}.png", 500, 500]


def test_a_pixmap_is_a_picture_and_nothing_is_not(session: Session) -> None:
    sender = PastedPicture(session)
    dot = QPixmap(2, 2)
    dot.fill(QColor("#ffffff"))
    assert sender.keep(dot)
    assert not sender.keep(QImage())
    assert not sender.keep("words")


def test_it_becomes_a_layer_with_a_name() -> None:
    one = PastedPicture.fallen("/p/a.png", 40, 30)
    assert one.settings == ImageSettings("/p/a.png")
    assert one.size_px == (40, 30)
    assert one.name.startswith("Pasted ")
