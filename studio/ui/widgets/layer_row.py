"""One layer in the list: what it is, whether it is well, shown and locked."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.core.scene import Layer
from studio.core.status import SourceState, SourceStatus
from studio.ui.icons import picture
from studio.ui.sentences import said
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, tool_button
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr

_INSIDE_PX = 32


class LayerRow(QWidget):
    """``change(layer_id, is_visible, is_locked)`` with None for what stays."""

    def __init__(
        self,
        layer: Layer,
        kind: str,
        theme: Theme,
        change: Callable[[str, bool | None, bool | None], None],
        *,
        is_in_group: bool = False,
        is_seen: bool = True,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        drawing = QLabel()
        colour = "text" if is_seen and layer.is_visible else "quiet"
        drawing.setPixmap(picture(kind, theme, colour, 18))
        self._name = plain_label(layer.name, "" if colour == "text" else "quiet")
        self._name.setMinimumWidth(20)
        self._sign = plain_label("", "alarm")
        self.eye = tool_button(
            "eye" if layer.is_visible else "eye-off",
            tr("hide") if layer.is_visible else tr("show"),
            theme,
            lambda: change(layer.id, not layer.is_visible, None),
        )
        self.lock = tool_button(
            "lock" if layer.is_locked else "unlock",
            tr("unlock") if layer.is_locked else tr("lock"),
            theme,
            lambda: change(layer.id, None, not layer.is_locked),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_INSIDE_PX if is_in_group else 4, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(drawing)
        layout.addWidget(self._name, 1)
        for widget in (self._sign, self.eye, self.lock):
            layout.addWidget(widget)

    def set_status(self, status: SourceStatus | None) -> None:
        """A sign, and the reason as its tip, when the source is not well."""
        is_well = status is None or status.state in (
            SourceState.RUNNING,
            SourceState.STARTING,
            SourceState.ENDED,
        )
        self._sign.setText("" if is_well else "!")
        self._sign.setProperty("tone", "warning")
        self.setToolTip("" if is_well or status is None else plain_tip(said(status.reason)))
