"""The filters of one strip: a list in their order, and the fields of the chosen one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.ducking import possible_keys
from studio.core.edits import ChangeStrip
from studio.core.filter_settings import MOST_FILTERS
from studio.core.scene import Strip
from studio.core.sound_filters import Ducking, SoundFilter
from studio.ui.session import Session
from studio.ui.streamer.sound_filter_fields import SoundFilterFields
from studio.ui.streamer.sound_filter_list import Filters, SoundFilterList, open_menu
from studio.ui.streamer.sound_presets import PRESETS, likely_voice, preset
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr


class SoundFiltersDialog(QDialog):
    """Every change holds at once and can be undone; the dialog follows the show."""

    def __init__(self, parent: QWidget, session: Session, theme: Theme, source_id: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(600, 430)
        self._session = session
        self.source_id = source_id
        self._filters: Filters = ()
        self._held: Filters = ()  # what the show said last
        self._sent: list[Filters] = []  # what was asked for since
        self._voices: tuple[tuple[str, str], ...] = ()
        self._fields: SoundFilterFields | None = None
        self._list = SoundFilterList(theme, self._send, self._append)
        self._list.chosen.connect(self._show_fields)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        session.show_changed.connect(self.refresh)
        session.failed.connect(self._go_back)
        self._list.fill((), 0)
        self.refresh()

    def refresh(self) -> None:
        """Show the filters as they are; close when the strip is gone."""
        strip, show = self._strip(), self._session.show
        if strip is None or show is None:
            self.close()
            return
        names = {source.id: source.name for source in show.sources}
        self.setWindowTitle(tr("filters_of", name=names.get(strip.source_id, strip.source_id)))
        keys = possible_keys(show.strips, strip.source_id)
        voices = tuple((key, names.get(key, key)) for key in keys)
        if voices != self._voices:
            self._voices, self._fields = voices, None
            self._show_fields()
        if self._is_settled(strip.filters) and strip.filters != self._filters:
            self._fill(strip.filters, self._list.row)

    def _is_settled(self, filters: Filters) -> bool:
        """Whether this is the answer to the newest wish, or somebody else's, and no older one."""
        if filters in self._sent:
            del self._sent[: self._sent.index(filters) + 1]
        elif filters != self._held:
            self._sent.clear()
        self._held = filters
        return not self._sent

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._list, 2)
        both.addWidget(self._area, 3)
        self._presets = QPushButton(tr("presets"))
        self._presets.setToolTip(tr("presets_tip"))
        self._presets.clicked.connect(self._open_presets)
        close = QPushButton(tr("close"))
        close.clicked.connect(self.close)
        for one in (self._presets, close):
            one.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addWidget(self._presets)
        buttons.addStretch(1)
        buttons.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(12)
        whole.addLayout(both, 1)
        whole.addLayout(buttons)

    def _strip(self) -> Strip | None:
        show = self._session.show
        strips = show.strips if show is not None else ()
        return next((one for one in strips if one.source_id == self.source_id), None)

    def _fill(self, filters: Filters, row: int) -> None:
        self._filters = filters
        self._list.fill(filters, row)

    def _show_fields(self) -> None:
        row = self._list.row
        if not 0 <= row < len(self._filters):
            self._fields = None
            empty = plain_label(tr("no_filters"), "empty")
            empty.setWordWrap(True)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._area.setWidget(empty)
            return
        chosen = self._filters[row]
        if self._fields is not None and self._fields.kind is type(chosen):
            self._fields.fill(chosen)
            return
        self._fields = SoundFilterFields(chosen, self._voices, self._changed)
        self._area.setWidget(self._fields)

    def _send(self, filters: Filters, row: int, merge: str = "") -> None:
        """Ask for these filters; changes of the same ``merge`` are one step to undo."""
        self._sent.append(filters)
        self._fill(filters, row)
        key = f"filters-{self.source_id}-{merge}" if merge else ""
        self._session.edit(ChangeStrip(self.source_id, filters=filters), key)

    def _go_back(self) -> None:
        """Something was refused: show what holds."""
        self._sent.clear()
        strip = self._strip()
        if strip is not None and strip.filters != self._filters:
            self._fill(strip.filters, self._list.row)

    def _changed(self, settings: SoundFilter, field: str) -> None:
        row, filters = self._list.row, self._filters
        self._send((*filters[:row], settings, *filters[row + 1 :]), row, f"{row}-{field}")

    def _append(self, kind: type[SoundFilter]) -> None:
        show = self._session.show
        if show is None or len(self._filters) >= MOST_FILTERS:
            return
        made = kind()
        if isinstance(made, Ducking):
            made = Ducking(key_source_id=likely_voice(show, self.source_id))
        self._send((*self._filters, made), len(self._filters))

    def _use(self, name: str) -> None:
        if self._session.show is not None:
            self._send(preset(name, self._session.show, self.source_id), 0)

    def _open_presets(self) -> None:
        open_menu(
            self._presets,
            [(tr(f"preset_{name}"), partial(self._use, name)) for name in PRESETS],
        )
