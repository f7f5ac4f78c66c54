"""The windows beside the window: the multiview, and the programme on other displays."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from studio.ui.command import Command
from studio.ui.pictures import Pictures
from studio.ui.session import Session
from studio.ui.streamer.multiview import Multiview
from studio.ui.streamer.projector import Projector
from studio.ui.theme import Theme
from studio.ui.words import tr


class Monitors:
    """Opened by commands; they go with the window."""

    def __init__(self, owner: QWidget, session: Session, theme: Theme, pictures: Pictures) -> None:
        self._owner = owner
        self._session = session
        self._projectors: list[Projector] = []
        self.on_projected: Callable[[], None] = lambda: None
        self.multiview = Multiview(session, theme, pictures, owner)

    def toggle_multiview(self) -> None:
        """All scenes at once, or away."""
        if self.multiview.isVisible():
            self.multiview.close()
        else:
            self.multiview.show()
            self.multiview.raise_()
            self.multiview.activateWindow()

    def project(self, screen: QScreen) -> Projector:
        """The programme over that display."""
        projector = Projector(self._session, self._owner)
        self._projectors.append(projector)
        projector.changed.connect(self._projected)
        projector.fill(screen)
        return projector

    def projected_px(self) -> int:
        """How long the longest picture of a projector is; 0 without one."""
        return max((one.long_side_px for one in self._projectors), default=0)

    def _projected(self) -> None:
        self._projectors = [one for one in self._projectors if one.isVisible()]
        self.on_projected()

    def commands(self) -> list[Command]:
        """One for the multiview, and one a display."""
        found = [
            Command(
                "view.multiview",
                tr("multiview"),
                self.toggle_multiview,
                ("Ctrl+Shift+M",),
                "view",
                is_checked=self.multiview.isVisible,
            )
        ]
        found += [
            Command(
                f"view.projector_{number}",
                tr("projector_on", number=number, name=screen.name()),
                partial(self.project, screen),
                group="view",
            )
            for number, screen in enumerate(QGuiApplication.screens(), 1)
        ]
        return found
