import cv2
import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from studio.ui.widgets.qr import QrView


def grabbed(view: QrView) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


def test_a_phone_reads_the_address(qtbot: QtBot) -> None:
    view = QrView(200)
    qtbot.addWidget(view)
    address = "http://192.168.1.20:8480/"
    view.set_text(address)
    view.show()
    enlarged = cv2.resize(grabbed(view), None, fx=3, fy=3, interpolation=cv2.INTER_NEAREST)
    framed = cv2.copyMakeBorder(enlarged, 60, 60, 60, 60, cv2.BORDER_CONSTANT, value=(255,))
    text, _corners, _straight = cv2.QRCodeDetector().detectAndDecode(framed)
    assert text == address
    assert view.accessibleName() == address


def test_no_address_is_no_picture(qtbot: QtBot) -> None:
    view = QrView()
    qtbot.addWidget(view)
    view.set_text("http://127.0.0.1/")
    view.set_text("")
    view.show()
    assert len(np.unique(grabbed(view))) == 1
