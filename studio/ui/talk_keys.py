"""Talk keys: a strip is heard, or silent, while its key is held down, and not a moment longer."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QKeySequenceEdit,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)

from studio.core.messages.requests import HoldTalk
from studio.core.settings import TalkKey
from studio.core.talking import SAY_AGAIN_S, Talk
from studio.ui.hotkeys.base import Hotkeys, OnPressed
from studio.ui.session import Session
from studio.ui.words import tr

_NATIVE = QKeySequence.SequenceFormat.NativeText
_TYPING = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)
_MODIFIER_KEYS = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Meta: Qt.KeyboardModifier.MetaModifier,
}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_COMMANDING |= Qt.KeyboardModifier.MetaModifier

MakeHotkeys = Callable[[OnPressed, OnPressed], Hotkeys]


class TalkKeys(QObject):
    """``make(on_pressed, on_released)`` gives the system's keys; ``changed``: down or up.

    While a window of ours is active its keys count, and all are up when none is. What works
    everywhere is up only when the system says so.
    """

    changed = Signal()

    def __init__(self, session: Session, make: MakeHotkeys, say: Callable[[str], object]) -> None:
        super().__init__(session)
        self._session = session
        self._make = make
        self._say = say
        self._hotkeys: Hotkeys | None = None
        self._sources: dict[str, frozenset[str]] = {}
        self._everywhere: frozenset[str] = frozenset()
        self._down: set[str] = set()  # by keys of this program's windows
        self._down_everywhere: set[str] = set()
        self._is_listening = False
        self._again = QTimer(self, interval=round(SAY_AGAIN_S * 1000))
        self._again.timeout.connect(self._say_held)
        session.changed.connect(self.refresh)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._activated)

    @property
    def can_be_everywhere(self) -> bool:
        """Whether keys are heard, down and up, in front of other programs."""
        return self._made().hears_releases

    def key_of(self, source_id: str) -> TalkKey | None:
        """The key of a strip, if it has one."""
        keys = self._session.state.settings.ui.talk_keys
        return next((one for one in keys if one.source_id == source_id), None)

    def is_held(self, source_id: str) -> bool:
        """Whether a strip's key is down."""
        return source_id in self._held()

    def refresh(self) -> None:
        """Strips or keys may be others now."""
        show = self._session.show
        strips = show.strips if show is not None else ()
        talking = {one.source_id for one in strips if one.talk is not Talk.OFF}
        keys = [one for one in self._session.state.settings.ui.talk_keys if one.key]
        keys = [one for one in keys if one.source_id in talking]
        before = self._held()
        self._sources = {
            key: frozenset(one.source_id for one in keys if one.key == key)
            for key in {one.key for one in keys}
        }
        self._listen(is_listening=bool(self._sources))
        self._down &= self._sources.keys()
        self._down_everywhere &= self._sources.keys()
        self._hold_everywhere(frozenset(one.key for one in keys if one.is_everywhere))
        self._tell(before)

    def close(self) -> None:
        """Every key is up, and none is listened for any more."""
        self._session.changed.disconnect(self.refresh)
        before = self._held()
        self._down.clear()
        self._down_everywhere.clear()
        self._tell(before)
        self._listen(is_listening=False)
        application = QApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.disconnect(self._activated)
        if self._hotkeys is not None:
            self._hotkeys.close()
            self._hotkeys = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keys of our own windows, before anything else has them."""
        kind = event.type()
        if not self._sources or not isinstance(event, QKeyEvent):
            return False
        if kind is QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._released(event)
            return False
        key = _name_of(event)
        if key not in self._sources or _is_typing(event):
            return False
        if kind is QEvent.Type.ShortcutOverride:
            event.accept()  # a command with the same key is not meant
            return True
        if kind is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._press(self._down, key)
        return kind is QEvent.Type.KeyPress

    def _listen(self, *, is_listening: bool) -> None:
        """A filter is asked about every event there is, so there is none without a talk key."""
        application = QApplication.instance()
        if is_listening is self._is_listening or application is None:
            return
        self._is_listening = is_listening
        if is_listening:
            application.installEventFilter(self)
        else:
            application.removeEventFilter(self)

    def _released(self, event: QKeyEvent) -> None:
        """Its own key or one of its modifiers is up: which first does not matter."""
        modifier = _MODIFIER_KEYS.get(Qt.Key(event.key()))
        for key in list(self._down):
            combination = _combination(key)
            is_own = combination.key() == event.key()
            if is_own or (modifier is not None and modifier in combination.keyboardModifiers()):
                self._release(self._down, key)

    def _activated(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            for key in list(self._down):
                self._release(self._down, key)

    def _hold_everywhere(self, keys: frozenset[str]) -> None:
        if keys == self._everywhere or (not keys and self._hotkeys is None):
            return
        self._everywhere = keys
        hotkeys = self._made()
        if not hotkeys.hears_releases:
            return
        for key in sorted(hotkeys.hold(keys)):
            self._say(tr("hotkey_taken", key=QKeySequence(key).toString(_NATIVE)))

    def _made(self) -> Hotkeys:
        if self._hotkeys is None:
            self._hotkeys = self._make(
                lambda key: self._press(self._down_everywhere, key),
                lambda key: self._release(self._down_everywhere, key),
            )
        return self._hotkeys

    def _press(self, down: set[str], key: str) -> None:
        if key in self._sources and key not in down:
            before = self._held()
            down.add(key)
            self._tell(before)

    def _release(self, down: set[str], key: str) -> None:
        before = self._held()
        down.discard(key)
        self._tell(before)

    def _held(self) -> frozenset[str]:
        down = self._down | self._down_everywhere
        return frozenset().union(*(self._sources.get(key, frozenset()) for key in down))

    def _tell(self, before: frozenset[str]) -> None:
        now = self._held()
        for source_id in sorted(now ^ before):
            self._session.ask(HoldTalk(source_id, is_held=source_id in now))
        if now and not self._again.isActive():
            self._again.start()
        elif not now:
            self._again.stop()
        if now != before:
            self.changed.emit()

    def _say_held(self) -> None:
        for source_id in sorted(self._held()):
            self._session.ask_quietly(HoldTalk(source_id), lambda _result: None)


def key_words(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(_NATIVE)


def _combination(key: str) -> QKeyCombination:
    found: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
    return found


def _name_of(event: QKeyEvent) -> str:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(event.key()))).toString()


def _is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes something where words are written, or is being chosen."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QKeySequenceEdit):
        return True
    writes = bool(event.text().strip() or event.text() == " ")
    return isinstance(focus, _TYPING) and writes and not event.modifiers() & _COMMANDING
