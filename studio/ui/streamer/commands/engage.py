"""Commands for what viewers take part in: a poll, a draw, the next question."""

from functools import partial

from studio.core.engage import DrawState
from studio.ui.command import Command
from studio.ui.streamer.engage_panel import EngagePanel
from studio.ui.words import tr


def engage_commands(panel: EngagePanel) -> list[Command]:
    """One key begins the poll and the same key closes it; likewise the draw."""
    shown = panel.feed.shown
    is_polling = shown.poll is not None and not shown.poll.is_closed
    is_drawing = shown.draw is not None and shown.draw.state in (DrawState.OPEN, DrawState.FROZEN)
    known = partial(
        Command, group="air", is_possible=lambda: panel.feed.is_known, can_be_global=True
    )
    poll = (
        (tr("poll_close"), panel.poll.close_poll)
        if is_polling
        else (tr("poll_begin"), panel.begin_poll)
    )
    draw = (
        (tr("draw_now"), panel.draw.draw_now)
        if is_drawing
        else (tr("draw_begin"), panel.begin_draw)
    )
    return [
        known("engage.poll", *poll, ("Ctrl+Shift+O",)),
        known("engage.draw", *draw, ("Ctrl+Shift+D",)),
        known(
            "engage.next",
            tr("question_next_answered"),
            panel.questions.answer_next,
            ("Ctrl+Shift+N",),
            is_possible=lambda: panel.feed.shown.next_question is not None,
        ),
    ]
