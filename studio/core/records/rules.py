"""What moderators do to the whole room: the shield, a phrase taken away, a rule that learned."""

from typing import ClassVar

from studio.core.records.payload import Payload
from studio.core.shield import ShieldProfile


class ShieldRaised(Payload, frozen=True, tag="shield_raised"):
    """Stricter rules hold until then; one that was up before is over."""

    is_audited: ClassVar[bool] = True

    profile: ShieldProfile
    until_wall_ms: int


class ShieldLowered(Payload, frozen=True, tag="shield_lowered"):
    """The rules are as they were. ``is_over``: its time had come, and nobody did it."""

    is_audited: ClassVar[bool] = True

    is_over: bool = False


class Nuked(Payload, frozen=True, tag="nuked"):
    """All these messages were deleted at once, because a phrase is in them.

    ``visible`` and ``held``: their ids, by what they were. ``authors`` may not write until
    ``until_wall_ms``; 0: they may. Thousands of messages are several records of one id.
    """

    is_audited: ClassVar[bool] = True

    nuke_id: str
    phrase: str
    is_pattern: bool = False
    minutes: int = 0
    visible: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    until_wall_ms: int = 0


class NukeUndone(Payload, frozen=True, tag="nuke_undone"):
    """These messages are again what they were, or these authors may write again; never both."""

    is_audited: ClassVar[bool] = True

    nuke_id: str
    visible: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()


class RuleLearned(Payload, frozen=True, tag="rule_learned"):
    """A message was let through, and its rule allows these words or domains from now on.

    ``target``: who wrote the message, and whom the words are of.
    """

    is_audited: ClassVar[bool] = True
    personal: ClassVar[tuple[str, ...]] = ("allowed",)

    learned_id: str
    target: str
    message_id: str
    rule: str
    allowed: tuple[str, ...] = ()

    def person(self, actor: str) -> str:
        """Whose words they are."""
        del actor
        return self.target


class RuleUnlearned(Payload, frozen=True, tag="rule_unlearned"):
    """The rule looks at those words again, and the message waits again if ``is_held``."""

    is_audited: ClassVar[bool] = True

    learned_id: str
    message_id: str
    rule: str
    is_held: bool = True
