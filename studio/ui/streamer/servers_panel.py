"""The servers that get the show beside the viewer page: a list, and what each lacks."""

from functools import partial

import msgspec
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.core.messages.requests import RetryTarget, SetSettings, SetTargetSecret
from studio.core.scene import Canvas
from studio.core.services import service_of
from studio.core.targets import MOST_TARGETS, Target, TargetStatus
from studio.ui.session import Session
from studio.ui.streamer.server_dialog import Sent, ServerDialog
from studio.ui.theme import Theme
from studio.ui.widgets.panel import Panel, plain_label, set_tone
from studio.ui.widgets.server_row import ServerRow
from studio.ui.words import tr


class ServersPanel(Panel):
    """Every change is a change of the settings, and holds on air at once."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(tr("servers"), theme)
        self._session = session
        self._theme = theme
        self._shown: tuple[Target, ...] = ()
        self.rows: list[ServerRow] = []
        self._add = self.add_tool("add", tr("server_add"), self.add)
        self._none = plain_label(tr("no_servers"), "quiet")
        self._none.setWordWrap(True)
        self._none.setContentsMargins(4, 0, 4, 4)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self._scroll = scroll
        self.rule = plain_label("", "alarm")
        self.rule.setWordWrap(True)
        self.rule.setContentsMargins(4, 4, 4, 0)
        set_tone(self.rule, "warning")
        self.body.addWidget(self._none)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.rule)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        state = self._session.state
        targets = state.settings.targets
        if targets != self._shown:
            self._shown = targets
            self._fill()
        self._none.setVisible(not targets)
        self._scroll.setVisible(bool(targets))
        self._add.setEnabled(state.is_connected and len(targets) < MOST_TARGETS)
        rules = _rules_of(targets)
        self.rule.setText("\n".join(rules))
        self.rule.setVisible(bool(rules))
        known = {status.target_id: status for status in state.stats.targets}
        for row in self.rows:
            row.show_status(known.get(row.target.id, TargetStatus(row.target.id, row.target.name)))

    def add(self) -> None:
        """Ask for a new one."""
        self._open(None)

    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [
            ServerRow(target, self._theme, partial(self._act, target)) for target in self._shown
        ]
        for place, row in enumerate(self.rows):
            self._list.insertWidget(place, row)

    def _act(self, target: Target, name: str) -> None:
        if name == "retry":
            self._session.ask(RetryTarget(target.id))
        elif name == "edit":
            self._open(target)
        elif name == "toggle":
            turned = msgspec.structs.replace(target, is_enabled=not target.is_enabled)
            self._keep(tuple(turned if one.id == target.id else one for one in self._targets()))
        elif name == "remove":
            self._keep(tuple(one for one in self._targets() if one.id != target.id))

    def _open(self, target: Target | None) -> None:
        state = self._session.state
        has_key = target is not None and any(
            status.has_secret for status in state.stats.targets if status.target_id == target.id
        )
        sent = Sent(
            state.settings.video,
            state.show.canvas if state.show is not None else Canvas(),
            any(one.is_enabled and one != target for one in self._targets()),
            state.show.second_canvas if state.show is not None else None,
        )
        parent: QWidget = self.window()
        dialog = ServerDialog(parent, target, has_key, sent, self._save)
        dialog.open()

    def _save(self, target: Target, key: str | None) -> None:
        known = {one.id for one in self._targets()}
        if target.id in known:
            self._keep(tuple(target if one.id == target.id else one for one in self._targets()))
        else:
            self._keep((*self._targets(), target))
        if key is not None:
            self._session.ask(SetTargetSecret(target.id, key))

    def _targets(self) -> tuple[Target, ...]:
        return self._session.state.settings.targets

    def _keep(self, targets: tuple[Target, ...]) -> None:
        settings = msgspec.structs.replace(self._session.state.settings, targets=targets)
        self._session.ask(SetSettings(settings))


def _rules_of(targets: tuple[Target, ...]) -> list[str]:
    """What services ask of those who stream to several at once, if this show does."""
    enabled = [one for one in targets if one.is_enabled]
    services = dict.fromkeys(service_of(one.url) for one in enabled)
    return [
        tr(f"server_rule_{one.id}")
        for one in services
        if one is not None and one.has_rule and len(enabled) > 1
    ]
