"""The filters of one thing: a list in their order, and the fields of the chosen one."""

from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.filter_settings import MOST_FILTERS, FilterSettings
from studio.core.scene import Show
from studio.ui.session import Session
from studio.ui.streamer.filter_fields import Changed, FilterFields
from studio.ui.streamer.filter_list import FilterList, Filters, open_menu
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr


class Filtered(Protocol):
    """What has filters: a strip of the mixer, or a layer."""

    @property
    def id(self) -> str:
        """Which one it is."""

    @property
    def kinds(self) -> tuple[type[FilterSettings], ...]:
        """What can be added."""

    @property
    def presets(self) -> tuple[str, ...]:
        """Names of sets of filters; ``preset_<name>`` are their words."""

    def filters_in(self, show: Show) -> Filters | None:
        """What the show says; None when the thing is gone."""

    def name_in(self, show: Show) -> str:
        """What a person calls it."""

    def surroundings_in(self, show: Show) -> object:
        """What the fields offer beside the filter's own; other fields are made when it changes."""

    def made(self, kind: type[Any], show: Show) -> Any:
        """A new filter of that kind."""

    def preset(self, name: str, show: Show) -> Filters:
        """The filters of that set."""

    def fields_of(self, settings: Any, show: Show, changed: Changed) -> FilterFields:
        """Fields for one filter."""

    def ask(self, session: Session, filters: Filters, merge_key: str) -> None:
        """Ask for these filters."""


class FiltersDialog(QDialog):
    """Every change holds at once and can be undone; the dialog follows the show."""

    def __init__(self, parent: QWidget, session: Session, theme: Theme, subject: Filtered) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 460)
        self._session = session
        self.subject = subject
        self._filters: Filters = ()
        self._held: Filters = ()  # what the show said last
        self._sent: list[Filters] = []  # what was asked for since
        self._around: object = None
        self._fields: FilterFields | None = None
        self._shown: tuple[int, type[Any]] = (-1, FilterSettings)
        self._list = FilterList(theme, subject.kinds, self._send, self._append)
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
        """Show the filters as they are; close when what they are of is gone."""
        show = self._session.show
        filters = self.subject.filters_in(show) if show is not None else None
        if show is None or filters is None:
            self.close()
            return
        self.setWindowTitle(tr("filters_of", name=self.subject.name_in(show)))
        around = self.subject.surroundings_in(show)
        if around != self._around:
            self._around, self._fields = around, None
            self._show_fields()
        if self._is_settled(filters) and filters != self._filters:
            self._fill(filters, self._list.row)

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

    def _fill(self, filters: Filters, row: int) -> None:
        self._filters = filters
        self._list.fill(filters, row)

    def _show_fields(self) -> None:
        row, show = self._list.row, self._session.show
        if show is None or not 0 <= row < len(self._filters):
            self._fields = None
            empty = plain_label(tr("no_filters"), "empty")
            empty.setWordWrap(True)
            empty.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._area.setWidget(empty)
            return
        chosen = self._filters[row]
        if self._fields is not None and self._shown == (row, type(chosen)):
            self._fields.fill(chosen)
            return
        self._shown = (row, type(chosen))
        self._fields = self.subject.fields_of(chosen, show, partial(self._changed, row))
        self._area.setWidget(self._fields)

    def _send(self, filters: Filters, row: int, merge: str = "") -> None:
        """Ask for these filters; changes of the same ``merge`` are one step to undo."""
        self._sent.append(filters)
        self._fill(filters, row)
        key = f"filters-{self.subject.id}-{merge}" if merge else ""
        self.subject.ask(self._session, filters, key)

    def _go_back(self) -> None:
        """Something was refused: show what holds."""
        self._sent.clear()
        show = self._session.show
        filters = self.subject.filters_in(show) if show is not None else None
        if filters is not None and filters != self._filters:
            self._fill(filters, self._list.row)

    def _changed(self, row: int, settings: Any, field: str) -> None:
        filters = self._filters
        if row < len(filters) and type(filters[row]) is type(settings):
            changed = (*filters[:row], settings, *filters[row + 1 :])
            self._send(changed, self._list.row, f"{row}-{field}")

    def _append(self, kind: type[Any]) -> None:
        show = self._session.show
        if show is not None and len(self._filters) < MOST_FILTERS:
            made = self.subject.made(kind, show)
            self._send((*self._filters, made), len(self._filters))

    def _use(self, name: str) -> None:
        if self._session.show is not None:
            self._send(self.subject.preset(name, self._session.show), 0)

    def _open_presets(self) -> None:
        presets = self.subject.presets
        open_menu(
            self._presets, [(tr(f"preset_{name}"), partial(self._use, name)) for name in presets]
        )


def raised(window: QWidget, subject_id: str) -> bool:
    """Whether the dialog of that thing was open already; it comes to the front."""
    for known in window.findChildren(FiltersDialog):
        if known.subject.id == subject_id and known.isVisible():
            known.raise_()
            known.activateWindow()
            return True
    return False
