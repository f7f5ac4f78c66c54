"""The shield: stricter settings made of those of the room, and what they would have done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from studio.chat.admission import refused_for
from studio.chat.pace import Pace
from studio.chat.rules.judge import judge
from studio.chat.rules.recent import RecentMessages
from studio.chat.rules.seen_message import SeenMessage
from studio.core.chat import MessageState, Platform
from studio.core.chat_settings import ChatSettings, Writers
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
from studio.core.records.chat import Verdict
from studio.core.records.record import Record
from studio.core.records.rules import ShieldRaised
from studio.core.room import RoomMessage
from studio.core.shield import ShieldProfile, ShieldState

SHIELD_RULE = "Shield"
_CAREFUL_S, _STRICT_S = 10, 30
_KINDS: tuple[tuple[type[AnyRule], str], ...] = (
    (LinksRule, "links"),
    (ContactsRule, "contacts"),
    (RepetitionRule, "repetition"),
    (FloodRule, "flood"),
    (EmotesRule, "emotes"),
    (CapsRule, "capitals"),
    (NewcomersRule, "first message"),
)
_WORDS = {Verdict.ALLOW: "", Verdict.HOLD: "held", Verdict.DROP: "dropped"}
# Says yes to everything that has a sign in it.
_ALL = WordsRule(name=SHIELD_RULE, patterns=("(?s).",), has_variants=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a shield would have done to a message: held, dropped or refused; empty: nothing."""

    message: RoomMessage
    word: str = ""
    rule: str = ""


class Shield:
    """What is up now, and the settings that hold because of it."""

    def __init__(self) -> None:
        self.state: ShieldState | None = None
        self._made: tuple[ChatSettings, ShieldProfile, ChatSettings] | None = None

    def in_force(self, settings: ChatSettings) -> ChatSettings:
        """The settings as they hold now; made once, because every message asks."""
        if self.state is None:
            return settings
        profile = self.state.profile
        made = self._made
        if made is None or made[0] is not settings or made[1] is not profile:
            made = self._made = settings, profile, shielded(settings, profile)
        return made[2]


def shielded(settings: ChatSettings, profile: ShieldProfile) -> ChatSettings:
    """Never milder than what it is made of; what a room allows stays allowed."""
    if profile is ShieldProfile.ALL_HELD:
        return msgspec.structs.replace(settings, rules=(*settings.rules, _ALL))
    is_strict = profile is ShieldProfile.STRICT
    writers = settings.writers
    if is_strict and writers is Writers.EVERYBODY:
        writers = Writers.RETURNING
    return msgspec.structs.replace(
        settings,
        rules=_stricter(settings.rules, is_strict=is_strict),
        slow_mode_s=max(settings.slow_mode_s, _STRICT_S if is_strict else _CAREFUL_S),
        writers=writers,
    )


def last_known(newest: Sequence[Record]) -> ShieldState | None:
    """The shield that is up by the last record of it, also when its time is over."""
    record = newest[0] if newest else None
    if record is None or not isinstance(record.payload, ShieldRaised):
        return None
    payload = record.payload
    return ShieldState(payload.profile, record.wall_ms, payload.until_wall_ms, record.actor)


def foreseen(
    settings: ChatSettings,
    messages: Sequence[RoomMessage],
    first_written: Mapping[str, int],
    first_seen: Mapping[str, int],
) -> Iterator[Outcome]:
    """What these settings would have done to each message, oldest first.

    Of those that were not seen anyway nothing is said, but they count as written. ``first_…``:
    when each person first wrote and was first seen, in wall ms.
    """
    recent, pace = RecentMessages(), Pace()
    for kept in messages:
        message = kept.message
        actor, now_ms = message.author.actor, message.received_wall_ms
        is_first = first_written.get(actor, now_ms) >= now_ms
        before = recent.before(message, is_first_ever=is_first)
        recent.add(message)
        if kept.state is not MessageState.VISIBLE:
            continue
        since_ms = first_seen.get(actor, 0)
        word = refused_for(settings, message.author.roles, message.fragments, since_ms, now_ms)
        is_page = message.platform is Platform.PAGE
        if not word and is_page and pace.wait_ms(actor, now_ms, settings.slow_mode_s) > 0:
            word = "slow"
        if word:
            yield Outcome(kept, "refused" if is_page else "dropped", word)
            continue
        if is_page:
            pace.wrote(actor, now_ms)
        judged = judge(settings.rules, SeenMessage(message, before))
        rule = judged.decisive.rule if judged.decisive is not None else ""
        yield Outcome(kept, _WORDS[judged.verdict], rule)


def _stricter(rules: Sequence[AnyRule], *, is_strict: bool) -> tuple[AnyRule, ...]:
    """All that look at how something is written are on; one that is missing comes in."""
    kinds = tuple(kind for kind, _ in _KINDS)
    made = [
        msgspec.structs.replace(rule, is_on=True) if isinstance(rule, kinds) else rule
        for rule in rules
    ]
    for kind, word in _KINDS:
        if not any(isinstance(rule, kind) for rule in made):
            made.append(kind(name=f"{SHIELD_RULE}: {word}"))
    if is_strict:
        made = [
            msgspec.structs.replace(rule, action=Action.DROP)
            if rule.action is Action.HOLD
            else rule
            for rule in made
        ]
    return tuple(made)
