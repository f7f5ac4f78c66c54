"""All rules on one message: which fire, and what becomes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.chat.rules.allowed import without
from studio.chat.rules.contacts import found_contact
from studio.chat.rules.finding import Finding
from studio.chat.rules.links import found_links
from studio.chat.rules.manner import (
    found_caps,
    found_emotes,
    found_flood,
    found_newcomer,
    found_repetition,
)
from studio.chat.rules.seen_message import SeenMessage
from studio.chat.rules.words import check_patterns, found_words
from studio.core.errors import BadInputError
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
    Rule,
    WordsRule,
)
from studio.core.records.chat import Verdict

_LOOKS: dict[type[Rule], Callable[[Any, SeenMessage], tuple[str, str] | None]] = {
    WordsRule: found_words,
    LinksRule: found_links,
    CapsRule: found_caps,
    RepetitionRule: found_repetition,
    FloodRule: found_flood,
    EmotesRule: found_emotes,
    ContactsRule: found_contact,
    NewcomersRule: found_newcomer,
}
_STRONGEST = (Action.TIME_OUT, Action.DROP, Action.HOLD)
_VERDICT_OF = {Action.HOLD: Verdict.HOLD, Action.DROP: Verdict.DROP, Action.TIME_OUT: Verdict.DROP}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a message; the finding that decided it, and all of them for test mode."""

    verdict: Verdict
    decisive: Finding | None = None
    findings: tuple[Finding, ...] = ()


def judge(rules: Sequence[AnyRule], message: SeenMessage) -> Judgement:
    """Every rule looks; the strongest action wins, among equals the first in the list."""
    findings = tuple(
        finding
        for rule in rules
        if rule.is_on and not rule.spares & message.roles
        for finding in [look(rule, message)]
        if finding is not None
    )
    if not findings:
        return Judgement(Verdict.ALLOW)
    decisive = min(findings, key=lambda finding: _STRONGEST.index(finding.action))
    return Judgement(_VERDICT_OF[decisive.action], decisive, findings)


def check_rules(rules: Sequence[AnyRule]) -> None:
    """BadInputError for two rules of one name and for a pattern that is none."""
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise BadInputError("two rules have the same name", name)
    for rule in rules:
        if isinstance(rule, WordsRule):
            check_patterns(rule)


def look(rule: AnyRule, message: SeenMessage) -> Finding | None:
    """One rule on one message, whoever wrote it and whether it is on or not."""
    if rule.allowed and not isinstance(rule, LinksRule):
        message = without(message, rule.allowed)
    found = _LOOKS[type(rule)](rule, message)
    if found is None:
        return None
    timeout_s = rule.timeout_s if rule.action is Action.TIME_OUT else 0
    return Finding(rule.name, rule.action, found[0], found[1], timeout_s)
