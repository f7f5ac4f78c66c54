"""Rules to and from other programs, with a sentence for everything that cannot be carried."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from studio.chat.rules.exchange import WordList, read_words, to_nightbot, to_twitch
from studio.chat.rules.judge import check_rules
from studio.core.errors import BadInputError
from studio.core.moderation import Action, AnyRule, Rules, RulesFormat, WordsRule

_MOST_TERMS, _MOST_PATTERNS, _MOST_RULES = 5000, 200, 100
_NAMES = {RulesFormat.TWITCH: "Twitch", RulesFormat.NIGHTBOT: "Nightbot"}


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Our own format. ``hawker_rules``: its version."""

    hawker_rules: int
    rules: Rules


@dataclass(frozen=True, slots=True)
class Carried:
    """The text, and what it does not hold."""

    text: str
    report: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """All rules with the new ones, how many entries are new, and what was left out."""

    rules: tuple[AnyRule, ...]
    added: int
    report: tuple[str, ...] = ()


def export_rules(rules: Sequence[AnyRule], format_: RulesFormat) -> Carried:
    """Everything as ours; for Twitch and Nightbot the blocked words of rules that are on."""
    if format_ is RulesFormat.HAWKER:
        data = msgspec.json.encode(RuleFile(1, tuple(rules)))
        return Carried(msgspec.json.format(data, indent=1).decode())
    program = _NAMES[format_]
    terms: dict[str, None] = {}
    patterns: dict[str, None] = {}
    report: list[str] = []
    for rule in rules:
        if not rule.is_on:
            report.append(f"{rule.name}: it is off")
        elif not isinstance(rule, WordsRule):
            report.append(f"{rule.name}: {program} takes only blocked words")
        else:
            terms |= dict.fromkeys(rule.terms)
            patterns |= dict.fromkeys(rule.patterns)
            report += _lost_of(rule, format_)
    words = WordList(tuple(terms), tuple(patterns))
    data = to_twitch(words) if format_ is RulesFormat.TWITCH else to_nightbot(words)
    return Carried(data.decode(), tuple(report))


def import_rules(text: str, format_: RulesFormat, rules: Sequence[AnyRule]) -> Taken:
    """These rules and what is in the text. BadInputError when it cannot be read at all."""
    if format_ is RulesFormat.HAWKER:
        return _take_ours(text, rules)
    program = _NAMES[format_]
    words = read_words(text.encode(), program)
    known = [rule for rule in rules if isinstance(rule, WordsRule)]
    terms, known_terms = _fresh(words.terms, (one for rule in known for one in rule.terms))
    patterns, known_patterns = _fresh(words.patterns, (one for r in known for one in r.patterns))
    report = list(words.refused)
    if known_terms + known_patterns:
        report.append(f"{known_terms + known_patterns} were here already")
    for found, most, what in (
        (terms, _MOST_TERMS, "words"),
        (patterns, _MOST_PATTERNS, "patterns"),
    ):
        if len(found) > most:
            report.append(f"{len(found) - most} {what} are more than one rule holds")
    terms, patterns = terms[:_MOST_TERMS], patterns[:_MOST_PATTERNS]
    if not terms and not patterns:
        return Taken(tuple(rules), 0, tuple(report))
    name = _free_name(f"{program} words", {rule.name for rule in rules})
    made = WordsRule(name=name, action=Action.DROP, terms=terms, patterns=patterns)
    return Taken(_within(rules, [made]), len(terms) + len(patterns), tuple(report))


def _take_ours(text: str, rules: Sequence[AnyRule]) -> Taken:
    """A rule of the same name is replaced; the others come behind."""
    try:
        found = msgspec.json.decode(text, type=RuleFile)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise BadInputError(f"these are no rules of Hawker: {error}", "rules") from error
    if found.hawker_rules != 1:
        raise BadInputError("the rules are of a newer Hawker", "rules")
    check_rules(found.rules)
    new = {rule.name: rule for rule in found.rules}
    kept = [new.pop(rule.name, rule) for rule in rules]
    changed = sum(one != before for one, before in zip(kept, rules, strict=True))
    same = len(found.rules) - len(new) - changed
    report = (f"{same} were here already",) if same else ()
    return Taken(_within(kept, list(new.values())), len(new) + changed, report)


def _lost_of(rule: WordsRule, format_: RulesFormat) -> list[str]:
    """What other programs have no place for."""
    program = _NAMES[format_]
    lost: list[str] = []
    if rule.patterns and format_ is RulesFormat.TWITCH:
        lost.append(f"{rule.name}: {program} has no patterns, {len(rule.patterns)} stay behind")
    if rule.allowed:
        lost.append(f"{rule.name}: {program} has no allowed words, {len(rule.allowed)} stay behind")
    return lost


def _fresh(found: Iterable[str], known: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """What is new, and how many are not."""
    here = {one.casefold() for one in known}
    every = tuple(found)
    new = tuple(one for one in every if one.casefold() not in here)
    return new, len(every) - len(new)


def _free_name(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted} {number}" for number in range(2, _MOST_RULES + 2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)


def _within(rules: Sequence[AnyRule], more: Sequence[AnyRule]) -> tuple[AnyRule, ...]:
    if len(rules) + len(more) > _MOST_RULES:
        raise BadInputError("there are 100 rules already; take some out first", "rules")
    return (*rules, *more)
