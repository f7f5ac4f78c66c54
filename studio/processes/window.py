"""The window's process: finds or starts the studio, then shows the streamer's window."""

import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from studio.core.messages.events import Event, Topic
from studio.core.messages.requests import Request, ShutDown
from studio.core.messages.results import Result
from studio.core.paths import SETTINGS_FILE, SHOW_FILE, log_dir_of
from studio.core.scene import Show
from studio.core.settings_file import load_settings_or_default
from studio.core.start import HubStart
from studio.processes.launch import address_of, find_hub, import_early, start_keeper
from studio.processes.ringing import Ringing, alarm_player
from studio.processes.serve import is_loopback_only
from studio.ui.bridge import Bridge, ControlConnection
from studio.ui.look import Look
from studio.ui.memory import WINDOW_FILE, Memory
from studio.ui.session import Session
from studio.ui.shell import Shell
from studio.ui.streamer.window import StreamerWindow
from studio.ui.theme import Theme

_LET_GO_MS = 1500


class HubConnection:
    """The bridge's connection, made of the control socket's client."""

    def __init__(
        self,
        data_dir: Path,
        on_event: Callable[[Event], None],
        on_connected: Callable[[bool], None],
        topics: Topic = Topic.ALL,
    ) -> None:
        # Imported late, so that the studio can start before aiohttp is loaded.
        from studio.web.client import ControlClient, LinkState

        self._client = ControlClient(
            lambda: address_of(data_dir),
            topics,
            on_event,
            lambda state: on_connected(state is LinkState.CONNECTED),
        )

    def start(self) -> None:
        """Begin to connect."""
        self._client.start()

    def request(self, request: Request) -> Awaitable[Result]:
        """Ask the hub."""
        return self._client.request(request)

    def close(self) -> Awaitable[None]:
        """Disconnect."""
        return self._client.close()


def open_window(data_dir: Path, *, is_demo: bool) -> int:
    """Start the studio unless it runs, open the window, and stay until it is closed."""
    is_first = is_first_run(data_dir, is_demo=is_demo)
    if find_hub(data_dir) is None:
        start_keeper(HubStart(str(data_dir), is_demo=is_demo, is_loopback_only=is_loopback_only()))
    import_early("studio.web.client")
    application = QApplication(sys.argv[:1])
    bridge = Bridge(lambda told, state: _connection(data_dir, told, state))
    bridge.start()
    ringing = Ringing(QApplication.beep, alarm_player)
    shell = build_shell(application, bridge, data_dir, ringing)
    shell.window.show()
    if is_first:
        shell.session.ready.connect(lambda: shell.window.upkeep.open_first_run())
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, lambda: _interrupt(shell)))
    status = application.exec()
    bridge.stop()
    ringing.close()
    return status


def is_first_run(data_dir: Path, *, is_demo: bool) -> bool:
    """Whether nobody has used this data folder yet, and no demo is asked for."""
    used = (SETTINGS_FILE, SHOW_FILE)
    return not is_demo and not any((data_dir / name).exists() for name in used)


def _interrupt(shell: Shell[StreamerWindow]) -> None:
    """Ctrl-C in the terminal: off air everything ends; a show that is on air goes on."""
    if shell.session.state.is_on_air:
        print("The show goes on. Start the studio again to take it up.", file=sys.stderr)
        QApplication.quit()
        return
    shell.window.close()


def build_shell(
    application: QApplication,
    bridge: Bridge,
    data_dir: Path,
    ring: Callable[[bool], None] | None = None,
) -> Shell[StreamerWindow]:
    """The window in the person's language and colours; closing it ends the program."""
    settings, _complaint = load_settings_or_default(data_dir / SETTINGS_FILE)
    look = Look(application, settings.ui)
    memory = Memory(data_dir / WINDOW_FILE)
    application.setQuitOnLastWindowClosed(False)

    def make(session: Session, theme: Theme) -> StreamerWindow:
        def close(is_ending: bool) -> None:
            if not is_ending:
                application.quit()
                return
            session.ask(ShutDown(), lambda _result: application.quit())
            QTimer.singleShot(_LET_GO_MS, application.quit)

        log_path = str(log_dir_of(data_dir) / "hub.log")
        window = StreamerWindow(session, theme, _demo_show, close, memory, log_path)
        if ring is not None:
            window.upkeep.bell.play = ring
        return window

    return Shell(bridge, look, make)


def _connection(
    data_dir: Path, on_event: Callable[[Event], None], on_connected: Callable[[bool], None]
) -> ControlConnection:
    return HubConnection(data_dir, on_event, on_connected)


def _demo_show() -> Show:
    from studio.engine.demo_show import demo_show

    return demo_show()
