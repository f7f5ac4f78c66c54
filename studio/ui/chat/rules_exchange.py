"""Rules to a file and from one: ours, Twitch's blocked terms, Nightbot's list; with a report."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QMessageBox, QPushButton, QWidget

from studio.core.messages.requests import ExportRules, ImportRules
from studio.core.messages.results import Result, RulesExported, RulesImported
from studio.core.messages.rules_requests import MOST_LIST_CHARACTERS
from studio.core.moderation import RulesFormat
from studio.ui.chat.rules_draft import Rules
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.words import tr

_MOST_BYTES = 2_000_000
_MOST_LINES = 12
_SUFFIXES = {
    RulesFormat.HAWKER: "json",
    RulesFormat.TWITCH: "json",
    RulesFormat.NIGHTBOT: "txt",
}


class RulesExchange(QWidget):
    """Two buttons. What is read goes into the draft, where it can be taken back."""

    def __init__(
        self, session: Session, rules: Callable[[], Rules], take: Callable[[Rules], None]
    ) -> None:
        super().__init__()
        self._session = session
        self._rules = rules
        self._take = take
        self.read = QPushButton(tr("rules_import"))
        self.write = QPushButton(tr("rules_export"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button, act in ((self.read, self._ask_to_read), (self.write, self._ask_to_write)):
            menu = QMenu(button)
            for format_ in RulesFormat:
                menu.addAction(tr(f"rules_format_{format_.value}"), partial(act, format_))
            button.setMenu(menu)
            button.setAutoDefault(False)
            row.addWidget(button)

    def read_from(self, path: Path, format_: RulesFormat) -> None:
        """Have the hub read it, and take it into the draft with a report."""
        try:
            data = path.read_bytes()[: _MOST_BYTES + 1]
            text = data.decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else tr("rules_no_text")
            self._session.failed.emit(tr("not_read", reason=reason))
            return
        if not text.strip() or len(text) > MOST_LIST_CHARACTERS:
            self._session.failed.emit(tr("not_read", reason=tr("rules_too_long")))
            return

        def take(result: Result) -> None:
            if isinstance(result, RulesImported):
                self._take(result.rules)
                self._tell(tr("rules_imported", count=result.added), result.report)

        self._session.ask(ImportRules(format_, text, self._rules()), take)

    def write_to(self, path: Path, format_: RulesFormat) -> None:
        """Keep the draft's rules in a file, and say what the format has no place for."""

        def take(result: Result) -> None:
            if not isinstance(result, RulesExported):
                return
            try:
                path.write_text(result.text, encoding="utf-8")
            except OSError as error:
                self._session.failed.emit(tr("not_written", reason=error.strerror))
                return
            if result.report:
                self._tell(tr("rules_exported"), result.report)

        self._session.ask(ExportRules(format_, self._rules()), take)

    def _ask_to_read(self, format_: RulesFormat) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("rules_import"))
        if name:
            self.read_from(Path(name), format_)

    def _ask_to_write(self, format_: RulesFormat) -> None:
        wanted = f"rules-{format_.value}.{_SUFFIXES[format_]}"
        name, _kind = QFileDialog.getSaveFileName(self, tr("rules_export"), wanted)
        if name:
            self.write_to(Path(name), format_)

    def _tell(self, words: str, report: tuple[str, ...]) -> None:
        """A sentence each for what was left out; many are counted."""
        lines = [said(line) for line in report[:_MOST_LINES]]
        if len(report) > _MOST_LINES:
            lines.append(tr("rules_more", count=len(report) - _MOST_LINES))
        box = QMessageBox(self.window())
        box.setWindowTitle(tr("rules"))
        box.setText(words)
        box.setInformativeText("\n".join(lines))
        box.addButton(tr("close"), QMessageBox.ButtonRole.AcceptRole)
        box.open()
