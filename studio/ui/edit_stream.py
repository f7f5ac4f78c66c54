"""Edits that come faster than they are answered: one is on its way, and the newest one waits."""

from PySide6.QtCore import QObject, Signal

from studio.core.edits import AnyEdit
from studio.core.messages.requests import ApplyEdit
from studio.core.messages.results import Result
from studio.ui.session import Session


class EditStream(QObject):
    """A drag sends at every move of the pointer; what is overtaken is dropped and counted.

    ``settled`` when all that was sent has been answered; False: something was refused.
    """

    settled = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._waiting: tuple[AnyEdit, str] | None = None
        self._is_on_its_way = False
        self.overtaken = 0

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._is_on_its_way

    def send(self, edit: AnyEdit, merge_key: str) -> None:
        """Ask for this edit now, or as soon as the one before it is answered."""
        if self._is_on_its_way:
            waiting = self._waiting
            if waiting is not None and waiting[1] != merge_key:
                self._session.edit(*waiting)  # another step to undo: it must not get lost
            elif waiting is not None:
                self.overtaken += 1
            self._waiting = (edit, merge_key)
            return
        self._is_on_its_way = True
        self._session.ask(ApplyEdit(edit, merge_key), self._done, self._failed)

    def flush(self) -> None:
        """Send what waits at once: what is asked for next comes after it."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._session.edit(*waiting)

    def _done(self, _result: Result) -> None:
        self._go_on(has_failed=False)

    def _failed(self) -> None:
        self._waiting = None
        self._go_on(has_failed=True)

    def _go_on(self, *, has_failed: bool) -> None:
        self._is_on_its_way = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.send(*waiting)
            return
        self.settled.emit(not has_failed)
