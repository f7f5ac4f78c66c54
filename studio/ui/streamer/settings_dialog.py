"""The settings: picture, sound, recording, address, look. What waits for the next start says so."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from studio.core.edits import ChangeCanvas, ChangeSecondCanvas
from studio.core.messages.requests import SetSettings
from studio.core.scene import Canvas
from studio.core.settings import ENCODERS, PhoneSettings, Settings
from studio.ui.session import Session
from studio.ui.streamer.cards_page import CardsPage
from studio.ui.streamer.remotes_page import RemotesPage
from studio.ui.streamer.server_dialog import canvas_words
from studio.ui.streamer.store_page import StorePage
from studio.ui.widgets.number_box import NumberBox
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_SIZES = ((1280, 720), (1920, 1080), (720, 1280), (1080, 1920), (1080, 1080))
_RATES = (30, 60)


class SettingsDialog(QDialog):
    """Nothing changes before OK."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("settings"))
        self.setMinimumWidth(760)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        state = session.state
        self._settings = state.settings
        self._canvas = state.show.canvas if state.show is not None else Canvas()
        self._second = state.show.second_canvas if state.show is not None else None
        self._tabs = tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._picture_page(), tr("picture"))
        tabs.addTab(self._recording_page(), tr("recording_page"))
        tabs.addTab(self._address_page(), tr("address_page"))
        tabs.addTab(self._look_page(), tr("look"))
        self.remotes = RemotesPage(session, self._settings.obs)
        tabs.addTab(self.remotes, tr("remotes_page"))
        self.cards = CardsPage(self._settings.overlay)
        tabs.addTab(self.cards, tr("cards_page"))
        self.store = StorePage(session, self._settings.store)
        tabs.addTab(self.store, tr("store_page"))
        buttons = QDialogButtonBox()
        accept = buttons.addButton(tr("save"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setObjectName("primary")
        buttons.addButton(tr("cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(tabs)
        layout.addWidget(buttons)

    def show_field(self, words: str) -> bool:
        """Turn to the field with those words beside it and put the focus there."""
        for form in self._tabs.findChildren(QFormLayout):
            for row in range(form.rowCount()):
                label = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
                field = form.itemAt(row, QFormLayout.ItemRole.FieldRole)
                beside = label.widget() if label is not None else None
                widget = field.widget() if field is not None else None
                if widget and isinstance(beside, QLabel) and beside.text() == words:
                    page = form.parentWidget()
                    self._tabs.setCurrentIndex(self._tabs.indexOf(page) if page else 0)
                    widget.setFocus(Qt.FocusReason.TabFocusReason)
                    return True
        return False

    def _picture_page(self) -> QWidget:
        self.size_box = QComboBox()
        sizes = list(_SIZES)
        now = (self._canvas.width_px, self._canvas.height_px)
        if now not in sizes:
            sizes.insert(0, now)
        for width_px, height_px in sizes:
            shape = tr("upright") if height_px > width_px else tr("wide")
            self.size_box.addItem(f"{width_px} × {height_px}  {shape}", (width_px, height_px))
        self.size_box.setCurrentIndex(sizes.index(now))
        self.second_box = QComboBox()
        self.second_box.addItem(tr("field_off"), None)
        other = (self._second.width_px, self._second.height_px) if self._second else _SIZES[2]
        for width_px, height_px in dict.fromkeys((other, *_SIZES)):
            words = canvas_words(Canvas(width_px, height_px))
            self.second_box.addItem(words, (width_px, height_px))
        self.second_box.setCurrentIndex(1 if self._second is not None else 0)
        self._rate = QComboBox()
        for rate_hz in _RATES:
            self._rate.addItem(tr("pictures_per_s", rate=rate_hz), rate_hz)
        self._rate.setCurrentIndex(max(0, self._rate.findData(self._canvas.rate_hz)))
        self._encoder = QComboBox()
        self._encoder.addItem(tr("best_encoder"), "")
        for name, label in ENCODERS.items():
            self._encoder.addItem(label, name)
        self._encoder.setCurrentIndex(max(0, self._encoder.findData(self._settings.video.encoder)))
        self._bitrate = NumberBox()
        self._bitrate.setRange(100, 50_000)
        self._bitrate.setSingleStep(100)
        self._bitrate.setSuffix(" kb/s")
        self._bitrate.setValue(self._settings.video.bitrate_bps // 1000)
        return _page(
            (tr("size"), self.size_box),
            (tr("second_canvas"), self.second_box),
            (tr("rate"), self._rate),
            (tr("encoder"), self._encoder),
            (tr("bitrate"), self._bitrate),
            note=tr("size_note") if self._session.state.is_on_air else "",
        )

    def _recording_page(self) -> QWidget:
        self._folder = QLineEdit(self._settings.recording.folder)
        self._folder.setPlaceholderText(tr("videos_folder"))
        self._folder.setAccessibleName(tr("folder"))
        choose = QPushButton(tr("choose"))
        choose.clicked.connect(self._choose_folder)
        row = QWidget()
        row.setFocusProxy(self._folder)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._folder, 1)
        layout.addWidget(choose)
        self._warn = NumberBox()
        self._warn.setRange(1, 1440)
        self._warn.setSuffix(" min")
        self._warn.setValue(self._settings.recording.warn_free_s // 60)
        self.both = QCheckBox(tr("record_second_too"))
        self.both.setChecked(self._settings.recording.has_second)
        self._replay = NumberBox()
        self._replay.setRange(0, 120)
        self._replay.setSuffix(" s")
        self._replay.setSpecialValueText(tr("field_off"))
        self._replay.setValue(self._settings.recording.replay_s)
        return _page(
            (tr("folder"), row),
            (tr("warn_when_left"), self._warn),
            (tr("second_canvas"), self.both),
            (tr("replay_kept"), self._replay),
            note=tr("replay_note"),
        )

    def _address_page(self) -> QWidget:
        self._reach = QComboBox()
        self._reach.addItem(tr("reach_here"), "127.0.0.1")
        self._reach.addItem(tr("reach_network"), "0.0.0.0")  # noqa: S104 - the person's choice
        host = self._settings.web.listen_host
        if self._reach.findData(host) < 0:
            self._reach.addItem(host, host)
        self._reach.setCurrentIndex(self._reach.findData(host))
        self._port = NumberBox()
        self._port.setRange(0, 65535)
        self._port.setValue(self._settings.web.listen_port)
        phones = self._settings.phones
        self.phones = QCheckBox(tr("phones_allow"))
        self.phones.setChecked(phones.is_allowed)
        self._phones_port = NumberBox()
        self._phones_port.setRange(0, 65535)
        self._phones_port.setValue(phones.port)
        self._team_port = NumberBox()
        self._team_port.setRange(0, 65535)
        self._team_port.setValue(self._settings.moderators.port)
        self._viewers = NumberBox()
        self._viewers.setRange(1, 500)
        self._viewers.setValue(self._settings.web.max_viewers)
        return _page(
            (tr("reach"), self._reach),
            (tr("port"), self._port),
            (tr("most_viewers"), self._viewers),
            (tr("phones_reach"), self.phones),
            (tr("phones_port"), self._phones_port),
            (tr("team_port"), self._team_port),
            note=tr("address_note"),
        )

    def _look_page(self) -> QWidget:
        self._language = QComboBox()
        for name, words in (("", tr("as_system")), ("en", "English"), ("zh", "中文")):
            self._language.addItem(words, name)
        self._language.setCurrentIndex(self._language.findData(self._settings.ui.language))
        self._theme = QComboBox()
        for name, words in (
            ("", tr("as_system")),
            ("dark", tr("theme_dark")),
            ("light", tr("theme_light")),
        ):
            self._theme.addItem(words, name)
        self._theme.setCurrentIndex(self._theme.findData(self._settings.ui.theme))
        self._motion = QComboBox()
        for name, words in (("", tr("as_system")), ("less", tr("motion_less"))):
            self._motion.addItem(words, name)
        self._motion.setCurrentIndex(self._motion.findData(self._settings.ui.motion))
        return _page(
            (tr("language"), self._language),
            (tr("theme"), self._theme),
            (tr("motion"), self._motion),
        )

    def _choose_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("folder"), self._folder.text())
        if path:
            self._folder.setText(path)

    def wanted(self) -> tuple[Settings, Canvas]:
        """What the dialog says now."""
        width_px, height_px = self.size_box.currentData()
        before, replace = self._settings, msgspec.structs.replace
        settings = replace(
            before,
            video=replace(
                before.video,
                encoder=self._encoder.currentData(),
                bitrate_bps=self._bitrate.value() * 1000,
            ),
            recording=replace(
                before.recording,
                folder=self._folder.text().strip(),
                warn_free_s=self._warn.value() * 60,
                replay_s=self._replay.value(),
                has_second=self.both.isChecked(),
            ),
            web=replace(
                before.web,
                listen_host=self._reach.currentData(),
                listen_port=self._port.value(),
                max_viewers=self._viewers.value(),
            ),
            obs=self.remotes.wanted(),
            overlay=self.cards.wanted(),
            store=self.store.wanted(),
            phones=PhoneSettings(self.phones.isChecked(), self._phones_port.value()),
            moderators=replace(before.moderators, port=self._team_port.value()),
            ui=replace(
                before.ui,
                language=self._language.currentData(),
                theme=self._theme.currentData(),
                motion=self._motion.currentData(),
            ),
        )
        return settings, Canvas(width_px, height_px, self._rate.currentData())

    def wanted_second(self) -> Canvas | None:
        """The second canvas that the dialog says now."""
        size = self.second_box.currentData()
        if size is None:
            return None
        width_px, height_px = size
        return Canvas(width_px, height_px, self._rate.currentData())

    def _save(self) -> None:
        if self.store.trouble:
            self._tabs.setCurrentWidget(self.store)
            self.store.address.setFocus()
            return
        settings, canvas = self.wanted()
        if settings != self._settings:
            self._session.ask(SetSettings(settings))
        self.store.keep_password()
        if canvas != self._canvas:
            self._session.edit(ChangeCanvas(canvas))
        if self.wanted_second() != self._second:
            self._session.edit(ChangeSecondCanvas(self.wanted_second()))
        self.accept()


def _page(*rows: tuple[str, QWidget], note: str = "") -> QWidget:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(4, 16, 4, 8)
    form.setVerticalSpacing(10)
    for words, widget in rows:
        form.addRow(words, widget)
    if note:
        label = plain_label(note, "quiet")
        label.setWordWrap(True)
        form.addRow(label)
    return page
