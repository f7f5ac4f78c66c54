"""What holds a role's window: its session, the look, and another window in another language."""

from collections.abc import Callable
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from studio.ui.bridge import Bridge
from studio.ui.look import Look
from studio.ui.session import Session
from studio.ui.theme import Theme

# Answers that are still on their way to the window of before find it there.
_GOES_AFTER_MS = 1000


class RoleWindow(Protocol):
    """What a role's window can do."""

    def show(self) -> None:
        """Come up."""

    def leave(self) -> None:
        """Remember how everything stands, and go without asking."""

    def deleteLater(self) -> None:
        """Be gone soon."""


WindowT = TypeVar("WindowT", bound=RoleWindow)


class Shell(Generic[WindowT]):
    """``make(session, theme)`` builds the window of a role, again for every language.

    Words are put into widgets when they are built, so a new window in the same place is the one
    way that misses none of them. Colours change in the window that stands: nobody loses what
    they type when the system goes dark in the evening. ``is_following``: it looks as the settings
    of the studio say; a window on another machine has a look of its own.
    """

    def __init__(
        self,
        bridge: Bridge,
        look: Look,
        make: Callable[[Session, Theme], WindowT],
        *,
        is_following: bool = True,
    ) -> None:
        self._is_following = is_following
        self._bridge = bridge
        self.look = look
        self._make = make
        self.session, self.window = self._build(None)
        look.language_changed.connect(self._in_another_language)

    def _build(self, before: Session | None) -> tuple[Session, WindowT]:
        session = Session(self._bridge)
        if before is not None:
            session.state = before.state
        session.changed.connect(lambda: self._follow(session))
        window = self._make(session, self.look.theme)
        if before is not None:
            for signal in (session.show_changed, session.preview_changed, session.changed):
                signal.emit()
        return session, window

    def _follow(self, session: Session) -> None:
        # Before it is connected nobody knows what the person chose.
        if self._is_following and session.state.is_connected:
            self.look.use(session.state.settings.ui)

    def _in_another_language(self) -> None:
        # Not within the event that told of it: its receivers are still at work.
        QTimer.singleShot(0, self.look, self._change_places)

    def _change_places(self) -> None:
        session, window = self.session, self.window
        window.leave()
        session.leave()
        self.session, self.window = self._build(session)
        self.window.show()
        QTimer.singleShot(_GOES_AFTER_MS, self.look, partial(_end, window, session))


def _end(*left: object) -> None:
    """What the program's end has not taken already."""
    for one in left:
        if isinstance(one, QObject) and isValid(one):
            one.deleteLater()
