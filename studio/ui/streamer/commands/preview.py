"""Commands for the preview: on and off, take, cut, fade; and how scenes change."""

from collections.abc import Callable
from functools import partial

from studio.core.scene import TransitionKind
from studio.ui.command import Command
from studio.ui.session import Session
from studio.ui.staging import is_preparing, take, toggle_preview
from studio.ui.words import tr


def preview_commands(session: Session, open_settings: Callable[[], object]) -> list[Command]:
    """``open_settings()`` shows how scenes change."""
    is_on = partial(is_preparing, session)
    anywhere = partial(Command, group="scenes", can_be_global=True)
    return [
        anywhere(
            "preview.toggle",
            tr("preview_mode"),
            partial(toggle_preview, session),
            ("Ctrl+Shift+P",),
            is_checked=is_on,
        ),
        anywhere(
            "preview.take",
            tr("take_command"),
            partial(take, session),
            ("Ctrl+Return", "Ctrl+Enter"),
            is_possible=is_on,
        ),
        anywhere(
            "preview.cut",
            tr("take_cut_command"),
            partial(take, session, TransitionKind.CUT),
            ("Ctrl+Shift+Return",),
            is_possible=is_on,
        ),
        anywhere(
            "preview.fade",
            tr("take_fade_command"),
            partial(take, session, TransitionKind.FADE),
            is_possible=is_on,
        ),
        Command("scenes.transition", tr("transition_title"), open_settings, group="scenes"),
    ]
