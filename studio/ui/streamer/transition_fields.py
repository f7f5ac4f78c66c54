"""The fields of a transition: its kind, and what that kind needs."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from studio.core.scene import Direction, Transition, TransitionKind
from studio.ui.widgets.colour_button import ColourButton
from studio.ui.widgets.number_box import NumberBox
from studio.ui.words import tr

MOST_MS = 5000
_MOST_CUT_MS = 20_000
_STEP_MS = 50
_FIELDS: dict[TransitionKind, tuple[str, ...]] = {
    TransitionKind.CUT: (),
    TransitionKind.FADE: ("duration",),
    TransitionKind.COLOUR: ("duration", "colour"),
    TransitionKind.SLIDE: ("duration", "direction"),
    TransitionKind.PUSH: ("duration", "direction"),
    TransitionKind.WIPE: ("duration", "direction", "softness"),
    TransitionKind.LUMA: ("duration", "file", "softness"),
    TransitionKind.STINGER: ("file", "cut"),
}
_FILTERS = {
    TransitionKind.LUMA: "*.png *.jpg *.jpeg *.webp *.bmp",
    TransitionKind.STINGER: "*.mov *.webm *.mp4 *.mkv *.gif",
}


def kind_words(kind: TransitionKind) -> str:
    """What a kind is called."""
    return tr(f"transition_{kind.value}")


def milliseconds(most: int) -> NumberBox:
    """A field for a time."""
    box = NumberBox()
    box.setRange(0, most)
    box.setSingleStep(_STEP_MS)
    box.setSuffix(" ms")
    box.setKeyboardTracking(False)
    return box


class TransitionFields(QWidget):
    """``changed(transition)`` after a person changed something."""

    def __init__(self, transition: Transition, changed: Callable[[Transition], None]) -> None:
        super().__init__()
        self._transition = transition
        self._changed = changed
        self.kind = QComboBox()
        for kind in TransitionKind:
            self.kind.addItem(kind_words(kind), kind)
        self.duration = milliseconds(MOST_MS)
        self.direction = QComboBox()
        for direction in Direction:
            self.direction.addItem(tr(f"direction_{direction.value}"), direction)
        self.colour = ColourButton("#000000", tr("transition_colour_field"), self._set_colour)
        self.softness = NumberBox()
        self.softness.setRange(0, 100)
        self.softness.setSuffix(" %")
        self.path = QLineEdit()
        self.cut = milliseconds(_MOST_CUT_MS)
        self.cut.setToolTip(tr("transition_cut_tip"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._rows: dict[str, QWidget] = {}
        self._lay_out()
        self.show_transition(transition)
        self._connect()

    @property
    def transition(self) -> Transition:
        """As it is set now."""
        return self._transition

    def show_transition(self, transition: Transition) -> None:
        """Show this one; nobody is told."""
        self._transition = transition
        widgets = (self.kind, self.duration, self.direction, self.softness, self.path, self.cut)
        for widget in widgets:
            widget.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(transition.kind))
        self.duration.setValue(transition.duration_ms)
        self.direction.setCurrentIndex(self.direction.findData(transition.direction))
        self.colour.show_colour(transition.colour)
        self.softness.setValue(round(transition.softness * 100))
        self.path.setText(transition.path)
        self.cut.setValue(transition.cut_ms)
        for widget in widgets:
            widget.blockSignals(False)
        for name, row in self._rows.items():
            self._form.setRowVisible(row, name in _FIELDS[transition.kind])

    def _lay_out(self) -> None:
        file = QWidget()
        row = QHBoxLayout(file)
        row.setContentsMargins(0, 0, 0, 0)
        choose = QPushButton(tr("choose"))
        choose.clicked.connect(self._choose_file)
        row.addWidget(self.path, 1)
        row.addWidget(choose)
        self._form.addRow(tr("transition_kind"), self.kind)
        for name, widget in (
            ("duration", self.duration),
            ("direction", self.direction),
            ("colour", self.colour),
            ("softness", self.softness),
            ("file", file),
            ("cut", self.cut),
        ):
            words = tr(f"transition_{name}_field")
            self._form.addRow(words, widget)
            self._rows[name] = widget
        for widget, name in (
            (self.kind, "transition_kind"),
            (self.duration, "transition_duration_field"),
            (self.direction, "transition_direction_field"),
            (self.softness, "transition_softness_field"),
            (self.path, "transition_file_field"),
            (self.cut, "transition_cut_field"),
        ):
            widget.setAccessibleName(tr(name))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._set(kind=self.kind.currentData()))
        self.duration.valueChanged.connect(lambda value: self._set(duration_ms=value))
        self.direction.currentIndexChanged.connect(
            lambda _: self._set(direction=self.direction.currentData())
        )
        self.softness.valueChanged.connect(lambda value: self._set(softness=value / 100))
        self.path.editingFinished.connect(lambda: self._set(path=self.path.text().strip()))
        self.cut.valueChanged.connect(lambda value: self._set(cut_ms=value))

    def _set_colour(self, colour: str) -> None:
        self._set(colour=colour[:7])

    def _set(self, **fields: object) -> None:
        changed = replace(self._transition, **fields)
        if changed != self._transition:
            self.show_transition(changed)
            self._changed(changed)

    def _choose_file(self) -> None:
        name_filter = f"{tr('transition_file_field')} ({_FILTERS[self._transition.kind]})"
        dialog = QFileDialog(self, tr("choose"), self._transition.path, name_filter)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._set(path=path))
        dialog.open()
