"""The window's session: holds the state, hears events, sends wishes, says what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.edits import AnyEdit
from studio.core.errors import StudioError
from studio.core.messages import requests as ask
from studio.core.messages.events import TOPIC_OF, Event, MetersReported, ShowChanged, Topic
from studio.core.messages.results import Result, Snapshot
from studio.core.scene import Scene, Show
from studio.ui.alive import is_alive
from studio.ui.bridge import SNAPSHOT, Bridge, needs_snapshot
from studio.ui.sentences import said
from studio.ui.state import ViewState, with_event, with_snapshot

_SNAPSHOT_AGAIN_MS = 500


class Session(QObject):
    """One per window. ``changed`` after everything but chat and meters (``metered``).

    ``heard`` with every other event as it came.
    """

    changed = Signal()
    show_changed = Signal()
    metered = Signal()
    preview_changed = Signal()
    failed = Signal(str)
    ready = Signal()
    heard = Signal(object)
    removed = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.state = ViewState()
        self._is_ready = False
        self._removed: list[str] = []
        self._again = QTimer(self, singleShot=True, interval=_SNAPSHOT_AGAIN_MS)
        self._again.timeout.connect(self._get_snapshot)
        bridge.event_heard.connect(self._hear)
        bridge.connected_changed.connect(self._connected)
        if bridge.is_connected:
            self._get_snapshot()

    @property
    def show(self) -> Show | None:
        """The show, once it is known."""
        return self.state.show

    @property
    def scene(self) -> Scene | None:
        """The scene that a person works on: the prepared one, else the one on the programme."""
        return self.state.show.edited_scene if self.state.show is not None else None

    def edit(self, edit: AnyEdit, merge_key: str = "") -> None:
        """Change the show."""
        self.ask(ask.ApplyEdit(edit, merge_key))

    def remove(self, edit: AnyEdit, what: str) -> None:
        """Change the show by taking something away; ``removed(what)`` once it is gone."""
        before = self.state.revision

        def take(_result: Result) -> None:
            if self.state.revision == before:  # the answer was faster than the event
                self._removed.append(what)
            else:
                self.removed.emit(what)

        self.ask(ask.ApplyEdit(edit), take)

    def ask_quietly(
        self,
        request: ask.Request,
        on_result: Callable[[Result], None],
        on_failed: Callable[[], None] = lambda: None,
    ) -> None:
        """Ask for something that is asked for again anyway; a failure is not worth a word."""
        self._bridge.ask(request, on_result, lambda _error: on_failed())

    def ask(
        self,
        request: ask.Request,
        on_result: Callable[[Result], None] | None = None,
        on_failed: Callable[[], None] | None = None,
    ) -> None:
        """Ask for something; what goes wrong is said in the window, and told to ``on_failed``."""

        def fail(error: StudioError) -> None:
            self._say(error)
            if on_failed is not None and is_alive(on_failed):
                on_failed()

        self._bridge.ask(request, on_result, fail)

    def leave(self) -> None:
        """Hear nothing any more: another session takes over."""
        self._again.stop()
        self._bridge.event_heard.disconnect(self._hear)
        self._bridge.connected_changed.disconnect(self._connected)

    def _say(self, error: StudioError) -> None:
        self.failed.emit(said(error.what))

    def _connected(self, is_connected: bool) -> None:
        if is_connected:
            self._get_snapshot()
        else:
            self.state = ViewState(
                show=self.state.show,
                state=self.state.state,  # the show goes on without the hub
                started_wall_ms=self.state.started_wall_ms,
                settings=self.state.settings,
                viewer_url=self.state.viewer_url,
            )
            self.changed.emit()

    def _get_snapshot(self) -> None:
        self._bridge.ask(SNAPSHOT, self._take_snapshot, lambda _error: self._again.start())

    def _take_snapshot(self, result: Result) -> None:
        if not isinstance(result, Snapshot):
            return
        before = self.state.preview
        self.state = with_snapshot(self.state, result)
        self.show_changed.emit()
        if self.state.preview != before:
            self.preview_changed.emit()
        self.changed.emit()
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()

    def _hear(self, event: Event) -> None:
        before = self.state
        self.state = with_event(before, event)
        if isinstance(event, MetersReported):
            self.metered.emit()
            return
        self.heard.emit(event)
        if TOPIC_OF.get(type(event)) in (Topic.CHAT, Topic.TEAM, Topic.ENGAGE):
            return  # many a second, and nothing else in the window changes by them
        if self.state.preview != before.preview:
            self.preview_changed.emit()
        if isinstance(event, ShowChanged):
            self.show_changed.emit()
            while self._removed:
                self.removed.emit(self._removed.pop())
            if before.show is not None and event.show.canvas != before.show.canvas:
                self._get_snapshot()
        if needs_snapshot(event):
            self._get_snapshot()
        self.changed.emit()
