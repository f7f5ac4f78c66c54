"""The lucky draw in the panel: promised, entered, drawn; winners appear one after another."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QToolButton

from studio.core.engage import DrawNow, DrawState
from studio.core.messages.requests import CancelDraw, FreezeDraw, HideEngaged, RevealDraw
from studio.ui.engage.box import Box, left_words
from studio.ui.engage.feed import EngageFeed
from studio.ui.session import Session
from studio.ui.theme import Theme
from studio.ui.widgets.panel import plain_label, set_tone, tool_button
from studio.ui.words import tr

_NEXT_NAME_MS = 800
_GOING_ON = (DrawState.OPEN, DrawState.FROZEN)


class DrawBox(Box):
    """``begin`` asks for a new one."""

    def __init__(
        self, session: Session, theme: Theme, feed: EngageFeed, begin: Callable[[], object]
    ) -> None:
        super().__init__(tr("draw"))
        self._session = session
        self._feed = feed
        self.words = plain_label("", "quiet")
        self.winners = plain_label("", "name")
        self.proof = plain_label("", "quiet")
        for label in (self.words, self.winners, self.proof):
            label.setWordWrap(True)
            self.rows.addWidget(label)
        set_tone(self.winners, "good")
        self.begin = self.button(tr("draw_begin"), begin)
        self.reveal = self.button(tr("draw_now"), self.draw_now, "primary")
        self.freeze = self.button(tr("draw_freeze"), self._freeze)
        self.hide_act = self.button(tr("engage_hide"), self._hide)
        self.more: QToolButton = tool_button("more", tr("draw_more"), theme, self._open_menu)
        self.buttons.addWidget(self.more)
        self._drawn_id = ""
        self._seen = 0  # how many winners' names stand there
        self._next = QTimer(self, interval=_NEXT_NAME_MS)
        self._next.timeout.connect(self._show_next)

    def show_now(self, now_wall_ms: int) -> None:
        """As it is known."""
        now = self._feed.shown.draw
        state = now.state if now is not None else None
        self.words.setText(self._words(now))
        self.begin.setVisible(state not in _GOING_ON)
        self.begin.setEnabled(self._feed.is_known)
        self.reveal.setVisible(state in _GOING_ON)
        self.freeze.setVisible(state is DrawState.OPEN)
        self.more.setVisible(state in _GOING_ON)
        self.hide_act.setVisible(now is not None and state not in _GOING_ON)
        self.note.setText(_note(now, now_wall_ms))
        self._show_winners(now)

    def draw_now(self) -> None:
        """Close the list if it is open, and draw."""
        self._session.ask(RevealDraw())

    def menu(self) -> QMenu:
        """What is seldom wanted, and never by a slip."""
        menu = QMenu(self)
        menu.addAction(tr("draw_cancel"), lambda: self._session.ask(CancelDraw()))
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _freeze(self) -> None:
        self._session.ask(FreezeDraw())

    def _hide(self) -> None:
        now = self._feed.shown.draw
        if now is not None:
            self._session.ask(HideEngaged(now.id))

    def _words(self, now: DrawNow | None) -> str:
        if now is None:
            return tr("draw_none")
        prize = now.rules.prize or tr("draw_no_prize")
        if now.state is DrawState.OPEN and now.rules.keyword:
            return f"{prize}\n{tr('draw_keyword_is', keyword=now.rules.keyword)}"
        return f"{prize}\n{tr(f'draw_is_{now.state.value}')}"

    def _show_winners(self, now: DrawNow | None) -> None:
        is_drawn = now is not None and now.state is DrawState.DRAWN
        self.winners.setVisible(is_drawn)
        self.proof.setVisible(now is not None)
        self.proof.setText(tr("draw_promise", hash=now.commitment[:16]) if now is not None else "")
        if now is None or not is_drawn:
            self._drawn_id = ""
            self._next.stop()
            return
        if now.id != self._drawn_id:
            self._drawn_id, self._seen = now.id, min(1, len(now.winners))
            self._next.start()
        self._say_winners(now)

    def _show_next(self) -> None:
        now = self._feed.shown.draw
        if now is None or self._seen >= len(now.winners):
            self._next.stop()
            return
        self._seen += 1
        self._say_winners(now)

    def _say_winners(self, now: DrawNow) -> None:
        names = [one.name or tr("draw_someone") for one in now.winners[: self._seen]]
        self.winners.setText("\n".join(names) if now.winners else tr("draw_nobody"))


def _note(now: DrawNow | None, now_wall_ms: int) -> str:
    if now is None:
        return ""
    entries = tr("draw_entries", count=now.entries)
    is_open = now.state is DrawState.OPEN
    left = left_words(now.closes_wall_ms, now_wall_ms) if is_open else ""
    return f"{entries} · {left}" if left else entries
