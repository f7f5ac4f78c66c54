"""The newest messages of the room, in memory: what decisions and replies are about."""

from collections import OrderedDict
from collections.abc import Iterable

from studio.core.chat import MessageState, Platform
from studio.core.room import RoomMessage

_MOST = 2_000
_NAMES = 200
Key = tuple[Platform, str, str]


def key_of(message: RoomMessage) -> Key:
    """By which its platform knows it."""
    return message.message.platform, message.message.channel, message.message.platform_id


class Shown:
    """The last 2,000."""

    def __init__(self) -> None:
        self._messages: OrderedDict[str, RoomMessage] = OrderedDict()
        self._ids: dict[Key, str] = {}
        self._names: OrderedDict[str, None] = OrderedDict()

    def put(self, message: RoomMessage) -> None:
        """A new one, or what became of one."""
        message_id = message.message.id
        self._messages[message_id] = message
        self._ids[key_of(message)] = message_id
        if message.message.author.name:
            self._names[message.message.author.name] = None
            self._names.move_to_end(message.message.author.name)
        while len(self._names) > _NAMES:
            self._names.popitem(last=False)
        while len(self._messages) > _MOST:
            _, oldest = self._messages.popitem(last=False)
            self._ids.pop(key_of(oldest), None)

    def get(self, message_id: str) -> RoomMessage | None:
        """The message, while it is one of the newest."""
        return self._messages.get(message_id)

    def on_platform(self, platform: Platform, channel: str, platform_id: str) -> RoomMessage | None:
        """The one that the platform calls so."""
        return self._messages.get(self._ids.get((platform, channel, platform_id), ""))

    def visible(self, *, actor: str = "", platform: Platform | None = None) -> list[RoomMessage]:
        """What everybody sees, oldest first; of one person or one platform, if named."""
        return [
            one
            for one in self._messages.values()
            if one.state is MessageState.VISIBLE
            and (not actor or one.message.author.actor == actor)
            and (platform is None or one.message.platform is platform)
        ]

    def standing(self, platform: Platform, channel: str, actor: str = "") -> list[RoomMessage]:
        """What of that room, or of one person there, is seen or waits for a moderator."""
        states = (MessageState.VISIBLE, MessageState.HELD)
        return [
            one
            for key, one in ((key_of(one), one) for one in self._messages.values())
            if key[:2] == (platform, channel)
            and one.state in states
            and (not actor or one.message.author.actor == actor)
        ]

    def for_reader(self, actor: str, since_wall_ms: int, most: int) -> list[RoomMessage]:
        """The last ones that a viewer sees, oldest first, and what of theirs still waits."""
        found: list[RoomMessage] = []
        for one in reversed(self._messages.values()):
            if len(found) == most or one.message.received_wall_ms < since_wall_ms:
                break
            is_theirs = bool(actor) and one.message.author.actor == actor
            if one.state is MessageState.VISIBLE or (is_theirs and one.state is MessageState.HELD):
                found.append(one)
        return found[::-1]

    def names(self) -> Iterable[str]:
        """Who wrote lately, by name: whom a message can mention."""
        return self._names.keys()
