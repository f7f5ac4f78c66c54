"""Every command of the streamer's window in one list: for the menu, the palette and the keys."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from studio.core.messages.requests import Redo, SwitchScene, Undo
from studio.core.status import ShowState
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.widgets.palette import Command
from studio.ui.words import tr


class Air(Protocol):
    """What runs the show."""

    def toggle_live(self) -> None:
        """Go live or end."""

    def toggle_recording(self) -> None:
        """Record or finish."""

    def toggle_pause(self) -> None:
        """Pause or go on."""

    def save_replay(self) -> None:
        """Save what just happened."""

    def toggle_rehearsal(self) -> None:
        """Rehearse or end the rehearsal."""


class Parts(Protocol):
    """What else the commands act on."""

    def add_scene(self) -> None:
        """A new scene."""

    def group_layers(self) -> None:
        """Group the selected layers."""

    def open_settings(self) -> None:
        """The settings."""

    def open_palette(self) -> None:
        """The palette."""

    def add_server(self) -> None:
        """A server to send to."""

    def open_demo(self) -> None:
        """The demo show."""

    def add_source(self, kind: str) -> None:
        """Add a source of that kind."""


def commands_of(session: Session, air: Air, parts: Parts, kinds: tuple[str, ...]) -> list[Command]:
    """What can be done in the window now."""
    state = session.state
    undo_words = tr("undo_named", edit=said(state.undo_name)) if state.undo_name else tr("undo")
    redo_words = tr("redo_named", edit=said(state.redo_name)) if state.redo_name else tr("redo")
    found = [
        Command(tr("end_show") if state.is_on_air else tr("go_live"), air.toggle_live, "Ctrl+L"),
        Command(tr("record_toggle"), air.toggle_recording, "Ctrl+R"),
        Command(tr("pause_toggle"), air.toggle_pause, "Ctrl+P", lambda: state.is_on_air),
        Command(
            tr("end_rehearsal") if state.state is ShowState.REHEARSAL else tr("rehearse"),
            air.toggle_rehearsal,
            "Ctrl+Shift+L",
            lambda: not state.is_on_air,
        ),
        _replay(session, air),
        Command(undo_words, lambda: session.ask(Undo()), "Ctrl+Z", lambda: bool(state.undo_name)),
        Command(
            redo_words, lambda: session.ask(Redo()), "Ctrl+Shift+Z", lambda: bool(state.redo_name)
        ),
        Command(tr("add_scene"), parts.add_scene, "Ctrl+N"),
        Command(tr("group"), parts.group_layers, "Ctrl+G"),
        Command(tr("settings"), parts.open_settings, "Ctrl+,"),
        Command(tr("open_demo"), parts.open_demo),
        Command(tr("server_add"), parts.add_server),
    ]
    found += [
        Command(tr("add_kind", kind=tr(f"kind_{kind}")), _adds(parts, kind)) for kind in kinds
    ]
    if state.show is not None:
        for place, scene in enumerate(state.show.scenes):
            shortcut = f"Ctrl+{place + 1}" if place < 9 else ""
            found.append(
                Command(tr("switch_to", scene=scene.name), _switches(session, scene.id), shortcut)
            )
    return found


def _replay(session: Session, air: Air) -> Command:
    seconds = session.state.settings.recording.replay_s
    words = tr("save_replay", seconds=seconds)
    return Command(words, air.save_replay, "Ctrl+Shift+R", lambda: bool(seconds))


def bind_keys(
    window: QWidget, now: Callable[[], list[Command]], open_palette: Callable[[], None]
) -> None:
    """Keys look their command up when they are pressed, so that they always fit the state."""
    keys = [
        "Ctrl+L",
        "Ctrl+Shift+L",
        "Ctrl+R",
        "Ctrl+Shift+R",
        "Ctrl+P",
        "Ctrl+Z",
        "Ctrl+Shift+Z",
        "Ctrl+N",
        "Ctrl+G",
        "Ctrl+,",
    ]
    keys += [f"Ctrl+{number}" for number in range(1, 10)]
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(lambda chosen=key: _press(now(), chosen))
    QShortcut(QKeySequence("Ctrl+K"), window).activated.connect(open_palette)


def menu_of(parent: QWidget, commands: list[Command], most: int) -> QMenu:
    """The first commands as a menu, each with its shortcut beside it."""
    menu = QMenu(parent)
    for command in commands[:most]:
        action = menu.addAction(command.words)
        action.setShortcut(QKeySequence(command.shortcut))
        action.setEnabled(command.is_possible())
        action.triggered.connect(lambda _checked=False, act=command.act: act())
    return menu


def _press(commands: list[Command], key: str) -> None:
    for command in commands:
        if command.shortcut == key and command.is_possible():
            command.act()
            return


def _adds(parts: Parts, kind: str) -> Callable[[], None]:
    return lambda: parts.add_source(kind)


def _switches(session: Session, scene_id: str) -> Callable[[], None]:
    return lambda: session.ask(SwitchScene(scene_id))
