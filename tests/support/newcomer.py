"""A studio as somebody meets it for the first time: an empty home, no settings, no show.

The window is real and lives in this process; hub and engine are processes of their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication

from studio.core.start import HubStart
from studio.processes.launch import end_all, start_keeper, wait_for_hub
from studio.processes.window import HubConnection, build_shell, is_first_run
from studio.ui.bridge import Bridge
from studio.ui.shell import Shell
from studio.ui.streamer.window import StreamerWindow

_END_S = 60.0


@dataclass(slots=True)
class Newcomer:
    """``has_left`` when the window was closed and the program would end."""

    shell: Shell[StreamerWindow]
    data_dir: Path
    home: Path
    viewer_port: int
    has_left: bool = False

    @property
    def window(self) -> StreamerWindow:
        """What they look at."""
        return self.shell.window

    def processes(self) -> list[str]:
        """What runs for them: everything that was started with their home."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("HOME") == str(self.home):
                    found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        return found

    def faults(self) -> list[str]:
        """What the logs call an error, and what nobody caught."""
        files = sorted((self.data_dir / "log").glob("*.log"))
        lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
        signs = (" ERROR ", " CRITICAL ", "Traceback")
        return [line for line in lines if any(sign in line for sign in signs)]


@contextmanager
def newcomer(
    application: QApplication, place: Path, patch: pytest.MonkeyPatch
) -> Iterator[Newcomer]:
    """The window with the first run in front, as `hawker studio` opens it; with timecode."""
    home, data_dir = place / "home", place / "data"
    for folder in (home, data_dir):
        folder.mkdir()
    assert is_first_run(data_dir, is_demo=False)
    with patch.context() as there:
        there.setenv("HOME", str(home))
        keeper = start_keeper(HubStart(str(data_dir), "127.0.0.1:0", has_timecode=True))
    hub = wait_for_hub(data_dir, keeper)
    bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
    shell = build_shell(application, bridge, data_dir)
    person = Newcomer(shell, data_dir, home, hub.viewer_port)
    # This process goes on after its window.
    patch.setattr(application, "quit", lambda: setattr(person, "has_left", True))
    shell.session.ready.connect(lambda: shell.window.upkeep.open_first_run())
    bridge.start()
    shell.window.show()
    try:
        yield person
    finally:
        shell.window.leave()
        bridge.stop()
        shell.window.deleteLater()
        end_all(data_dir)
        keeper.wait(_END_S)
