"""What the studio said on a platform and will hear from there: it is in the room already."""

from collections import deque

from studio.core.chat import ChatRole
from studio.core.chat_text import clean_text
from studio.core.clock import NS_PER_S, Clock
from studio.core.connectors import MessageHeard

_MOST = 50
_HELD_S = 30
_OWN = frozenset({ChatRole.BROADCASTER, ChatRole.MODERATOR})


class Echoes:
    """Each is good for one message, within 30 s, of somebody who runs the room there."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._expected: deque[tuple[str, int]] = deque(maxlen=_MOST)

    def expect(self, text: str) -> None:
        """It is being said now."""
        until_ns = self._clock.monotonic_ns() + _HELD_S * NS_PER_S
        self._expected.append((clean_text(text), until_ns))

    def is_one(self, heard: MessageHeard) -> bool:
        """Whether that is what we said; the next such message is not."""
        if not self._expected or not heard.roles & _OWN:
            return False
        text = clean_text("".join(part.text for part in heard.fragments))
        now_ns = self._clock.monotonic_ns()
        for one in list(self._expected):
            if one[1] < now_ns:
                self._expected.remove(one)
            elif one[0] == text:
                self._expected.remove(one)
                return True
        return False
