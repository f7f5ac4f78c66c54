"""One kind of device: a list of what was found, and the chosen one live, seen or heard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from studio.core.messages.events import Event, TrialReported
from studio.core.messages.requests import GetDevices, TrySource
from studio.core.messages.results import Devices, PictureRings, Result
from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    MicrophoneSettings,
    ScreenSettings,
)
from studio.core.status import DeviceInfo
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.meter import LevelMeter
from studio.ui.widgets.panel import plain_label, set_tone
from studio.ui.widgets.picture_view import PictureView
from studio.ui.words import tr

_HEARD_DB = -45.0
_MAKE: dict[str, Callable[[str], AnySourceSettings]] = {
    "camera": CameraSettings,
    "microphone": MicrophoneSettings,
    "screen": ScreenSettings,
}


class DevicePage(QWidget):
    """`enter` begins to look, `leave` ends it; ``device`` is what was chosen, None for nothing."""

    def __init__(self, kind: str, session: Session, theme: Theme) -> None:
        super().__init__()
        self.kind = kind
        self._session = session
        self._is_entered = False
        self._devices: tuple[DeviceInfo, ...] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr(f"kind_{kind}"))
        self.choice.activated.connect(lambda _place: self._try())
        self.picture = PictureView(theme, self._waiting_words)
        self.meter = LevelMeter(theme)
        self._word = plain_label("", "alarm")
        self._word.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        note = plain_label(tr(f"first_{kind}"), "quiet")
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addWidget(self.choice)
        is_sound = kind == "microphone"
        self.picture.setVisible(not is_sound)
        self.meter.setVisible(is_sound)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.meter)
        layout.addWidget(self._word)
        if is_sound:
            layout.addStretch(1)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        session.heard.connect(self._hear)

    @property
    def device(self) -> DeviceInfo | None:
        """What was chosen."""
        place = self.choice.currentData()
        return self._devices[place] if place is not None and place < len(self._devices) else None

    @property
    def sentence(self) -> str:
        """What it says of the device."""
        return self._word.text()

    def enter(self) -> None:
        """Find devices and look at the first."""
        self._is_entered = True
        self._session.ask(GetDevices(self.kind), self._take)

    def leave(self) -> None:
        """Let go of it."""
        self._is_entered = False
        self.picture.close_ring()
        self._session.ask(TrySource(None))

    def _waiting_words(self) -> str:
        """What stands where the picture would be."""
        return tr("first_waits") if self.device is not None else tr("first_no_picture")

    def _take(self, result: Result) -> None:
        if not isinstance(result, Devices) or not isValid(self):
            return  # the wizard was closed while the devices were looked for
        before = self.device
        self._devices = result.devices
        self.choice.clear()
        for place, device in enumerate(result.devices):
            self.choice.addItem(device.name, place)
        self.choice.addItem(tr("first_none_of_it"), None)
        known = [device.id for device in result.devices]
        self.choice.setCurrentIndex(known.index(before.id) if before and before.id in known else 0)
        if not result.devices:
            notes = " ".join(map(said, result.notes))
            self._say(notes or tr(f"first_no_{self.kind}"), "warning")
        else:
            self._say("", "")
        self._try()

    def _try(self) -> None:
        device = self.device
        self.picture.close_ring()
        if not self._is_entered:
            return
        settings = _MAKE[self.kind](device.id) if device is not None else None
        self._session.ask(TrySource(settings), self._show)

    def _show(self, result: Result) -> None:
        if isinstance(result, PictureRings) and self._is_entered and isValid(self):
            self.picture.open(result.preview)

    def _hear(self, event: Event) -> None:
        if not isinstance(event, TrialReported) or not self._is_entered or self.device is None:
            return
        self.meter.set_level(event.peak_db)
        if event.status.reason:
            self._say(said(event.status.reason), "warning")
        elif self.kind == "microphone":
            is_heard = event.peak_db > _HEARD_DB
            if is_heard:
                self._say(tr("first_heard"), "good")
            elif self._word.property("tone") != "good":
                self._say(tr("first_speak"), "")
        elif event.status.width_px:
            size = f"{event.status.width_px} × {event.status.height_px}"
            self._say(tr("first_seen", size=size), "good")

    def _say(self, words: str, tone: str) -> None:
        self._word.setText(words)
        set_tone(self._word, tone)
