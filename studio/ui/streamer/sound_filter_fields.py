"""The fields of one sound filter: numbers with their units, and whose voice it listens to."""

from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from studio.core.filter_settings import span_of, tag_of
from studio.core.sound_filters import NoiseSuppression, PeakLimiter, SoundFilter
from studio.ui.widgets.number_box import DecimalBox
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_UNITS = {"_db": " dB", "_ms": " ms", "_hz": " Hz"}
_STEPS = {"_db": 0.5, "_ms": 5.0, "_hz": 10.0}
_LATE: dict[type[SoundFilter], int] = {NoiseSuppression: 10, PeakLimiter: 5}


class SoundFilterFields(QWidget):
    """``changed(filter, field)`` after every change. ``voices``: ids and names to choose from."""

    def __init__(
        self,
        settings: SoundFilter,
        voices: tuple[tuple[str, str], ...],
        changed: Callable[[SoundFilter, str], None],
    ) -> None:
        super().__init__()
        self._settings = settings
        self._changed = changed
        self._boxes: dict[str, DecimalBox] = {}
        self._voice: QComboBox | None = None
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        note = plain_label(_note(type(settings)), "quiet")
        note.setWordWrap(True)
        form.addRow(note)
        for name in settings.__struct_fields__:
            if name == "is_enabled":
                continue
            widget = self._voice_box(voices) if name == "key_source_id" else self._number(name)
            words = tr(f"filter_{name}")
            widget.setAccessibleName(words)
            form.addRow(plain_label(words, "quiet"), widget)

    @property
    def kind(self) -> type[SoundFilter]:
        """What kind of filter it has fields for."""
        return type(self._settings)

    def fill(self, settings: SoundFilter) -> None:
        """The filter is now this, of the same kind; what is half typed stays."""
        self._settings = settings
        for name, box in self._boxes.items():
            value = round(getattr(settings, name), box.decimals())
            if box.value() != value:
                box.blockSignals(True)
                box.setValue(value)
                box.blockSignals(False)
        if self._voice is not None:
            key = getattr(settings, "key_source_id", "")
            self._voice.setCurrentIndex(max(0, self._voice.findData(key)))

    def _number(self, name: str) -> QWidget:
        box = DecimalBox()
        ending = name[-3:]
        box.setDecimals(0 if ending == "_hz" else 1)
        box.setRange(*span_of(type(self._settings), name))
        box.setSingleStep(_STEPS.get(ending, 0.5))
        box.setSuffix(_UNITS.get(ending, " : 1"))
        box.setKeyboardTracking(False)
        box.setMinimumWidth(110)
        box.setValue(getattr(self._settings, name))
        box.valueChanged.connect(lambda value: self._set(name, float(value)))
        self._boxes[name] = box
        return box

    def _voice_box(self, voices: tuple[tuple[str, str], ...]) -> QWidget:
        box = QComboBox()
        box.setMinimumWidth(110)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(tr("no_voice"), "")
        for source_id, name in voices:
            box.addItem(name, source_id)
        key = getattr(self._settings, "key_source_id", "")
        box.setCurrentIndex(max(0, box.findData(key)))
        box.activated.connect(lambda _place: self._set("key_source_id", box.currentData()))
        self._voice = box
        return box

    def _set(self, name: str, value: object) -> None:
        if getattr(self._settings, name) != value:
            self._settings = msgspec.structs.replace(self._settings, **{name: value})
            self._changed(self._settings, name)


def filter_name(kind: type[SoundFilter]) -> str:
    """What a person calls this kind."""
    return tr(f"filter_kind_{tag_of(kind)}")


def _note(kind: type[SoundFilter]) -> str:
    note = tr(f"filter_note_{tag_of(kind)}")
    return f"{note} {tr('filter_late', ms=_LATE[kind])}" if kind in _LATE else note
