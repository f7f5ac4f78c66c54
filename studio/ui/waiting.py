"""What a window says while it has no studio: first that it looks for it, then where to read why."""

from PySide6.QtCore import QObject, QTimer, Signal

from studio.ui.session import Session
from studio.ui.words import tr

_PATIENCE_MS = 10_000


class Waiting(QObject):
    """``log_path``: where the hub writes down what hinders it. ``changed``: other words now."""

    changed = Signal()

    def __init__(self, session: Session, log_path: str, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(session)
        self._session = session
        self._log_path = log_path
        self._is_long = False
        self._timer = QTimer(self, singleShot=True, interval=patience_ms)
        self._timer.timeout.connect(self._lose_patience)
        session.changed.connect(self._follow)
        self._follow()

    @property
    def words(self) -> str:
        """For the place where the picture will be."""
        if self._session.state.is_connected:
            return tr("preview_waits")
        return tr("hub_missing", log=self._log_path) if self._is_long else tr("reconnecting")

    def _follow(self) -> None:
        if self._session.state.is_connected:
            self._timer.stop()
            self._is_long = False
        elif not self._timer.isActive() and not self._is_long:
            self._timer.start()

    def _lose_patience(self) -> None:
        self._is_long = True
        self.changed.emit()
