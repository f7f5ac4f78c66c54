"""The bar below the picture: how scenes change; with the preview on also when, and by hand."""

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSlider, QVBoxLayout, QWidget

from studio.core.edits import ChangeTransition
from studio.core.messages.requests import MoveTransition, SaveReplay
from studio.core.scene import Transition, TransitionKind
from studio.ui.command_book import menu_of
from studio.ui.session import Session
from studio.ui.staging import is_preparing, set_swapping, take, toggle_preview
from studio.ui.streamer.commands.replay import replay_commands
from studio.ui.streamer.transition_dialog import TransitionDialog
from studio.ui.streamer.transition_fields import MOST_MS, kind_words, milliseconds
from studio.ui.theme import Theme
from studio.ui.widgets.panel import tool_button
from studio.ui.words import tr

_STEPS = 200
_BAR_PX = 90
_WIDE_PX, _TIGHT_PX, _ROOMY_PX, _LEAST_PX = 880, 540, 500, 430
_GAP_PX = 8
_TAKING_PLACE = 4  # after the room in the middle


class TransitionBar(QWidget):
    """Everything in it has a key too; see ``commands/preview.py``."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("transitions")
        self._session = session
        self._staged = ("", "")
        self._wanted: Transition | None = None
        self._is_wide: bool | None = None
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("transition_kind"))
        self.kind.setToolTip(tr("transition_kind"))
        for kind in TransitionKind:
            self.kind.addItem(kind_words(kind), kind)
        self.duration = milliseconds(MOST_MS)
        self.duration.setAccessibleName(tr("transition_duration_field"))
        self.duration.setToolTip(tr("transition_duration_field"))
        self.more = tool_button("settings", tr("transition_title"), theme, self.open_settings)
        self.by_hand = QSlider(Qt.Orientation.Horizontal)
        self.by_hand.setRange(0, _STEPS)
        self.by_hand.setMinimumWidth(_BAR_PX)
        self.by_hand.setAccessibleName(tr("transition_by_hand"))
        self.by_hand.setToolTip(tr("transition_by_hand"))
        self.cut = _button("transition_cut", tr("take_cut_tip"))
        self.fade = _button("transition_fade", tr("take_fade_tip"))
        self.take = _button("take", tr("take_tip"))
        self.take.setObjectName("primary")
        self.swap = tool_button("swap", tr("take_swap"), theme, self._swap)
        self.swap.setCheckable(True)
        self.clip = tool_button("clip", "", theme, lambda: session.ask(SaveReplay()))
        self.replay = tool_button("replay", tr("replay_tip"), theme, self._replay)
        self.preview = QPushButton(tr("preview_mode"))
        self.preview.setCheckable(True)
        self.preview.setToolTip(tr("preview_mode_tip"))
        self.second = QPushButton()
        self.second.setCheckable(True)
        self.second.setToolTip(tr("canvas_second_tip"))
        self.second.hide()
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what is set now."""
        show = self._session.show
        is_on = is_preparing(self._session)
        self._taking.setVisible(is_on)
        self._name_clip()
        self.preview.setChecked(is_on)
        if show is None:
            return
        if show.transition == self._wanted:
            self._wanted = None
        transition = self._wanted or show.transition
        with QSignalBlocker(self.kind), QSignalBlocker(self.duration):
            self.kind.setCurrentIndex(self.kind.findData(transition.kind))
            self.duration.setValue(transition.duration_ms)
        has_duration = transition.kind not in (TransitionKind.CUT, TransitionKind.STINGER)
        self.duration.setEnabled(has_duration)
        self.swap.setChecked(show.is_swapping)

    def open_settings(self) -> None:
        """All that a transition can be set to."""
        TransitionDialog(self.window(), self._session).open()

    def _lay_out(self) -> None:
        how, when = _row(), _row()
        for widget in (self.kind, self.duration, self.more):
            how.addWidget(widget)
        how.addStretch(1)
        how.addWidget(self.clip)
        how.addWidget(self.replay)
        how.addWidget(self.second)
        how.addWidget(self.preview)
        for taking in (self.by_hand, self.swap, self.cut, self.fade, self.take):
            when.addWidget(taking)
        self._taking = QWidget()
        self._taking.setLayout(when)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        self._rows.addLayout(how)
        self._how = how
        self._put(is_wide=True)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of two rows: in a small window they stand below each other."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row or two."""
        super().resizeEvent(event)
        self._put(is_wide=self.width() >= _WIDE_PX)
        is_tight = self.width() < _TIGHT_PX
        self.more.setVisible(not is_tight)  # the menu and the palette have it too
        self.duration.setVisible(self.width() >= _ROOMY_PX)  # the settings of it say it too
        hint = self.duration.minimumSizeHint() if is_tight else self.duration.sizeHint()
        self.duration.setMaximumWidth(hint.width())
        self._how.setSpacing(_GAP_PX // 2 if is_tight else _GAP_PX)

    def _put(self, *, is_wide: bool) -> None:
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        if is_wide:
            self._rows.removeWidget(self._taking)
            self._how.insertWidget(_TAKING_PLACE, self._taking)
        else:
            self._how.removeWidget(self._taking)
            self._rows.insertWidget(0, self._taking)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._set_kind())
        self.duration.valueChanged.connect(lambda value: self._set(duration_ms=value))
        self.by_hand.valueChanged.connect(self._move)
        self.by_hand.sliderReleased.connect(self._let_go)
        self.cut.clicked.connect(lambda: take(self._session, TransitionKind.CUT))
        self.fade.clicked.connect(lambda: take(self._session, TransitionKind.FADE))
        self.take.clicked.connect(lambda: take(self._session))
        self.preview.clicked.connect(lambda: toggle_preview(self._session))
        self._session.show_changed.connect(self._follow)
        self._session.changed.connect(self._name_clip)
        self._session.failed.connect(self._forget_wish)

    def _follow(self) -> None:
        show = self._session.show
        staged = (show.current_scene_id, show.preview_scene_id) if show is not None else ("", "")
        if staged != self._staged and not self.by_hand.isSliderDown():
            with QSignalBlocker(self.by_hand):
                self.by_hand.setValue(0)
        self._staged = staged
        self.refresh()

    def _forget_wish(self) -> None:
        self._wanted = None
        self.refresh()

    def _set_kind(self) -> None:
        kind = self.kind.currentData()
        self._set(kind=kind)
        show = self._session.show
        needs_file = kind in (TransitionKind.LUMA, TransitionKind.STINGER)
        if show is not None and needs_file and not show.transition.path:
            self.open_settings()

    def _set(self, **fields: object) -> None:
        show = self._session.show
        if show is not None:
            # On what was asked for last: the answer to that may still be on its way.
            changed: Transition = replace(self._wanted or show.transition, **fields)
            self._wanted = changed
            self._session.edit(ChangeTransition(changed), f"transition--{changed.kind.value}")

    def _move(self, step: int) -> None:
        """By hand; keys too. At the end the scene is on air and the bar is free again."""
        if is_preparing(self._session):
            self._session.ask(MoveTransition(step / _STEPS))
        if step == _STEPS and not self.by_hand.isSliderDown():
            self._let_go()

    def _let_go(self) -> None:
        if self.by_hand.value() == _STEPS:
            with QSignalBlocker(self.by_hand):
                self.by_hand.setValue(0)

    def _replay(self) -> None:
        menu = menu_of(self, replay_commands(self._session))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.replay.mapToGlobal(self.replay.rect().topLeft()) - menu.rect().bottomLeft())

    def _name_clip(self) -> None:
        """One click keeps what just happened; without a buffer there is nothing to keep."""
        seconds = self._session.state.settings.recording.replay_s
        self.clip.setEnabled(bool(seconds))
        self.clip.setAccessibleName(tr("save_replay", seconds=seconds))
        self.clip.setToolTip(tr("save_replay_tip", seconds=seconds))

    def _swap(self) -> None:
        set_swapping(self._session, self.swap.isChecked())


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP_PX)
    return row


def _button(key: str, tip: str) -> QPushButton:
    button = QPushButton(tr(key))
    button.setToolTip(tip)
    return button
