"""Commands for editing: undo and redo by name."""

from collections.abc import Callable
from functools import partial

from studio.core.messages.requests import Redo, Request, Undo
from studio.ui.command import Command
from studio.ui.sentences import said
from studio.ui.session import Session
from studio.ui.words import tr


def edit_commands(session: Session, flush: Callable[[], object] = lambda: None) -> list[Command]:
    """What can be taken back, and brought back. ``flush()`` sends the drag that still waits."""
    state = session.state
    undo_words = tr("undo_named", edit=said(state.undo_name)) if state.undo_name else tr("undo")
    redo_words = tr("redo_named", edit=said(state.redo_name)) if state.redo_name else tr("redo")
    return [
        Command(
            "edit.undo",
            undo_words,
            partial(_ask_after, flush, session, Undo()),
            ("Ctrl+Z",),
            "edit",
            lambda: bool(session.state.undo_name),
        ),
        Command(
            "edit.redo",
            redo_words,
            partial(_ask_after, flush, session, Redo()),
            ("Ctrl+Shift+Z", "Ctrl+Y"),
            "edit",
            lambda: bool(session.state.redo_name),
        ),
    ]


def _ask_after(flush: Callable[[], object], session: Session, request: Request) -> None:
    flush()
    session.ask(request)
