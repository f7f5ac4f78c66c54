"""A line of words with a smaller, quieter one below it; an empty line takes no room."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.plain_tip import plain_tip


class TwoLines(QWidget):
    """``show_words(first, second, tone)``; the tone is the second line's."""

    def __init__(self, first_name: str = "quiet") -> None:
        super().__init__()
        self._first = plain_label("", first_name)
        self._second = plain_label("", "second")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(self._first)
        layout.addWidget(self._second)
        layout.addStretch(1)
        self.show_words("", "", "")

    @property
    def words(self) -> tuple[str, str]:
        """What the two lines say."""
        return self._first.text(), self._second.text()

    def show_words(self, first: str, second: str, tone: str = "") -> None:
        """Show these."""
        for label, words in ((self._first, first), (self._second, second)):
            if label.text() != words:
                label.setText(words)
            label.setVisible(bool(words))
        set_tone(self._second, tone)
        self.setVisible(bool(first or second))
        tip = "\n".join(words for words in (first, second) if words)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(". ".join(words for words in (first, second) if words))
