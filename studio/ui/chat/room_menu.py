"""A menu for the whole room: how fast, who may write, the rules, a phrase taken away."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages.requests import SetRoom
from studio.ui.chat.rule_words import slow_words
from studio.ui.icons import icon
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.words import tr

SLOW_S = (0, 5, 10, 30, 60, 120)


class RoomMenu(QToolButton):
    """``settings`` gives those of the room, whenever the menu opens."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        settings: Callable[[], ChatSettings],
        open_rules: Callable[[], object],
        open_nuke: Callable[[], object],
    ) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._open_rules = open_rules
        self._open_nuke = open_nuke
        self.setIcon(icon("filter", theme))
        self.setIconSize(QSize(18, 18))
        self.setToolTip(tr("room"))
        self.setAccessibleName(tr("room"))
        self.clicked.connect(lambda _checked=False: self.open())

    def open(self) -> None:
        """Below the button."""
        menu = self.menu_now()
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_now(self) -> QMenu:
        """Made anew, so that it says what holds."""
        menu = QMenu(self)
        settings = self._settings()
        slow = self._choices(menu, tr("slow_mode"))
        known = SLOW_S if settings.slow_mode_s in SLOW_S else (*SLOW_S, settings.slow_mode_s)
        for seconds in known:
            is_now = settings.slow_mode_s == seconds
            self._choice(slow, slow_words(seconds), is_now, SetRoom(slow_mode_s=seconds))
        who = self._choices(menu, tr("writers"))
        for writers in Writers:
            is_now = settings.writers is writers
            self._choice(who, tr(f"writers_{writers.value}"), is_now, SetRoom(writers=writers))
        emotes, is_open = settings.is_emote_only, settings.is_page_open
        self._choice(menu, tr("room_emotes"), emotes, SetRoom(is_emote_only=not emotes))
        self._choice(menu, tr("room_open"), is_open, SetRoom(is_page_open=not is_open))
        menu.addSeparator()
        menu.addAction(tr("rules_open"), self._open_rules)
        menu.addAction(tr("nuke_open"), self._open_nuke)
        return menu

    @staticmethod
    def _choices(menu: QMenu, words: str) -> QMenu:
        made = menu.addMenu(words)
        QActionGroup(made).setExclusive(True)
        return made

    def _choice(self, menu: QMenu, words: str, is_now: bool, request: SetRoom) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_now)
        action.triggered.connect(lambda _checked=False: self._session.ask(request))
        return action
