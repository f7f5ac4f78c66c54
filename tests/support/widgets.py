"""Finding widgets as a person does."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

WidgetT = TypeVar("WidgetT", bound=QWidget)


def child(parent: QWidget, kind: type[WidgetT], name: str = "") -> WidgetT:
    """The first widget of that kind inside; ``name``: only the one that is called so."""
    for found in parent.findChildren(kind):
        if not name or name in (found.accessibleName(), found.objectName(), _text_of(found)):
            return found
    raise AssertionError(f"there is no {kind.__name__} {name!r}")


def texts_of(parent: QWidget) -> list[str]:
    """What the visible labels inside say."""
    labels = parent.findChildren(QLabel)
    return [label.text() for label in labels if label.text() and label.isVisibleTo(parent)]


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
