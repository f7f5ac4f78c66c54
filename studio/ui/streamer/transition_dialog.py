"""How scenes change: for the whole show, or on the way to one scene. Every change holds at once."""

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from studio.core.edits import ChangeSceneTransition, ChangeTransition
from studio.core.scene import Transition
from studio.ui.session import Session
from studio.ui.streamer.transition_fields import TransitionFields
from studio.ui.widgets.panel import plain_label
from studio.ui.words import tr

_WIDTH_PX = 420


class TransitionDialog(QDialog):
    """``scene_id`` empty: the show's own. Undo takes each step back."""

    def __init__(self, parent: QWidget, session: Session, scene_id: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self._scene_id = scene_id
        self.setMinimumWidth(_WIDTH_PX)
        self.fields = TransitionFields(Transition(), self._change)
        self.is_own = QCheckBox(tr("transition_own"))
        self.is_own.setVisible(bool(scene_id))
        self.is_own.toggled.connect(self._set_own)
        note = plain_label(tr("transition_own_note" if scene_id else "transition_note"), "quiet")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(tr("close"))
        close.setIcon(QIcon())
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for widget in (note, self.is_own, self.fields):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(buttons)
        session.show_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is set now."""
        show = self._session.show
        if show is None:
            return
        if not self._scene_id:
            self.setWindowTitle(tr("transition_title"))
            self.fields.show_transition(show.transition)
            return
        scene = show.scene(self._scene_id)
        if scene is None:
            self.close()
            return
        self.setWindowTitle(tr("transition_to_title", scene=scene.name))
        self.is_own.blockSignals(True)
        self.is_own.setChecked(scene.transition is not None)
        self.is_own.blockSignals(False)
        self.fields.setEnabled(scene.transition is not None)
        self.fields.show_transition(show.transition_to(scene.id))

    def _set_own(self, is_own: bool) -> None:
        own = self.fields.transition if is_own else None
        self._session.edit(ChangeSceneTransition(self._scene_id, own))

    def _change(self, transition: Transition) -> None:
        key = f"transition-{self._scene_id}-{transition.kind.value}"
        if self._scene_id:
            self._session.edit(ChangeSceneTransition(self._scene_id, transition), key)
        else:
            self._session.edit(ChangeTransition(transition), key)
