"""The fields of one picture filter: sliders in per cent, a colour, a file, a shape."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from studio.core.filter_settings import span_of, tag_of
from studio.core.picture_filters import (
    IMAGE_SHAPES,
    Blur,
    Mask,
    MaskShape,
    PictureFilter,
    key_for,
)
from studio.ui.streamer.filter_fields import Changed, FilterFields
from studio.ui.widgets.colour_button import ColourButton
from studio.ui.widgets.file_line import FileLine
from studio.ui.widgets.slider_box import SliderBox
from studio.ui.words import tr

_UNITS = {"hue_deg": " °", "x": " %/s", "y": " %/s"}
_LUT_FILES = "*.cube *.png"
_MASK_FILES = "*.png *.webp *.gif *.jpg *.jpeg"
_RGB = len("#rrggbb")

# Given what to do with the colour that a person takes from the picture ("": none).
Pick = Callable[[Callable[[str], None]], None]


class PictureFilterFields(FilterFields):
    """``pick`` lets a person take a colour from the picture."""

    def __init__(self, settings: PictureFilter, pick: Pick, changed: Changed) -> None:
        self._pick = pick
        self._sliders: dict[str, SliderBox] = {}
        self._colour: ColourButton | None = None
        self._file: FileLine | None = None
        self._shape: QComboBox | None = None
        self._box: QCheckBox | None = None
        super().__init__(settings, tr(f"filter_note_{tag_of(type(settings))}"), changed)
        self._show_what_matters()

    def widget_of(self, name: str) -> QWidget:
        """A slider, or what the field's kind needs."""
        value: Any = getattr(self.settings, name)
        match name:
            case "colour":
                return self._colour_row(value)
            case "path":
                kinds = _MASK_FILES if self.kind is Mask else _LUT_FILES
                words = tr(f"filter_kind_{tag_of(self.kind)}")
                self._file = FileLine(
                    value, f"{words} ({kinds})", lambda path: self.change("path", path)
                )
                return self._file
            case "shape":
                return self._shape_box()
            case "is_inverted":
                self._box = QCheckBox()
                self._box.setChecked(value)
                self._box.toggled.connect(lambda is_on: self.change("is_inverted", is_on))
                return self._box
        return self._slider(name, value)

    def show_settings(self) -> None:
        """Set the fields to what is held now."""
        for name, slider in self._sliders.items():
            slider.show_value(getattr(self.settings, name) * self._scale(name))
        if self._colour is not None and self._colour.colour != self.settings.colour:
            self._colour.show_colour(self.settings.colour)
        if self._file is not None:
            self._file.show_path(self.settings.path)
        if self._shape is not None:
            self._shape.setCurrentIndex(list(MaskShape).index(self.settings.shape))
        if self._box is not None:
            self._box.blockSignals(True)
            self._box.setChecked(self.settings.is_inverted)
            self._box.blockSignals(False)
        self._show_what_matters()

    def change(self, name: str, value: object) -> None:
        """A person set this field."""
        super().change(name, value)
        self._show_what_matters()

    def _scale(self, name: str) -> float:
        return 1.0 if name == "hue_deg" else 100.0

    def _slider(self, name: str, value: float) -> SliderBox:
        scale = self._scale(name)
        least, most = span_of(self.kind, name)
        decimals = 1 if self.kind is Blur or name in ("smoothness", "spill") else 0
        slider = SliderBox(
            (least * scale, most * scale),
            value * scale,
            _UNITS.get(name, " %"),
            decimals,
            lambda shown: self.change(name, round(shown / scale, 5)),
        )
        self._sliders[name] = slider
        return slider

    def _colour_row(self, value: str) -> QWidget:
        button = ColourButton(
            value, tr("filter_colour"), lambda colour: self.change("colour", colour[:_RGB])
        )
        self._colour = button
        pick = QPushButton(tr("pick_colour"))
        pick.setToolTip(tr("pick_colour_tip"))
        for one in (button, pick):
            one.setAutoDefault(False)
        pick.clicked.connect(self._begin_to_pick)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(button)
        layout.addWidget(pick)
        layout.addStretch(1)
        return row

    def _begin_to_pick(self) -> None:
        """The filter is off until the colour is taken: the person must see what is to go."""
        was_enabled = self.settings.is_enabled
        self.change("is_enabled", False)

        def take(colour: str) -> None:
            if not isValid(self):
                return  # another filter's fields stand in their place by now
            taken = key_for(colour) if colour else self.settings
            is_on = was_enabled or bool(colour)
            self.settings = msgspec.structs.replace(taken, is_enabled=is_on)
            self.show_settings()
            self.told(self.settings, "is_enabled")

        self._pick(take)

    def _shape_box(self) -> QComboBox:
        box = QComboBox()
        box.setMinimumWidth(110)
        for shape in MaskShape:
            box.addItem(tr(f"shape_{shape.value}"), shape)
        box.setCurrentIndex(list(MaskShape).index(self.settings.shape))
        box.activated.connect(lambda _place: self.change("shape", box.currentData()))
        self._shape = box
        return box

    def _show_what_matters(self) -> None:
        """Of a mask only what its shape uses."""
        if not isinstance(self.settings, Mask) or self._file is None:
            return
        shape = self.settings.shape
        self.show_row(self._file, is_shown=shape in IMAGE_SHAPES)
        self.show_row(self._sliders["radius"], is_shown=shape is MaskShape.ROUNDED)
        self.show_row(self._sliders["feather"], is_shown=shape not in IMAGE_SHAPES)
