"""What a rule is given: the message in its several readings, and what came before it."""

from dataclasses import dataclass, field
from functools import cached_property

from studio.chat.rules.plain import bold, plain, seen
from studio.core.chat import ChatMessage, ChatRole, FragmentKind


@dataclass(frozen=True, slots=True)
class Before:
    """What one person wrote lately, oldest first: when, and how it reads plainly."""

    wall_ms: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    is_first_ever: bool = False


@dataclass(frozen=True)
class SeenMessage:
    """A message and its readings, each made once, when a rule first asks."""

    message: ChatMessage
    before: Before = field(default_factory=Before)

    @property
    def roles(self) -> frozenset[ChatRole]:
        """What its author is."""
        return self.message.author.roles

    @cached_property
    def text(self) -> str:
        """As the eye sees it, emotes by their names."""
        return seen(self.message.text)

    @cached_property
    def words(self) -> str:
        """As the eye sees it, without emotes and mentions."""
        return seen(
            "".join(part.text for part in self.message.fragments if part.kind is FragmentKind.TEXT)
        )

    @cached_property
    def plain(self) -> str:
        """Without tricks."""
        return plain(self.message.text)

    @cached_property
    def bold(self) -> str:
        """Without tricks, digits read as letters."""
        return bold(self.message.text)
