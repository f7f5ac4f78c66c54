"""Adding something to the picture or to the sound: a menu of kinds, then what it must know."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from studio.core import edits as ed
from studio.core.guests import GuestLink
from studio.core.ids import new_id
from studio.core.messages.requests import GetDevices
from studio.core.messages.results import Devices, Result
from studio.core.scene import Box, Fit, Layer, Source
from studio.core.sources import (
    AnySourceSettings,
    CardSettings,
    GuestSettings,
    ImageSettings,
    MediaSettings,
    TextSettings,
    has_picture,
)
from studio.ui.icons import icon
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.source_form import SourceForm
from studio.ui.source_names import KINDS, WITH_DEVICE
from studio.ui.streamer.phones_dialog import PhonesDialog
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_GROUPS = (
    ("screen", "window", "camera", "guest"),
    ("media", "image", "text", "card", "colour", "pattern"),
    ("microphone", "system_sound", "tone"),
)
_BOXES = {
    "camera": Box(0.68, 0.66, 0.3, 0.3),
    "guest": Box(0.68, 0.05, 0.3, 0.3),
    "text": Box(0.05, 0.8, 0.6, 0.12),
    "card": Box(0.04, 0.64, 0.38, 0.3),
    "image": Box(0.3, 0.25, 0.4, 0.5),
}


class AddMenu(QMenu):
    """Every kind with its drawing; choosing one opens its dialog, which ends in ``added(id)``."""

    added = Signal(str)

    def __init__(self, parent: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        for place, group in enumerate(_GROUPS):
            if place:
                self.addSeparator()
            for kind in group:
                action = self.addAction(icon(kind, theme), tr(f"kind_{kind}"))
                action.triggered.connect(lambda _checked=False, chosen=kind: self.add(chosen))

    def add(self, kind: str) -> None:
        """Ask for the devices, if it has some, and open the dialog."""
        if kind == "guest":
            self._open_phones()
            return
        if kind not in WITH_DEVICE:
            self._open(kind, Devices())
            return

        def take(result: Result) -> None:
            if isinstance(result, Devices):
                self._open(kind, result)

        self._session.ask(GetDevices(kind), take)

    def _open_phones(self) -> None:
        def made(link: GuestLink) -> None:
            self.insert("guest", link.name, GuestSettings(link.id))

        PhonesDialog(self.parentWidget(), self._session, self._theme, made).open()

    def _open(self, kind: str, devices: Devices) -> None:
        dialog = AddDialog(self.parentWidget(), kind, devices)
        dialog.accepted.connect(lambda: self.insert(kind, dialog.name, dialog.settings))
        dialog.open()

    def insert(self, kind: str, name: str, settings: AnySourceSettings) -> None:
        """Put it into the scene, or only into the mixer when it has no picture."""
        scene = self._session.scene
        source = Source(new_id("source"), name, settings)
        if not has_picture(settings):
            self._session.edit(ed.AddSource(source))
            return
        if scene is None:
            return
        is_whole = kind in ("screen", "window", "media", "colour", "pattern")
        layer = Layer(
            new_id("layer"),
            name,
            source.id,
            box=_BOXES.get(kind, Box()),
            fit=Fit.STRETCH if kind == "colour" else Fit.CONTAIN,
        )
        index = 0 if is_whole and kind == "colour" else None
        self._session.edit(ed.AddLayer(scene.id, layer, source, index))
        self.added.emit(layer.id)


class AddDialog(QDialog):
    """A name and the settings of a new source."""

    def __init__(self, parent: QWidget | None, kind: str, devices: Devices) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("add_kind", kind=tr(f"kind_{kind}")))
        self.setMinimumWidth(420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = QLineEdit(_first_name(kind, devices))
        self._name.setAccessibleName(tr("name"))
        self._form = SourceForm(
            first_settings(kind, devices), devices.devices, lambda _settings: None
        )
        buttons = QDialogButtonBox()
        accept = buttons.addButton(tr("add"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("primary")
        buttons.addButton(tr("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(tr("name"), "quiet"))
        layout.addWidget(self._name)
        layout.addWidget(self._form)
        for sentence in map(said, devices.notes):
            note = plain_label(sentence[:1].upper() + sentence[1:], "alarm")
            note.setProperty("tone", "warning")
            note.setWordWrap(True)
            layout.addWidget(note)
        layout.addWidget(buttons)

    @property
    def name(self) -> str:
        """The name, never empty."""
        return self._name.text().strip()[:200] or tr("unnamed")

    @property
    def settings(self) -> AnySourceSettings:
        """What it is set to."""
        return self._form.settings


def first_settings(kind: str, devices: Devices) -> AnySourceSettings:
    """Settings that make sense at once."""
    if kind == "text":
        return TextSettings(tr("new_text"))
    if kind == "card":
        return CardSettings(tr("new_product"), price="¥0")
    if kind == "media":
        return MediaSettings("")
    if kind == "image":
        return ImageSettings("")
    settings = KINDS[kind]()
    if kind == "window" and devices.devices:
        first = devices.devices[0]
        return KINDS[kind](window_id=first.id, title=first.name)  # type: ignore[return-value]
    return settings  # type: ignore[return-value]


def _first_name(kind: str, devices: Devices) -> str:
    if kind == "window" and devices.devices:
        return devices.devices[0].name
    return tr(f"kind_{kind}")
