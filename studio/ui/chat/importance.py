"""Which messages a streamer should not miss: questions, what was paid, mentions, what is pinned."""

import enum
from collections import OrderedDict
from collections.abc import Collection

from studio.core.asking import is_question
from studio.core.chat import ChatRole, FragmentKind
from studio.core.room import RoomMessage

_MOST_HOSTS = 2_000
_HOST_NAMES = frozenset({"host", "主播"})


class Importance(enum.Enum):
    """Why a message is set apart, the strongest reason first."""

    PINNED = "pinned"
    PAID = "paid"
    MENTION = "mention"
    QUESTION = "question"


class Importances:
    """Judges messages; ``pinned_id`` and the names of the host may change."""

    def __init__(self) -> None:
        self.pinned_id = ""
        self._names = _HOST_NAMES
        self._hosts: OrderedDict[str, None] = OrderedDict()

    def set_names(self, names: Collection[str]) -> None:
        """What the host is called on the platforms."""
        self._names = _HOST_NAMES | {name.casefold() for name in names if name}

    def heard(self, kept: RoomMessage) -> None:
        """The host's own messages are remembered: an answer to one is for the host."""
        if ChatRole.BROADCASTER in kept.message.author.roles:
            self._hosts[kept.message.id] = None
            while len(self._hosts) > _MOST_HOSTS:
                self._hosts.popitem(last=False)

    def of(self, kept: RoomMessage) -> Importance | None:
        """None for a message like any other."""
        message = kept.message
        if message.id == self.pinned_id:
            return Importance.PINNED
        if ChatRole.BROADCASTER in message.author.roles:
            return None
        if message.amount is not None and message.amount.minor_units > 0:
            return Importance.PAID
        if message.reply_to in self._hosts or self._names_host(kept):
            return Importance.MENTION
        return Importance.QUESTION if is_question(message.text) else None

    def _names_host(self, kept: RoomMessage) -> bool:
        mentioned = [
            part.text for part in kept.message.fragments if part.kind is FragmentKind.MENTION
        ]
        words = [word for word in kept.message.text.split() if word.startswith("@")]
        return any(
            name.lstrip("@").rstrip(",.!?:;，。！？：").casefold() in self._names
            for name in (*mentioned, *words)
        )
