"""How the program looks and speaks: language, colours, motion; changed while it runs."""

import logging

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.core.settings import UiSettings
from studio.ui import icons, motion, words
from studio.ui.theme import Theme, chosen_theme, live_theme, palette_of, studio_font, style_sheet

_log = logging.getLogger("studio.ui.look")
_QT_WORDS = {"zh": "qtbase_zh_CN", "en": "qtbase_en"}


class Look(QObject):
    """One per process. ``theme`` is the same object for good; its colours change.

    ``language_changed``: what was built before still speaks the other language.
    """

    language_changed = Signal(str)

    def __init__(self, application: QApplication, settings: UiSettings) -> None:
        super().__init__()
        self._application = application
        self._settings = settings
        self._translator: QTranslator | None = None
        self.theme: Theme = live_theme(chosen_theme(settings.theme))
        self.language = words.choose(settings.language)
        motion.choose(settings.motion)
        application.setFont(studio_font())
        self._speak_qt()
        self._paint()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def use(self, settings: UiSettings) -> None:
        """What the person chose from now on."""
        if settings == self._settings:
            return
        before, self._settings = self._settings, settings
        motion.choose(settings.motion)
        self._follow_system()
        if settings.language != before.language and words.choose(settings.language) != (
            self.language
        ):
            self.language = words.language()
            self._speak_qt()
            self.language_changed.emit(self.language)

    def _follow_system(self) -> None:
        wanted = chosen_theme(self._settings.theme)
        if wanted.name == self.theme.name:
            return
        self.theme.become(wanted)
        self._paint()
        for window in QApplication.topLevelWidgets():
            icons.recolour(window, self.theme)

    def _paint(self) -> None:
        self._application.setPalette(palette_of(self.theme))
        self._application.setStyleSheet(style_sheet(self.theme))

    def _speak_qt(self) -> None:
        """Qt's own words: its file dialog, "Cancel" of its boxes, the menu of a text field."""
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
        self._translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(_QT_WORDS[self.language], folder):
            self._application.installTranslator(self._translator)
        else:
            _log.info("Qt brings no words in %s", self.language)
