"""One platform: how it does, its fields, signing in, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.core.chat import Platform
from studio.core.clock import SystemClock
from studio.core.connectors import ConnectorState
from studio.core.errors import BadInputError
from studio.core.ids import new_id
from studio.core.platforms import AnyPlatform, PlatformNow, TwitchMode, TwitchPlatform
from studio.ui.chat.platform_words import (
    figures_words,
    platform_name,
    state_words,
    title_of,
    tone_of,
)
from studio.ui.sentences import said
from studio.ui.streamer.platform_form import PlatformForm
from studio.ui.streamer.sign_in import SignIn
from studio.ui.theme import Theme
from studio.ui.widgets.panel import fit_height, plain_label, rule, set_tone
from studio.ui.widgets.plain_tip import plain_tip
from studio.ui.widgets.state_dot import StateDot
from studio.ui.words import tr

_TRIES = (ConnectorState.RECONNECTING, ConnectorState.REFUSED, ConnectorState.SILENT)


class PlatformPage(QWidget):
    """``act(name, page)`` with save, retry, toggle, remove, sign_in, cancel or sign_out.

    ``platform`` None: one that is still to be saved.
    """

    def __init__(
        self,
        theme: Theme,
        kind: Platform,
        platform: AnyPlatform | None,
        act: Callable[[str, "PlatformPage"], object],
    ) -> None:
        super().__init__()
        self.kind = kind
        self.platform = platform
        self.platform_id = platform.id if platform is not None else new_id(kind.value)
        self._act = act
        self._title = ""
        self.title = plain_label("", "name")
        self.dot = StateDot(theme)
        self.word = plain_label("", "alarm")
        self.why = plain_label("", "quiet")
        self.figures = plain_label("", "figures")
        self.budget = QProgressBar()
        self.budget.setTextVisible(False)
        self.budget.hide()
        self.budget.setAccessibleName(tr("platform_budget"))
        self.note = plain_label("", "quiet")
        for label in (self.why, self.figures, self.note):
            label.setWordWrap(True)
        self.sign_in = SignIn(kind, lambda name: act(name, self))
        self._make_buttons()
        self.form = PlatformForm(kind, platform)
        self.form.changed.connect(self._check)
        self._lay_out()
        self.show_now(platform, None)
        self._check()

    def show_now(self, platform: AnyPlatform | None, now: PlatformNow | None) -> None:
        """Show how it does now."""
        self.platform = platform
        is_saved = platform is not None
        self._title = title_of(platform) if platform else platform_name(self.kind)
        for widget in (self.dot, self.word, self.figures, self.toggle, self.remove):
            widget.setVisible(is_saved)
        status = now.status if now is not None else None
        self.why.setText(said(status.reason) if status is not None else "")
        self.why.setVisible(bool(self.why.text()))
        if platform is not None:
            self.toggle.setText(
                tr("platform_turn_off" if platform.is_enabled else "platform_turn_on")
            )
        if status is not None:
            self.dot.show_state(status.state)
            self.word.setText(state_words(status, SystemClock().wall_ms()))
            set_tone(self.word, tone_of(status.state))
            self.figures.setText(figures_words(status))
            self._show_budget(status.budget_left, now.day_units if now is not None else 0)
        self.figures.setVisible(bool(self.figures.text()) and is_saved)
        can_retry = status is not None and status.state in _TRIES
        is_replay = self.kind is Platform.REPLAY
        self.retry.setText(tr("platform_play_again" if is_replay else "platform_retry"))
        self.retry.setVisible(can_retry and is_saved)
        self._show_sign_in(now)
        self.form.show_kept(now.secrets if now is not None else ())
        self._fit()

    def wanted(self) -> AnyPlatform:
        """What the fields say. Raises BadInputError."""
        is_enabled = self.platform is None or self.platform.is_enabled
        return self.form.wanted(self.platform_id, is_enabled=is_enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All words have room, however they are wrapped."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.title.fontMetrics()
        room_px = max(60, self.title.width())
        self.title.setText(metrics.elidedText(self._title, Qt.TextElideMode.ElideMiddle, room_px))
        self.title.setToolTip(plain_tip(self._title))
        for label in (self.why, self.figures, self.note, self.sign_in.words):
            if label.isVisible():
                fit_height(label)

    def _show_sign_in(self, now: PlatformNow | None) -> None:
        platform = self.platform
        is_account = isinstance(platform, TwitchPlatform) and platform.mode is TwitchMode.ACCOUNT
        is_shown = is_account or (self.kind is Platform.YOUTUBE and platform is not None)
        self.sign_in.setVisible(is_shown)
        self._rule.setVisible(is_shown)
        if is_shown:
            self.sign_in.show_now(now)

    def _show_budget(self, left: int, day_units: int) -> None:
        is_counted = day_units > 0 and left >= 0
        self.budget.setVisible(is_counted)
        if is_counted:
            self.budget.setRange(0, day_units)
            self.budget.setValue(min(left, day_units))
            units = tr("platform_units", left=f"{left:,}", day=f"{day_units:,}")
            self.figures.setText(f"{self.figures.text()}\n{units}".strip())

    def _check(self) -> None:
        """Saving is possible once the fields can be; what is wrong is said after a touch."""
        try:
            wanted = self.wanted()
        except BadInputError as error:
            self.save.setEnabled(False)
            is_wrong = not self.form.is_empty(error.where)
            self._say(error.what if is_wrong else self._hint(), is_wrong=is_wrong)
        else:
            is_new = wanted != self.platform or bool(self.form.secrets())
            self.save.setEnabled(is_new)
            self._say(self._hint(), is_wrong=False)

    def _hint(self) -> str:
        return tr(f"platform_note_{self.kind.value}")

    def _say(self, words: str, *, is_wrong: bool) -> None:
        self.note.setText(words)
        set_tone(self.note, "warning" if is_wrong and self.isVisible() else "")
        if self.isVisible():
            fit_height(self.note)

    def _make_buttons(self) -> None:
        def button(words: str, name: str) -> QPushButton:
            made = QPushButton(words)
            made.setAutoDefault(False)
            made.clicked.connect(lambda _checked=False: self._act(name, self))
            return made

        self.save = button(tr("platform_save" if self.platform is None else "save"), "save")
        self.save.setObjectName("primary")
        self.retry = button(tr("platform_retry"), "retry")
        self.toggle = button(tr("platform_turn_off"), "toggle")
        self.remove = button(tr("platform_remove"), "remove")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.dot)
        head.addWidget(self.word)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.remove, self.toggle):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.retry, self.save):
            buttons.addWidget(button)
        self._rule = rule()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self.why, self.figures, self.budget, self.form, self.note, self._rule):
            layout.addWidget(widget)
        layout.addWidget(self.sign_in)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.title.setMinimumWidth(60)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
