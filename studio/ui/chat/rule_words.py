"""Rules in words: kinds, what they do, whom they spare, and why one fires."""

from studio.core.chat import ChatRole
from studio.core.chat_settings import ChatSettings, Writers
from studio.core.messages.results import RuleFinding, RulesTried
from studio.core.moderation import (
    Action,
    AnyRule,
    CapsRule,
    ContactsRule,
    EmotesRule,
    FloodRule,
    LinksRule,
    NewcomersRule,
    RepetitionRule,
    WordsRule,
)
from studio.core.shield import ShieldState
from studio.ui.sentences import said
from studio.ui.words import tr

KINDS: tuple[type[AnyRule], ...] = (
    WordsRule,
    LinksRule,
    ContactsRule,
    RepetitionRule,
    FloodRule,
    CapsRule,
    EmotesRule,
    NewcomersRule,
)
ROLES = (
    ChatRole.MODERATOR,
    ChatRole.VIP,
    ChatRole.SUBSCRIBER,
    ChatRole.FOLLOWER,
    ChatRole.FIRST_TIME,
)
# Why somebody may not write, as the room says it.
_REFUSALS = frozenset({"returning", "subscribers", "emotes", "slow", "blocked"})
# The names that rules and the shield come with; a person's own stay as they are.
_FIRST_NAMES = {
    "Blocked words": "rule_kind_words",
    "Links": "rule_kind_links",
    "Contact bait": "rule_kind_contacts",
    "Repetition": "rule_kind_repetition",
    "Flood": "rule_kind_flood",
    "Too many emotes": "rule_kind_emotes",
    "Shouting": "rule_kind_caps",
    "First message": "rule_kind_newcomers",
    "Shield": "shield",
}


def kind_words(kind: type[AnyRule]) -> str:
    """What a person calls this kind."""
    return tr(f"rule_kind_{kind.__struct_config__.tag}")


def name_words(name: str) -> str:
    """A rule's name; those that rules come with are said in the person's language."""
    if name in _REFUSALS:
        return tr(f"refused_{name}")
    return tr(_FIRST_NAMES[name]) if name in _FIRST_NAMES else name


def action_words(action: Action) -> str:
    """What a rule does."""
    return tr(f"rule_does_{action.value}")


def role_words(role: ChatRole) -> str:
    """Who somebody is on a platform."""
    return tr(f"role_{role.value}")


def verdict_words(tried: RulesTried) -> str:
    """What would become of a message."""
    return tr(f"verdict_{tried.verdict.value}")


def finding_words(found: RuleFinding) -> str:
    """Which rule fires, what it does and why."""
    reason = said(found.reason)
    return f"{name_words(found.rule)} · {action_words(found.action)} · {reason}"


def slow_words(seconds: int) -> str:
    """How long between two messages."""
    if not seconds:
        return tr("slow_off")
    return tr("minutes", count=seconds // 60) if seconds % 60 == 0 else tr("seconds", count=seconds)


def room_words(settings: ChatSettings) -> str:
    """What keeps people from writing as they like; empty when nothing does."""
    parts = []
    if not settings.is_page_open:
        parts.append(tr("room_closed"))
    if settings.writers is not Writers.EVERYBODY:
        parts.append(tr(f"room_{settings.writers.value}"))
    if settings.is_emote_only:
        parts.append(tr("room_emotes"))
    if settings.slow_mode_s:
        parts.append(tr("room_slow", time=slow_words(settings.slow_mode_s)))
    return " · ".join(parts)


def left_words(shield: ShieldState, now_wall_ms: int) -> str:
    """How long a shield stays up, as minutes and seconds."""
    left_s = max(0, shield.until_wall_ms - now_wall_ms) // 1000
    return f"{left_s // 60}:{left_s % 60:02d}"
