"""The moderator's process: a window on the studio of this machine, or on one it is paired with."""

import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.core.messages.events import Topic
from studio.core.paths import SETTINGS_FILE
from studio.core.settings_file import load_settings_or_default
from studio.processes.window import HubConnection
from studio.ui.bridge import Bridge
from studio.ui.look import Look
from studio.ui.memory import Memory
from studio.ui.moderator.window import ModeratorWindow
from studio.ui.session import Session
from studio.ui.shell import Shell
from studio.ui.theme import Theme

# Not the streamer's file: two windows on one data folder would write over each other.
MEMORY_FILE = "moderator-window.json"
TOPICS = Topic.SHOW | Topic.STATS | Topic.ALARMS | Topic.CHAT | Topic.TEAM


def open_moderator(data_dir: Path) -> int:
    """Open the window and stay until it is closed."""
    application = QApplication(sys.argv[:1])
    bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state, TOPICS))
    bridge.start()
    shell = build_moderator(application, bridge, data_dir)
    shell.window.show()
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, shell.window.close))
    status = application.exec()
    bridge.stop()
    return status


def build_moderator(
    application: QApplication, bridge: Bridge, data_dir: Path
) -> Shell[ModeratorWindow]:
    """The window in the person's language and colours; closing it ends the program."""
    settings, _complaint = load_settings_or_default(data_dir / SETTINGS_FILE)
    look = Look(application, settings.ui)
    memory = Memory(data_dir / MEMORY_FILE)
    application.setQuitOnLastWindowClosed(False)

    def make(session: Session, theme: Theme) -> ModeratorWindow:
        return ModeratorWindow(session, theme, application.quit, memory)

    return Shell(bridge, look, make)
