"""The fields of one filter: what those of sound and of pictures share."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import QFormLayout, QWidget

from studio.core.filter_settings import FilterSettings
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

Changed = Callable[[Any, str], None]


class FilterFields(QWidget):
    """``changed(filter, field)`` after every change. A subclass gives each field its widget."""

    def __init__(self, settings: Any, note: str, changed: Changed) -> None:
        super().__init__()
        self.settings: Any = settings
        self.told = changed
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(8)
        self._form.setHorizontalSpacing(16)
        words = plain_label(note, "quiet")
        words.setWordWrap(True)
        self._form.addRow(words)
        for name in settings.__struct_fields__:
            if name != "is_enabled":
                self._add(name, self.widget_of(name))

    @property
    def kind(self) -> type[FilterSettings]:
        """What kind of filter it has fields for."""
        return type(self.settings)

    def fill(self, settings: Any) -> None:
        """The filter is now this, of the same kind; what is half typed stays."""
        self.settings = settings
        self.show_settings()

    def widget_of(self, name: str) -> QWidget:
        """The widget of a field, set to what it is now."""
        raise NotImplementedError

    def show_settings(self) -> None:
        """Set every widget to what is held now, and tell nobody."""
        raise NotImplementedError

    def change(self, name: str, value: object) -> None:
        """A person set this field."""
        if getattr(self.settings, name) != value:
            self.settings = msgspec.structs.replace(self.settings, **{name: value})
            self.told(self.settings, name)

    def show_row(self, widget: QWidget, *, is_shown: bool) -> None:
        """Show or hide a field with its words."""
        self._form.setRowVisible(widget, is_shown)

    def _add(self, name: str, widget: QWidget) -> None:
        words = tr(f"filter_{name}")
        widget.setAccessibleName(words)
        self._form.addRow(plain_label(words, "quiet"), widget)
