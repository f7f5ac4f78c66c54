"""How something is written: shouting, repetition, floods, heaps of emotes, first messages."""

import re
from collections import Counter

from studio.chat.rules.seen_message import SeenMessage
from studio.core.chat import ChatRole, FragmentKind
from studio.core.moderation import CapsRule, EmotesRule, FloodRule, NewcomersRule, RepetitionRule

_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]")
_WORD = re.compile(r"[^\W_]+")
# A phrase of four signs or more, said at least four times without anything between.
_PHRASE = re.compile(r"([^\W_].{3,40}?)(?:\s*\1){3,}")


def found_caps(rule: CapsRule, message: SeenMessage) -> tuple[str, str] | None:
    """Shouting; scripts without capitals never shout."""
    letters = [sign for sign in message.words if sign.isupper() or sign.islower()]
    if len(letters) < rule.least_letters:
        return None
    share = sum(map(str.isupper, letters)) / len(letters)
    return ("it shouts", f"{share:.0%}") if share >= rule.most_share else None


def found_repetition(rule: RepetitionRule, message: SeenMessage) -> tuple[str, str] | None:
    """Signs, words or whole messages again and again."""
    same = _longest_run(message.text)
    if same[1] > rule.most_same_signs:
        return "it repeats a sign", same[0]
    phrase = _PHRASE.search(message.plain)
    if phrase is not None and len(set(phrase.group(1))) > 2:
        return "it repeats a phrase", phrase.group(1)
    words = Counter(_WORD.findall(message.plain))
    if words:
        word, count = words.most_common(1)[0]
        if count > rule.most_same_words:
            return "it repeats a word", word[:40]
    times = zip(message.before.wall_ms, message.before.texts, strict=True)
    again = sum(
        text == message.plain and _is_within(rule.within_s, wall_ms, message)
        for wall_ms, text in times
    )
    if message.plain and again >= rule.most_same_messages:
        return "it was said again and again", message.plain[:40]
    return None


def found_flood(rule: FloodRule, message: SeenMessage) -> tuple[str, str] | None:
    """Too many at once."""
    before = message.before.wall_ms
    count = 1 + sum(_is_within(rule.within_s, wall_ms, message) for wall_ms in before)
    return ("too many messages at once", str(count)) if count > rule.most_messages else None


def _is_within(seconds: int, wall_ms: int, message: SeenMessage) -> bool:
    """Whether it was so lately; what a clock that was put back makes later was not."""
    now_ms = message.message.received_wall_ms
    return now_ms - seconds * 1000 <= wall_ms <= now_ms


def found_emotes(rule: EmotesRule, message: SeenMessage) -> tuple[str, str] | None:
    """Too many emotes and emoji."""
    emotes = sum(part.kind is FragmentKind.EMOTE for part in message.message.fragments)
    count = emotes + len(_EMOJI.findall(message.words))
    return ("it has too many emotes", str(count)) if count > rule.most_emotes else None


def found_newcomer(rule: NewcomersRule, message: SeenMessage) -> tuple[str, str] | None:
    """The first message ever, as the platform or our own log says."""
    del rule
    is_first = ChatRole.FIRST_TIME in message.roles or message.before.is_first_ever
    return ("it is their first message", "") if is_first else None


def _longest_run(text: str) -> tuple[str, int]:
    """The sign that stands longest beside itself, spaces left out, and how often."""
    best, last, run = ("", 0), "", 0
    for sign in text:
        if sign.isspace():
            continue
        run = run + 1 if sign == last else 1
        last = sign
        if run > best[1]:
            best = (sign, run)
    return best
