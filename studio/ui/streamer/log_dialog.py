"""What happened in a show: every entry of its journal, to be searched, copied and kept."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeySequence,
    QShortcut,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from studio.core.journal import JournalInfo, LogEntry, LogKind
from studio.core.messages.events import Event, Logged
from studio.core.messages.requests import GetJournal
from studio.core.messages.results import Journal, Result
from studio.ui.session import Session
from studio.ui.streamer.log_words import as_line, date_and_time, entry_words, show_time, wall_time
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.words import tr

_SIZE_PX = (760, 560)
_DATE_PX = 170
_MOST_ROWS = 5_000
_LOUD = ("log_alarm_urgent", "log_engine_lost", "log_engine_gone", "log_recording_failed")
_ENTRY = Qt.ItemDataRole.UserRole + 1


class _Filter(QSortFilterProxyModel):
    """Rows of a kind that hold every typed word."""

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []
        self._kind = ""

    def look_for(self, text: str, kind: str) -> None:
        """Show only these."""
        self._words, self._kind = text.lower().split(), kind
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:  # type: ignore[override]
        """Whether it is shown."""
        model = self.sourceModel()
        entry = model.index(row, 0, parent).data(_ENTRY)
        if self._kind and entry.kind.value != self._kind:
            return False
        line = as_line(entry).lower()
        return all(word in line for word in self._words)


class LogDialog(QDialog):
    """Stays open beside the work; new entries of the show that is on come in below."""

    def __init__(self, parent: QWidget, session: Session, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("log_title"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE_PX)
        self._session = session
        self._theme = theme
        self._known: tuple[JournalInfo, ...] = ()
        self.shows = QComboBox()
        self.shows.setAccessibleName(tr("log_shows"))
        self.shows.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shows.setMinimumWidth(_DATE_PX)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("log_search"))
        self.search.setAccessibleName(tr("log_search"))
        self.search.setClearButtonEnabled(True)
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(tr("log_kinds"))
        self.kinds.addItem(tr("log_all"), "")
        for kind in LogKind:
            self.kinds.addItem(tr(f"log_kind_{kind.value}"), kind.value)
        self._model = QStandardItemModel(0, 3)
        self._model.setHorizontalHeaderLabels([tr("log_time"), tr("log_on_air"), tr("log_what")])
        self._filter = _Filter()
        self._filter.setSourceModel(self._model)
        self.table = self._made_table()
        self._none = plain_label(tr("log_none"), "empty")
        self._lay_out()
        self.shows.activated.connect(lambda place: self._ask(self.shows.itemData(place)))
        self.search.textChanged.connect(lambda _text: self._look())
        self.kinds.currentIndexChanged.connect(lambda _place: self._look())
        session.heard.connect(self._hear)
        self._ask("")

    @property
    def lines(self) -> list[str]:
        """What is shown, line by line."""
        rows = range(self._filter.rowCount())
        return [as_line(self._filter.index(row, 0).data(_ENTRY)) for row in rows]

    def copy(self) -> None:
        """The chosen lines, or all that are shown, onto the clipboard."""
        QGuiApplication.clipboard().setText("\n".join(as_line(one) for one in self._chosen()))

    def export(self) -> None:
        """Ask for a file and keep what is shown in it."""
        name, _kind = QFileDialog.getSaveFileName(
            self,
            tr("log_export"),
            f"{self.shows.currentText()}.txt",
            "Text (*.txt);;JSON (*.jsonl)",
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """JSON lines when the name ends so, else text."""
        entries = self._entries()
        if path.suffix == ".jsonl":
            text = "\n".join(msgspec.json.encode(one).decode() for one in entries)
        else:
            text = "\n".join(as_line(one) for one in entries)
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            self._session.failed.emit(tr("not_written", reason=error.strerror))

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._filter)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setAccessibleName(tr("log_title"))
        QShortcut(QKeySequence.StandardKey.Copy, table, self.copy)
        return table

    def _lay_out(self) -> None:
        copy, export = QPushButton(tr("copy")), QPushButton(tr("log_export"))
        copy.clicked.connect(self.copy)
        export.clicked.connect(self.export)
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.shows)
        above.addWidget(self.kinds)
        above.addWidget(self.search, 1)
        self._left_out = plain_label("", "quiet")
        below.addWidget(self._left_out, 1)
        below.addWidget(copy)
        below.addWidget(export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(above)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)

    def _ask(self, journal_id: str) -> None:
        self._session.ask(GetJournal(journal_id), self._take)

    def _take(self, result: Result) -> None:
        if not isinstance(result, Journal):
            return
        self._known = result.journals
        self.shows.clear()
        for info in result.journals:
            self.shows.addItem(date_and_time(info.began_wall_ms), info.id)
        self.shows.setCurrentIndex(max(0, self.shows.findData(result.journal_id)))
        self._model.removeRows(0, self._model.rowCount())
        for entry in result.entries:
            self._model.appendRow(self._row(entry))
        left = tr("log_left_out", count=result.left_out) if result.left_out else ""
        self._left_out.setText(left)
        self._look()

    def _hear(self, event: Event) -> None:
        if not isinstance(event, Logged):
            return
        if event.is_new_show:
            self._ask("")
        elif self._known and self.shows.currentData() == self._known[0].id:
            self._model.appendRow(self._row(event.entry))
            if self._model.rowCount() > _MOST_ROWS:
                self._model.removeRow(0)
            self._look()

    def _look(self) -> None:
        bar = self.table.verticalScrollBar()
        was_below = bar.value() == bar.maximum()
        self._filter.look_for(self.search.text(), self.kinds.currentData())
        has_some = self._filter.rowCount() > 0
        self._none.setText(tr("log_none") if not self._model.rowCount() else tr("log_not_found"))
        self._none.setVisible(not has_some)
        self.table.setVisible(has_some)
        if was_below:
            self.table.scrollToBottom()

    def _row(self, entry: LogEntry) -> list[QStandardItem]:
        cells = [
            QStandardItem(words)
            for words in (wall_time(entry.wall_ms), show_time(entry.show_ms), entry_words(entry))
        ]
        cells[0].setData(entry, _ENTRY)
        for cell in cells[:2]:
            cell.setForeground(self._theme.colour("quiet"))
        if entry.word in _LOUD:
            cells[2].setForeground(self._theme.colour("live"))
        elif entry.word in ("log_alarm_warning", "log_server_reconnecting", "log_no_proof"):
            cells[2].setForeground(self._theme.colour("warn"))
        cells[2].setToolTip(plain_tip(cells[2].text()))
        return cells

    def _entries(self) -> list[LogEntry]:
        return [self._filter.index(row, 0).data(_ENTRY) for row in range(self._filter.rowCount())]

    def _chosen(self) -> list[LogEntry]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._filter.index(row, 0).data(_ENTRY) for row in rows] or self._entries()
