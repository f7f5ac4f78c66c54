"""Everything that keeps a whole room in order, for a window: buttons, dialogs and commands."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages.requests import AllowAndLearn, Request, SetRoom, UndoLearning
from studio.core.messages.results import Learned, Result
from studio.core.room import RoomMessage
from studio.ui.chat.nuke_dialog import NukeDialog
from studio.ui.chat.room_menu import SLOW_S, RoomMenu
from studio.ui.chat.rule_words import name_words, slow_words
from studio.ui.chat.rules_dialog import open_rules
from studio.ui.chat.shield_button import ShieldButton
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.toast import Say, ToastAct
from studio.ui.words import tr

_LONGEST = 80


class RoomOrder(QObject):
    """Put ``shield`` and ``menu`` into a heading, and the commands into the book.

    ``settings`` gives those of the room; ``say`` shows a sentence in the window.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        theme: Theme,
        settings: Callable[[], ChatSettings],
        say: Say,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._settings = settings
        self.say = say
        self.shield = ShieldButton(session, theme)
        self.menu = RoomMenu(session, theme, settings, self.open_rules, self.open_nuke)

    def open_rules(self) -> None:
        """The rules, and a line to try them with."""
        open_rules(self._session, self._theme, self._window)

    def open_nuke(self) -> None:
        """A phrase to be taken away."""
        NukeDialog(self._session, self._window, self.say).open()

    def learn(self, kept: RoomMessage) -> None:
        """Let a message through and have its rule allow it; then say what it learned."""

        def take(result: Result) -> None:
            if isinstance(result, Learned):
                self._say_learned(result)

        self._session.ask(AllowAndLearn(kept.message.id), take)

    def _say_learned(self, learned: Learned) -> None:
        rule = name_words(learned.rule)
        words = tr("learned_nothing", rule=rule)
        if learned.allowed:
            words = tr("learned", rule=rule, allowed=", ".join(learned.allowed)[:_LONGEST])
        undo = partial(self._ask, UndoLearning(learned.learned_id))
        self.say(words, act=ToastAct(tr("undo"), undo))

    def commands(self) -> list[Command]:
        """What the palette and the menus list."""
        settings = self._settings()
        is_up = self.shield.shield is not None
        group = partial(Command, group="chat")
        listed = partial(Command, group="chat", is_in_menu=False)
        shield = tr("shield_lower") if is_up else tr("shield_raise_ask")
        return [
            group("chat.shield", shield, self.shield.press, ("Ctrl+Shift+H",)),
            group("chat.rules", tr("rules_open"), self.open_rules),
            group("chat.nuke", tr("nuke_open"), self.open_nuke),
            *(
                listed(
                    f"chat.set_slow_{seconds}",
                    tr("slow_mode_set", time=slow_words(seconds)),
                    partial(self._ask, SetRoom(slow_mode_s=seconds)),
                )
                for seconds in SLOW_S
            ),
            *(
                listed(
                    f"chat.set_writers_{one.value}",
                    tr("writers_set", who=tr(f"writers_{one.value}")),
                    partial(self._ask, SetRoom(writers=one)),
                )
                for one in Writers
            ),
            listed(
                "chat.set_emotes",
                tr("room_emotes"),
                partial(self._ask, SetRoom(is_emote_only=not settings.is_emote_only)),
                is_checked=lambda: self._settings().is_emote_only,
            ),
        ]

    def _ask(self, request: Request) -> None:
        self._session.ask(request)
