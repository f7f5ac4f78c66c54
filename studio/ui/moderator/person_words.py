"""A person in words: where they write, what a platform says of them, whether they may write."""

from collections.abc import Iterable

from studio.core.chat import ChatRole, Platform
from studio.core.messages.results import PersonCard
from studio.core.room import PersonStanding
from studio.ui.moderator.act_words import clock_words
from studio.ui.words import tr


def platform_words(platforms: Iterable[Platform]) -> str:
    """Their names."""
    order = {platform: place for place, platform in enumerate(Platform)}
    found = sorted(platforms, key=lambda one: order[one])
    return ", ".join(tr(f"platform_{one.value}") for one in found)


def role_words(roles: Iterable[ChatRole]) -> str:
    """What a platform says of them."""
    order = {role: place for place, role in enumerate(ChatRole)}
    return ", ".join(
        tr(f"person_role_{one.value}") for one in sorted(roles, key=lambda one: order[one])
    )


def standing_words(standing: PersonStanding | None) -> str:
    """Empty while they may write."""
    if standing is None or standing.until_wall_ms == 0:
        return ""
    if standing.until_wall_ms < 0:
        words = tr("standing_banned")
    else:
        words = tr("standing_until", time=clock_words(standing.until_wall_ms))
    return f"{words} ({standing.reason})" if standing.reason else words


def count_words(card: PersonCard) -> str:
    """How much they wrote, and what became of it."""
    parts = [tr("person_messages", count=card.messages)]
    if card.held:
        parts.append(tr("person_held", count=card.held))
    if card.deleted:
        parts.append(tr("person_deleted", count=card.deleted))
    if card.first_wall_ms:
        parts.append(tr("person_since", time=clock_words(card.first_wall_ms)))
    return " · ".join(parts)
