"""What each person wrote lately, bounded: the memory that repetition and floods are seen by."""

from collections import OrderedDict, deque

from studio.chat.rules.plain import plain
from studio.chat.rules.seen_message import Before
from studio.core.chat import ChatMessage

_MOST_PERSONS = 20_000
_MOST_MESSAGES = 50
_Lines = deque[tuple[int, str]]


class RecentMessages:
    """The last 50 messages of the last 20,000 persons; who falls out begins afresh."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, _Lines] = OrderedDict()

    def before(self, message: ChatMessage, *, is_first_ever: bool = False) -> Before:
        """What its author wrote before it."""
        lines = self._lines.get(message.author.actor, ())
        return Before(
            tuple(wall_ms for wall_ms, _ in lines), tuple(text for _, text in lines), is_first_ever
        )

    def add(self, message: ChatMessage) -> None:
        """It was written."""
        lines = self._lines.setdefault(message.author.actor, deque(maxlen=_MOST_MESSAGES))
        lines.append((message.received_wall_ms, plain(message.text)))
        self._lines.move_to_end(message.author.actor)
        while len(self._lines) > _MOST_PERSONS:
            self._lines.popitem(last=False)

    def forget(self, actor: str) -> None:
        """Somebody was erased."""
        self._lines.pop(actor, None)
