"""What happens in the chat: messages, what was decided about them and about their authors."""

import enum
from typing import ClassVar

from studio.core.chat import ChatRole, Fragment, MessageState, Money, Platform
from studio.core.records.payload import Payload


class Verdict(enum.Enum):
    """What becomes of a message: seen by all, waiting for a moderator, or seen by nobody."""

    ALLOW = "allow"
    HOLD = "hold"
    DROP = "drop"


class Decision(enum.Enum):
    """What somebody decided about a message later."""

    RELEASE = "release"
    DELETE = "delete"
    RESTORE = "restore"
    HOLD = "hold"


class MessageReceived(Payload, frozen=True, tag="message_received"):
    """A message arrived and the rules looked at it; the record's actor wrote it."""

    personal: ClassVar[tuple[str, ...]] = ("author_name", "author_id", "fragments")

    message_id: str
    platform: Platform
    channel: str
    platform_id: str
    sent_wall_ms: int
    verdict: Verdict = Verdict.ALLOW
    rule: str = ""
    roles: frozenset[ChatRole] = frozenset()
    reply_to: str = ""
    amount: Money | None = None
    author_name: str = ""
    author_id: str = ""
    fragments: tuple[Fragment, ...] = ()


class MessageDecided(Payload, frozen=True, tag="message_decided"):
    """A message was released, deleted, brought back or held; the record's actor did it.

    ``before``: what it was; None in records of the first studios.
    """

    is_audited: ClassVar[bool] = True

    message_id: str
    decision: Decision
    reason: str = ""
    before: MessageState | None = None


class ViewerTimedOut(Payload, frozen=True, tag="viewer_timed_out"):
    """Somebody may not write until then. ``until_wall_ms`` 0: banned for good."""

    is_audited: ClassVar[bool] = True

    target: str
    until_wall_ms: int
    reason: str = ""


class ViewerReadmitted(Payload, frozen=True, tag="viewer_readmitted"):
    """Somebody may write again."""

    is_audited: ClassVar[bool] = True

    target: str
    reason: str = ""


class ViewerNoted(Payload, frozen=True, tag="viewer_noted"):
    """A moderator's note on somebody; empty takes it away."""

    is_audited: ClassVar[bool] = True
    personal: ClassVar[tuple[str, ...]] = ("note",)

    target: str
    note: str = ""

    def person(self, actor: str) -> str:
        """Whom the note is about, and not who wrote it."""
        del actor
        return self.target
