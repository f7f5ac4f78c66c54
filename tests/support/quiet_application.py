"""The program's Qt application for tests of mains: takes its look and its end down."""

from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFont, QPalette


class QuietApplication:
    """Takes the look and the end of the program down; this process's Qt is not to be changed."""

    def __init__(self) -> None:
        self.sheets: list[str] = []
        self.quits = 0
        self.translators = 0

    def setFont(self, _font: QFont) -> None:
        """Taken."""

    def setPalette(self, _palette: QPalette) -> None:
        """Taken."""

    def setStyleSheet(self, sheet: str) -> None:
        """Kept."""
        self.sheets.append(sheet)

    def setQuitOnLastWindowClosed(self, _quits: bool) -> None:
        """Taken."""

    def installTranslator(self, _translator: QTranslator) -> None:
        """Taken."""
        self.translators += 1

    def removeTranslator(self, _translator: QTranslator) -> None:
        """Taken away."""
        self.translators -= 1

    def quit(self) -> None:
        """Counted."""
        self.quits += 1
