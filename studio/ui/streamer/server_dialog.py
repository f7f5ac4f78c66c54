"""One server to send the show to: which service, its address, and its key, which stays hidden."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from studio.core.errors import BadInputError
from studio.core.ids import new_id
from studio.core.scene import Canvas
from studio.core.second_canvas import shape_of, turned
from studio.core.services import CUSTOM, SERVICES, Service, exceeded, service_of
from studio.core.settings import VideoSettings
from studio.core.targets import MOST_SECRET_CHARACTERS, CanvasChoice, Target, check_target
from studio.ui.sentences import said
from studio.ui.widgets.dialog_foot import DialogFoot
from studio.ui.widgets.panel import fit_height, plain_label, set_tone
from studio.ui.words import tr

_WIDTH_PX = 460
_SCHEMES = "rtmp://  rtmps://  srt://  https://"


class Sent(msgspec.Struct, frozen=True):
    """How the show is sent now, and whether it goes to other servers too."""

    video: VideoSettings = VideoSettings()
    canvas: Canvas = Canvas()
    has_others: bool = False
    second: Canvas | None = None


class ServerDialog(QDialog):
    """``save(target, key)`` at the end; ``key`` None: as it was."""

    def __init__(
        self,
        parent: QWidget,
        target: Target | None,
        has_key: bool,
        sent: Sent,
        save: Callable[[Target, str | None], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("server_edit") if target is not None else tr("server_add"))
        self.setMinimumWidth(_WIDTH_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._target = target
        self._save_to = save
        self._sent = sent
        self.service = QComboBox()
        for service in SERVICES:
            self.service.addItem(service.name, service.id)
        self.service.addItem(tr("server_custom"), CUSTOM)
        self.name = QLineEdit(target.name if target is not None else "")
        self.address = QLineEdit(target.url if target is not None else "")
        self.address.setPlaceholderText(_SCHEMES)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setMaxLength(MOST_SECRET_CHARACTERS)
        self.key.setPlaceholderText(tr("server_key_kept") if has_key else "")
        self.canvas = _canvas_box(target, sent)
        self.note = plain_label("", "quiet")
        self.note.setWordWrap(True)
        self._lay_out()
        self._show_service(target)
        self.service.activated.connect(lambda _place: self._choose_service())
        self.canvas.activated.connect(lambda _place: self._check())
        for line in (self.name, self.address):
            line.textChanged.connect(lambda _text: self._check())
        self._check()

    def target(self) -> Target:
        """What the dialog says now. Raises BadInputError."""
        name = self.name.text().strip() or tr("server_unnamed")
        before = self._target
        found = Target(
            before.id if before is not None else new_id("server"),
            name[:100],
            self.address.text().strip()[:2048],
            before.is_enabled if before is not None else True,
            self.canvas.currentData(),
        )
        check_target(found)
        return found

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (tr("server_service"), self.service),
            (tr("server_name"), self.name),
            (tr("server_address"), self.address),
            (tr("server_key"), self.key),
            (tr("server_canvas"), self.canvas),
        ):
            field.setAccessibleName(words)
            form.addRow(words, field)
        buttons = DialogFoot(self, tr("save"), self._accept)
        self.accept_button = buttons.accept_button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.note)
        layout.addWidget(buttons)

    def _show_service(self, target: Target | None) -> None:
        known = service_of(target.url) if target is not None else SERVICES[0]
        self.service.setCurrentIndex(self.service.findData(known.id if known else CUSTOM))
        if target is None:
            self._choose_service()

    def _choose_service(self) -> None:
        chosen = self._chosen()
        names = {one.name for one in SERVICES} | {""}
        if chosen is not None:
            self.address.setText(chosen.url)
            self.address.setPlaceholderText(
                _SCHEMES if chosen.url else tr("server_own_address", name=chosen.name)
            )
            if self.name.text() in names:
                self.name.setText(chosen.name)
        elif service_of(self.address.text()) is not None or not self.address.text():
            self.address.clear()
            self.address.setPlaceholderText(_SCHEMES)
            if self.name.text() in names:
                self.name.clear()
            self.address.setFocus()
        self._check()

    def _chosen(self) -> Service | None:
        return next((one for one in SERVICES if one.id == self.service.currentData()), None)

    def _check(self) -> None:
        words = self._service_words()
        tone = "warning" if words else ""
        try:
            self.target()
            is_right = True
        except BadInputError as error:
            is_right = False
            if self.address.text().strip():
                words, tone = said(error.what), "warning"
        self.accept_button.setEnabled(is_right)
        self.note.setText(words or tr("server_key_note"))
        set_tone(self.note, tone)
        if self.isVisible():
            fit_height(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All words of the note have room, however they are wrapped."""
        super().resizeEvent(event)
        fit_height(self.note)

    def _service_words(self) -> str:
        """What is too much for the service, and what it asks of those who stream elsewhere too."""
        address = self.address.text().strip()
        service = service_of(address) if address else self._chosen()
        if service is None:
            return ""
        found = [
            tr(
                f"server_limit_{one.kind}",
                name=service.name,
                most=f"{one.most:g}",
                now=f"{one.now:g}",
            )
            for one in exceeded(service, self._sent.video, self._canvas_now())
        ]
        if service.has_rule and self._sent.has_others:
            found.append(tr(f"server_rule_{service.id}"))
        return "\n".join(found)

    def _canvas_now(self) -> Canvas:
        is_second = self.canvas.currentData() is CanvasChoice.SECOND
        return (is_second and self._sent.second) or self._sent.canvas

    def _accept(self) -> None:
        self._save_to(self.target(), self.key.text().strip() or None)
        self.accept()


def _canvas_box(target: Target | None, sent: Sent) -> QComboBox:
    box = QComboBox()
    box.addItem(canvas_words(sent.canvas), CanvasChoice.FIRST)
    box.addItem(canvas_words(sent.second or turned(sent.canvas)), CanvasChoice.SECOND)
    chosen = target.canvas if target is not None else CanvasChoice.FIRST
    box.setCurrentIndex(box.findData(chosen))
    box.setEnabled(sent.second is not None)
    box.setToolTip("" if sent.second is not None else tr("canvas_none_yet"))
    return box


def canvas_words(canvas: Canvas) -> str:
    """A canvas in a list: its shape and size."""
    shape = tr(f"canvas_{shape_of(canvas)}")
    return f"{shape}  {canvas.width_px} × {canvas.height_px}"
