"""The fields of one sound filter: numbers with their units, and whose voice it listens to."""

from PySide6.QtWidgets import QComboBox, QWidget

from studio.core.filter_settings import span_of, tag_of
from studio.core.sound_filters import NoiseSuppression, PeakLimiter, SoundFilter
from studio.ui.streamer.filter_fields import Changed, FilterFields
from studio.ui.widgets.number_box import DecimalBox
from studio.ui.words import tr

_UNITS = {"_db": " dB", "_ms": " ms", "_hz": " Hz"}
_STEPS = {"_db": 0.5, "_ms": 5.0, "_hz": 10.0}
_LATE: dict[type[SoundFilter], int] = {NoiseSuppression: 10, PeakLimiter: 5}


class SoundFilterFields(FilterFields):
    """``voices``: ids and names to choose from."""

    def __init__(
        self, settings: SoundFilter, voices: tuple[tuple[str, str], ...], changed: Changed
    ) -> None:
        self._voices = voices
        self._boxes: dict[str, DecimalBox] = {}
        self._voice: QComboBox | None = None
        super().__init__(settings, _note(type(settings)), changed)

    def widget_of(self, name: str) -> QWidget:
        """A number, or the choice of a voice."""
        return self._voice_box() if name == "key_source_id" else self._number(name)

    def show_settings(self) -> None:
        """Set the fields to what is held now."""
        for name, box in self._boxes.items():
            value = round(getattr(self.settings, name), box.decimals())
            if box.value() != value:
                box.blockSignals(True)
                box.setValue(value)
                box.blockSignals(False)
        if self._voice is not None:
            key = getattr(self.settings, "key_source_id", "")
            self._voice.setCurrentIndex(max(0, self._voice.findData(key)))

    def _number(self, name: str) -> QWidget:
        box = DecimalBox()
        ending = name[-3:]
        box.setDecimals(0 if ending == "_hz" else 1)
        box.setRange(*span_of(self.kind, name))
        box.setSingleStep(_STEPS.get(ending, 0.5))
        box.setSuffix(_UNITS.get(ending, " : 1"))
        box.setKeyboardTracking(False)
        box.setMinimumWidth(110)
        box.setValue(getattr(self.settings, name))
        box.valueChanged.connect(lambda value: self.change(name, float(value)))
        self._boxes[name] = box
        return box

    def _voice_box(self) -> QWidget:
        box = QComboBox()
        box.setMinimumWidth(110)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(tr("no_voice"), "")
        for source_id, name in self._voices:
            box.addItem(name, source_id)
        key = getattr(self.settings, "key_source_id", "")
        box.setCurrentIndex(max(0, box.findData(key)))
        box.activated.connect(lambda _place: self.change("key_source_id", box.currentData()))
        self._voice = box
        return box


def _note(kind: type[SoundFilter]) -> str:
    note = tr(f"filter_note_{tag_of(kind)}")
    return f"{note} {tr('filter_late', ms=_LATE[kind])}" if kind in _LATE else note
