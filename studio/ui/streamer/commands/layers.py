"""Commands for layers: add each kind of source, group what is selected."""

from collections.abc import Callable, Iterable
from functools import partial

from studio.ui.command import Command
from studio.ui.words import tr


def layer_commands(
    kinds: Iterable[str], add: Callable[[str], object], group: Callable[[], object]
) -> list[Command]:
    """``add(kind)`` asks for a source of that kind; ``group()`` groups what is selected."""
    found = [Command("layers.group", tr("group"), group, ("Ctrl+G",), "layers")]
    found += [
        Command(
            f"layers.add_{kind}",
            tr("add_kind", kind=tr(f"kind_{kind}")),
            partial(add, kind),
            group="layers",
        )
        for kind in kinds
    ]
    return found
