"""What was deleted is said, with the way back: nobody is asked before."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from studio.core.messages.requests import Undo
from studio.ui.session import Session
from studio.ui.widgets.toast import Toast, ToastAct
from studio.ui.words import tr


class Removal(QObject):
    """Its button undoes that step and no other: after the next change it is gone."""

    def __init__(self, session: Session, toast: Toast) -> None:
        super().__init__(toast)
        self._session = session
        self._toast = toast
        self._revision = -1
        session.removed.connect(self._say)
        session.show_changed.connect(self._follow)

    def _say(self, what: str) -> None:
        self._revision = self._session.state.revision
        key = QKeySequence(QKeySequence.StandardKey.Undo)
        words = f"{tr('undo')} ({key.toString(QKeySequence.SequenceFormat.NativeText)})"
        self._toast.say(tr("removed", name=what), act=ToastAct(words, self._undo))

    def _undo(self) -> None:
        if self._session.state.revision == self._revision:
            self._session.ask(Undo())

    def _follow(self) -> None:
        if self._revision >= 0 and self._session.state.revision != self._revision:
            self._revision = -1
            if self._toast.button.isVisible():
                self._toast.hide()
