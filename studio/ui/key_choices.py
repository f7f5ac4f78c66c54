"""Choosing keys: what each command has, what is taken, what differs from how it was delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from studio.core.settings import KeyChoice, UiSettings
from studio.ui.command import Command

ChosenKeys = Mapping[str, tuple[str, ...]]


def chosen_keys(settings: UiSettings) -> dict[str, tuple[str, ...]]:
    """The chosen keys by the command's id."""
    return {choice.command: choice.keys for choice in settings.keys}


@dataclass(frozen=True, slots=True)
class KeyChoices:
    """``own``: commands as delivered; ``chosen`` and ``everywhere``: what a person changed."""

    own: Sequence[Command]
    chosen: ChosenKeys = field(default_factory=dict)
    everywhere: frozenset[str] = frozenset()

    def settings(self) -> tuple[KeyChoice, ...]:
        """As the settings keep it."""
        return tuple(KeyChoice(key, keys) for key, keys in sorted(self.chosen.items()))

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys that hold for a command."""
        if command_id in self.chosen:
            return self.chosen[command_id]
        return next((one.keys for one in self.own if one.id == command_id), ())

    def taken_by(self, key: str, but_id: str) -> Command | None:
        """Who else has that key."""
        return next(
            (one for one in self.own if one.id != but_id and key in self.keys(one.id)), None
        )

    def with_key(self, command_id: str, key: str) -> "KeyChoices":
        """That command has that key alone (empty: none); whoever had it has it no more."""
        chosen = dict(self.chosen)
        other = self.taken_by(key, command_id) if key else None
        if other is not None:
            chosen[other.id] = tuple(one for one in self.keys(other.id) if one != key)
        chosen[command_id] = (key,) if key else ()
        return replace(self, chosen=self._different(chosen))

    def without_choice(self, command_id: str) -> "KeyChoices":
        """That command as delivered; a key that another one took meanwhile comes back."""
        own = next((one.keys for one in self.own if one.id == command_id), ())
        chosen = {key: keys for key, keys in self.chosen.items() if key != command_id}
        for other in self.own:
            if other.id != command_id and set(self.keys(other.id)) & set(own):
                left = tuple(one for one in self.keys(other.id) if one not in own)
                chosen[other.id] = left
        return replace(self, chosen=self._different(chosen))

    def delivered(self) -> "KeyChoices":
        """Everything as delivered."""
        return replace(self, chosen={}, everywhere=frozenset())

    def with_everywhere(self, command_id: str, is_everywhere: bool) -> "KeyChoices":
        """Its keys work in front of other programs too, or not."""
        one = {command_id}
        now = self.everywhere | one if is_everywhere else self.everywhere - one
        return replace(self, everywhere=now)

    def _different(self, chosen: ChosenKeys) -> dict[str, tuple[str, ...]]:
        """Only what differs: a command that is not here now keeps its choice."""
        own = {one.id: one.keys for one in self.own}
        return {key: keys for key, keys in chosen.items() if own.get(key) != keys}
