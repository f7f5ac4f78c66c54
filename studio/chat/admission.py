"""Who may write while the room is not open to everybody, and what counts as emotes only."""

import unicodedata
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Sequence

from studio.core.chat import ChatRole, Fragment, FragmentKind
from studio.core.chat_settings import ChatSettings, Writers

_FREE = frozenset({ChatRole.BROADCASTER, ChatRole.MODERATOR, ChatRole.VIP})
_KNOWN_BY_PLATFORM = frozenset({ChatRole.FOLLOWER, ChatRole.SUBSCRIBER})
_EMOJI_KINDS = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Zs"})
_MS_PER_MIN = 60_000
_MOST_PERSONS = 20_000


def refused_for(
    settings: ChatSettings,
    roles: Collection[ChatRole],
    fragments: Sequence[Fragment],
    first_seen_wall_ms: int,
    now_wall_ms: int,
) -> str:
    """Why somebody may not write this now: returning, subscribers or emotes; empty: they may.

    ``first_seen_wall_ms``: when everybody saw the first message of theirs; 0: never.
    """
    if _FREE.intersection(roles):
        return ""
    if settings.writers is Writers.SUBSCRIBERS and ChatRole.SUBSCRIBER not in roles:
        return "subscribers"
    if settings.writers is Writers.RETURNING and not _KNOWN_BY_PLATFORM.intersection(roles):
        known_until_ms = now_wall_ms - settings.known_for_min * _MS_PER_MIN
        if not 0 < first_seen_wall_ms <= known_until_ms:
            return "returning"
    return "emotes" if settings.is_emote_only and not is_emotes_only(fragments) else ""


def is_emotes_only(fragments: Sequence[Fragment]) -> bool:
    """Whether nothing is in it but emotes, emoji, mentions and spaces."""
    return all(
        part.kind is not FragmentKind.TEXT
        or all(unicodedata.category(sign) in _EMOJI_KINDS for sign in part.text)
        for part in fragments
    )


class Admission:
    """Remembers of 20,000 persons when they were first seen; asks the past about others."""

    def __init__(self, first_seen: Callable[[str], Awaitable[int]]) -> None:
        self._ask = first_seen
        self._seen: OrderedDict[str, int] = OrderedDict()

    async def learn(self, settings: ChatSettings, actor: str) -> None:
        """Ask the past about somebody, if it matters and is not known."""
        if settings.writers is not Writers.RETURNING or actor in self._seen:
            return
        wall_ms = await self._ask(actor)
        if wall_ms:  # else not remembered: they may be seen soon
            self._seen[actor] = wall_ms
            while len(self._seen) > _MOST_PERSONS:
                self._seen.popitem(last=False)

    def refused_for(
        self,
        settings: ChatSettings,
        actor: str,
        roles: Collection[ChatRole],
        fragments: Sequence[Fragment],
        now_wall_ms: int,
    ) -> str:
        """As the function of that name, for somebody who was asked about before."""
        return refused_for(settings, roles, fragments, self._seen.get(actor, 0), now_wall_ms)
