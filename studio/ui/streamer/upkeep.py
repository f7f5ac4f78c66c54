"""What keeps watch around the streamer's window: bell, title and tray, health's details."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from studio.core.messages.events import AlarmRaised, Event
from studio.core.messages.requests import SetSettings
from studio.core.scene import Show
from studio.core.status import Severity, ShowState
from studio.ui.first_run.wizard import FirstRun
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.streamer.bell import Bell
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.health_details import HealthDetails
from studio.ui.streamer.log_dialog import LogDialog
from studio.ui.streamer.outside import Outside
from studio.ui.theme import Theme
from studio.ui.words import tr


class Upkeep(QObject):
    """Belongs to one window; ``say`` shows a sentence in it."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        theme: Theme,
        health: HealthBar,
        say: Callable[[str], None],
        demo_show: Callable[[], Show],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._theme = theme
        self._health = health
        self._say = say
        self._demo_show = demo_show
        self.bell = Bell(window, session)
        self.outside = Outside(window, session, theme)
        health.judged.connect(self.bell.hear)
        health.opened.connect(self.open_health)
        session.heard.connect(self._hear)

    @property
    def is_muted(self) -> bool:
        """Whether alarms are only shown."""
        return self._session.state.settings.ui.is_alarm_muted

    def open_health(self) -> None:
        """What stands behind the health bar."""
        HealthDetails(self._window, self._session, self._health).show()

    def open_first_run(self) -> None:
        """Devices, measuring, a first show; off air only."""
        state = self._session.state
        if state.is_on_air or state.state is ShowState.REHEARSAL:
            self._say(tr("first_on_air"))
            return
        FirstRun(self._window, self._session, self._theme, self._demo_show).open()

    def open_log(self) -> None:
        """What happened, and when."""
        LogDialog(self._window, self._session, self._theme).show()

    def acknowledge(self) -> None:
        """Ring no more for what is wrong now."""
        self._say(tr("alarms_seen") if self.bell.acknowledge() else tr("no_alarms"))

    def toggle_mute(self) -> None:
        """Let alarms be heard, or only show them."""
        settings = self._session.state.settings
        ui = msgspec.structs.replace(settings.ui, is_alarm_muted=not self.is_muted)
        self._session.ask(SetSettings(msgspec.structs.replace(settings, ui=ui)))

    def _hear(self, event: Event) -> None:
        """A note answers what somebody just did, also while the health bar says something else."""
        if isinstance(event, AlarmRaised) and event.alarm.severity is Severity.NOTE:
            self._say(said(event.alarm.text))
