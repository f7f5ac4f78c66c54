"""What a rule says when it fires."""

from dataclasses import dataclass

from studio.core.moderation import Action


@dataclass(frozen=True, slots=True)
class Finding:
    """The rule's name, what it wants done, and why in a sentence with the piece that it saw."""

    rule: str
    action: Action
    reason: str
    piece: str = ""
    timeout_s: int = 0
