"""Commands for the chat: what of it is seen, how large, and what of it is on the picture."""

from collections.abc import Callable

import msgspec

from studio.ui.chat.pins import Pins
from studio.ui.chat.text_size import TextSize
from studio.ui.command import Command
from studio.ui.words import tr


def chat_commands(
    pins: Pins,
    sizes: TextSize,
    toggle_highlights: Callable[[], object],
    are_highlights: Callable[[], bool],
) -> list[Command]:
    """All of it can be done in the chat's dock, too."""

    def toggle_polls() -> None:
        pins.show_parts(msgspec.structs.replace(pins.parts, has_polls=not pins.parts.has_polls))

    def toggle_draws() -> None:
        pins.show_parts(msgspec.structs.replace(pins.parts, has_draws=not pins.parts.has_draws))

    return [
        _switch("chat.highlights", "chat_highlights_only", toggle_highlights, are_highlights),
        _listed("chat.larger", "chat_larger", lambda: sizes.change(1)),
        _listed("chat.smaller", "chat_smaller", lambda: sizes.change(-1)),
        _listed("chat.unpin", "chat_unpin", pins.take_down),
        _switch("chat.polls", "picture_has_polls", toggle_polls, lambda: pins.parts.has_polls),
        _switch("chat.draws", "picture_has_draws", toggle_draws, lambda: pins.parts.has_draws),
    ]


def _listed(command_id: str, word: str, act: Callable[[], object]) -> Command:
    return Command(command_id, tr(word), act, group="view", is_in_menu=False)


def _switch(
    command_id: str, word: str, act: Callable[[], object], is_on: Callable[[], bool]
) -> Command:
    return Command(command_id, tr(word), act, group="view", is_checked=is_on, is_in_menu=False)
