"""The rules as somebody changes them, step by step, before they hold."""

from collections.abc import Sequence

import msgspec

from studio.core.moderation import AnyRule

MOST_RULES = 100
_MOST_STEPS = 200
Rules = tuple[AnyRule, ...]


class RulesDraft:
    """Every step can be taken back. Changes of the same ``merge`` in a row are one step."""

    def __init__(self, rules: Rules) -> None:
        self._held = rules
        self._steps: list[Rules] = [rules]
        self._place = 0
        self._merge = ""

    @property
    def rules(self) -> Rules:
        """As they are now."""
        return self._steps[self._place]

    @property
    def is_changed(self) -> bool:
        """Whether saving would change anything."""
        return self.rules != self._held

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._place < len(self._steps) - 1

    def change(self, rules: Rules, merge: str = "") -> None:
        """The next step."""
        if rules == self.rules:
            return
        del self._steps[self._place + 1 :]
        if merge and merge == self._merge and self._place:
            self._steps[self._place] = rules
        else:
            self._steps.append(rules)
            del self._steps[: max(0, len(self._steps) - _MOST_STEPS)]
            self._place = len(self._steps) - 1
        self._merge = merge

    def undo(self) -> None:
        """One step back."""
        self._place = max(0, self._place - 1)
        self._merge = ""

    def redo(self) -> None:
        """The step again."""
        self._place = min(len(self._steps) - 1, self._place + 1)
        self._merge = ""

    def take(self, rules: Rules) -> bool:
        """These hold now; the draft follows while nobody changed it. Whether it did."""
        follows = not self.is_changed or self.rules == rules
        self._held = rules
        if follows and self.rules != rules:
            self._steps, self._place, self._merge = [rules], 0, ""
        return follows


def replaced(rules: Rules, row: int, rule: AnyRule) -> Rules:
    """Another one at that place."""
    return (*rules[:row], rule, *rules[row + 1 :])


def added(rules: Rules, rule: AnyRule) -> Rules:
    """One more, under a name that is free."""
    return (*rules, msgspec.structs.replace(rule, name=free_name(rule.name, rules)))


def duplicated(rules: Rules, row: int) -> Rules:
    """The same once more, below it."""
    rule = rules[row]
    twin = msgspec.structs.replace(rule, name=free_name(rule.name, rules))
    return (*rules[: row + 1], twin, *rules[row + 1 :])


def removed(rules: Rules, row: int) -> Rules:
    """Without it."""
    return (*rules[:row], *rules[row + 1 :])


def moved(rules: Rules, row: int, by: int) -> Rules:
    """Up or down; at an end it stays."""
    order = list(rules)
    if 0 <= row + by < len(order):
        order.insert(row + by, order.pop(row))
    return tuple(order)


def free_name(wanted: str, rules: Sequence[AnyRule]) -> str:
    """The name, with a number if it is taken."""
    taken = {rule.name for rule in rules}
    if wanted not in taken:
        return wanted
    numbered = (f"{wanted[:95]} {number}" for number in range(2, MOST_RULES + 3))
    return next(name for name in numbered if name not in taken)
