"""A form for the settings of any kind of source, made from the fields of its struct."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from studio.core.sources import AnySourceSettings, PatternStyle, TextAlign
from studio.core.status import DeviceInfo
from studio.ui.source_names import kind_of, settings_with
from studio.ui.widgets.colour_button import ColourButton
from studio.ui.widgets.number_box import NumberBox
from studio.ui.words import tr

_FILTERS = {
    "media": "*.mp4 *.mov *.mkv *.webm *.m4a *.mp3 *.wav *.flac *.ogg",
    "image": "*.png *.jpg *.jpeg *.webp *.gif",
    "card": "*.png *.jpg *.jpeg *.webp *.gif",
}
_SPANS = {
    "size_px": (6, 400),
    "outline_px": (0, 40),
    "wrap_px": (0, 7680),
    "scroll_px_per_s": (0, 2000),
    "rate_hz": (0, 120),
    "width_px": (0, 7680),
    "height_px": (0, 4320),
    "link_number": (0, 9999),
    "frequency_hz": (20, 20000),
}
_OFF_AT_ZERO = frozenset({"outline_px", "wrap_px", "scroll_px_per_s", "link_number"})
_AUTOMATIC = "field_automatic"
_HIDDEN = frozenset({"title_of_window", "is_paused", "link_id"})
_COLOURS = frozenset({"colour", "background", "outline_colour", "accent"})
_CHOICES = {"align": TextAlign, "style": PatternStyle}
_LEAST_LINES, _MOST_LINES, _PADDING_PX = 4, 5, 12
_SECOND_OF_WINDOW = "title"


class SourceForm(QWidget):
    """``changed(settings)`` after every valid change. ``devices``: what can be chosen from."""

    def __init__(
        self,
        settings: AnySourceSettings,
        devices: tuple[DeviceInfo, ...],
        changed: Callable[[AnySourceSettings], None],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._devices = devices
        self._changed = changed
        self.fields: dict[str, QWidget] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        kind = kind_of(settings)
        for name in settings.__struct_fields__:
            if name in _HIDDEN or (kind == "window" and name == _SECOND_OF_WINDOW):
                continue
            widget = self._field(kind, name, getattr(settings, name))
            if widget is None:
                continue
            self.fields[name] = widget
            if isinstance(widget, QCheckBox):
                self._form.addRow(widget)
            else:
                self._form.addRow(tr(f"field_{name}"), widget)

    @property
    def settings(self) -> AnySourceSettings:
        """The settings as the form has them now."""
        return self._settings

    def _field(self, kind: str, name: str, value: object) -> QWidget | None:
        if name in ("device_id", "display_id", "window_id"):
            return self._device_box(name, str(value))
        if name in ("path", "image_path"):
            return self._file_field(kind, name, str(value))
        if name in _COLOURS:
            return ColourButton(str(value), tr(f"field_{name}"), partial(self._set, name))
        if name in _CHOICES:
            return self._choice_box(name, value)
        if isinstance(value, bool):
            box = QCheckBox(tr(f"field_{name}"))
            box.setChecked(value)
            box.toggled.connect(partial(self._set, name))
            return box
        if isinstance(value, int):
            spin = NumberBox()
            spin.setMinimumWidth(64)
            spin.setRange(*_SPANS.get(name, (0, 100_000)))
            if name in _OFF_AT_ZERO or kind == "camera":
                spin.setSpecialValueText(tr("field_off" if name in _OFF_AT_ZERO else _AUTOMATIC))
            spin.setValue(value)
            spin.valueChanged.connect(partial(self._set, name))
            return spin
        if name == "text":
            return self._text_area(str(value))
        if isinstance(value, str):
            line = QLineEdit(value)
            line.textEdited.connect(partial(self._set, name))
            return line
        return None

    def _device_box(self, name: str, value: str) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if name != "window_id":
            box.addItem(tr("default_device"), "")
        for device in self._devices:
            size = f" ({device.width_px}×{device.height_px})" if device.width_px else ""
            box.addItem(device.name + size, device.id)
        if value and box.findData(value) < 0:
            box.addItem(tr("missing_device", device=value), value)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.activated.connect(lambda _place: self._device_chosen(name, box))
        return box

    def _device_chosen(self, name: str, box: QComboBox) -> None:
        device_id = str(box.currentData())
        fields: dict[str, object] = {name: device_id}
        if name == "window_id":
            chosen = next((one for one in self._devices if one.id == device_id), None)
            fields["title"] = chosen.name if chosen is not None else ""
        self._apply(fields)

    def _file_field(self, kind: str, name: str, value: str) -> QWidget:
        line = QLineEdit(value)
        line.setAccessibleName(tr(f"field_{name}"))
        line.editingFinished.connect(lambda: self._set(name, line.text()))
        button = QPushButton(tr("choose"))

        def take(path: str) -> None:
            line.setText(path)
            self._set(name, path)

        def choose() -> None:
            dialog = ask_for_file(self, kind, line.text())
            dialog.fileSelected.connect(take)
            dialog.open()

        button.clicked.connect(choose)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line, 1)
        layout.addWidget(button)
        return row

    def _choice_box(self, name: str, value: object) -> QComboBox:
        box = QComboBox()
        for choice in _CHOICES[name]:
            box.addItem(tr(f"{name}_{choice.value}"), choice)
            if choice is value:
                box.setCurrentIndex(box.count() - 1)
        box.activated.connect(lambda _place: self._set(name, box.currentData()))
        return box

    def _text_area(self, value: str) -> QPlainTextEdit:
        area = QPlainTextEdit(value)
        line_px = area.fontMetrics().lineSpacing()
        frame_px = 2 * round(area.document().documentMargin()) + 2 * area.frameWidth() + _PADDING_PX
        area.setMinimumHeight(_LEAST_LINES * line_px + frame_px)
        area.setMaximumHeight(_MOST_LINES * line_px + frame_px)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        area.setTabChangesFocus(True)
        area.textChanged.connect(lambda: self._set("text", area.toPlainText()[:5000]))
        return area

    def _set(self, name: str, value: object) -> None:
        self._apply({name: value})

    def _apply(self, fields: dict[str, object]) -> None:
        try:
            changed = settings_with(self._settings, **fields)
        except ValueError:
            return  # half typed; the next key makes it right, and nothing was sent
        if changed != self._settings:
            self._settings = changed
            self._changed(changed)


def ask_for_file(parent: QWidget, kind: str, now: str) -> QFileDialog:
    """A dialog, not yet open, for a file of that kind; it begins where ``now`` lies."""
    start = str(Path(now).parent) if now else str(Path.home())
    dialog = QFileDialog(parent, tr("choose_file"), start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{tr(f'kind_{kind}')} ({_FILTERS[kind]})", f"{tr('all_files')} (*)"])
    return dialog
