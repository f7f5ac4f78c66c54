"""What requests about rules, the shield and a phrase to be taken away are answered with."""

import msgspec

from studio.core.messages.result_base import Result
from studio.core.moderation import AnyRule
from studio.core.room import RoomMessage


class ShieldExample(msgspec.Struct, frozen=True, rename="camel"):
    """A message that everybody saw, and what the shield would have done: held, dropped, refused.

    ``rule``: the rule's name, or why its author might not have written.
    """

    message: RoomMessage
    outcome: str
    rule: str = ""


class ShieldPreview(Result, frozen=True):
    """What a shield would have done to the last minutes; the newest of each as examples.

    ``is_cut``: more was written than was looked at.
    """

    looked: int = 0
    held: int = 0
    dropped: int = 0
    refused: int = 0
    examples: tuple[ShieldExample, ...] = ()
    is_cut: bool = False


class NukePreview(Result, frozen=True):
    """What would be deleted: how many messages of how many persons, and the newest of them.

    ``is_cut``: there may be more, further back than was looked at.
    """

    messages: int = 0
    authors: int = 0
    sample: tuple[RoomMessage, ...] = ()
    is_cut: bool = False


class NukeDone(Result, frozen=True):
    """It was deleted; `UndoNuke` with this id brings it back. Nothing was found: an empty id."""

    nuke_id: str
    messages: int = 0
    authors: int = 0


class Learned(Result, frozen=True):
    """The message is released, and its rule allows these from now on; empty: nothing to learn."""

    learned_id: str = ""
    rule: str = ""
    allowed: tuple[str, ...] = ()


class RulesExported(Result, frozen=True):
    """The rules as text, and a sentence for all that the format cannot carry."""

    text: str
    report: tuple[str, ...] = ()


class RulesImported(Result, frozen=True):
    """The rules with what was read, how much that was, and a sentence for all that was not."""

    rules: tuple[AnyRule, ...] = ()
    added: int = 0
    report: tuple[str, ...] = ()
