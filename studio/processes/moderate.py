"""The moderator's process: a window on the studio of this machine, or on one it is paired with."""

import asyncio
import getpass
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.core.messages.events import Event
from studio.processes.launch import import_early
from studio.processes.own_look import OwnLook
from studio.ui.bridge import Bridge, ControlConnection
from studio.ui.look import Look
from studio.ui.memory import Memory
from studio.ui.moderator.door import Door
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.shell import Shell
from studio.ui.theme import Theme

if TYPE_CHECKING:
    from studio.processes.moderator_link import ModeratorLink

# Not the streamer's file: two windows on one data folder would write over each other.
MEMORY_FILE = "moderator-window.json"


class Entrance:
    """Joins the door in the window to the link on the bridge's loop."""

    def __init__(self, data_dir: Path, invitation: str = "", name: str = "") -> None:
        self._data_dir = data_dir
        self._invitation = invitation
        self._loop: asyncio.AbstractEventLoop | None = None
        self._link: ModeratorLink | None = None
        self.door = Door(self._pair, name)

    def make(
        self, on_event: Callable[[Event], None], on_connected: Callable[[bool], None]
    ) -> ControlConnection:
        """The bridge's connection; made on its loop."""
        # Imported late, so that the command answers before aiohttp is loaded.
        from studio.processes.moderator_link import ModeratorLink

        self._loop = asyncio.get_running_loop()
        self._link = ModeratorLink(
            self._data_dir,
            on_event,
            on_connected,
            self.door.say,
            invitation=self._invitation,
            name=self.door.name,
        )
        return self._link

    def _pair(self, invitation: str, name: str) -> None:
        if self._loop is not None and self._link is not None:
            self._loop.call_soon_threadsafe(self._link.pair, invitation, name)


def open_moderator(data_dir: Path, invitation: str = "") -> int:
    """Open the window and stay until it is closed. ``invitation`` "-": ask in the terminal."""
    if invitation == "-":
        print("Invitation: ", end="", file=sys.stderr, flush=True)
        invitation = sys.stdin.readline().strip()
    import_early("studio.processes.moderator_link")
    application = QApplication(sys.argv[:1])
    entrance = Entrance(data_dir, invitation, own_name())
    bridge = Bridge(entrance.make)
    bridge.start()
    shell = build_moderator(application, bridge, data_dir, entrance.door)
    shell.window.show()
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, shell.window.close))
    status = application.exec()
    bridge.stop()
    return status


def own_name() -> str:
    """How this machine's person is called, if the system says so."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def build_moderator(
    application: QApplication, bridge: Bridge, data_dir: Path, door: Door | None = None
) -> Shell[ModeratorWindow]:
    """The window in the person's language and colours; closing it ends the program."""
    own = OwnLook(data_dir)
    look = Look(application, own.ui)
    memory = Memory(data_dir / MEMORY_FILE)
    application.setQuitOnLastWindowClosed(False)

    def make(session: Session, theme: Theme) -> ModeratorWindow:
        return ModeratorWindow(
            session, theme, application.quit, memory, lambda: own.commands(look.use), door
        )

    return Shell(bridge, look, make, is_following=False)
