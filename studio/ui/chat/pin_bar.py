"""The pinned message on top of the chat, with where it is seen and how to take it down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from studio.ui.chat.pins import Pins
from studio.ui.chat.wording import name_of
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_MOST_CHARACTERS = 140


class PinBar(QFrame):
    """Not there while nothing is pinned."""

    def __init__(self, pins: Pins) -> None:
        super().__init__()
        self._pins = pins
        self.setObjectName("pinbar")
        self.where = plain_label("", "pinwhere")
        self.words = plain_label("")
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.down = QPushButton(tr("pin_down"))
        self.down.setToolTip(tr("pin_down_tip"))
        self.down.clicked.connect(pins.take_down)
        above = QHBoxLayout()
        above.addWidget(self.where, 1)
        above.addWidget(self.down, 0, Qt.AlignmentFlag.AlignRight)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 4, 8, 8)
        rows.setSpacing(4)
        rows.addLayout(above)
        rows.addWidget(self.words)
        pins.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is pinned now."""
        pin = self._pins.pin
        self.setVisible(pin is not None)
        if pin is None:
            return
        places = [
            tr(word)
            for word, is_there in (
                ("pin_picture", pin.is_on_picture),
                ("pin_page", pin.is_on_page),
            )
            if is_there
        ]
        both = tr("pin_both", first=places[0], second=places[1]) if len(places) > 1 else ""
        self.where.setText(tr("pin_where", places=both or "".join(places)))
        text = pin.message.message.text
        cut = text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "\u2026"
        self.words.setText(f"{name_of(pin.message)}: {cut}")
