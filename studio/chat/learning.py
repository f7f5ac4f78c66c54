"""Allow and learn: what a rule must read over, so that it never fires at the same again."""

from collections.abc import Callable, Sequence

import msgspec

from studio.chat.rules.judge import look
from studio.chat.rules.links import hosts_in
from studio.chat.rules.seen_message import SeenMessage
from studio.core.chat import Fragment
from studio.core.errors import BadInputError
from studio.core.moderation import AnyRule, FloodRule, LinksRule, NewcomersRule, RepetitionRule

_MOST_ROUNDS = 10
_LONGEST = 500
_MOST_ALLOWED = 1000


def learned_from(rule: AnyRule, message: SeenMessage) -> tuple[str, ...]:
    """The least that the rule must allow; empty when it does not look at words, or is content.

    Of links their domains; of all others the shortest runs of words at which it fires, and the
    whole message where that does not do.
    """
    if isinstance(rule, FloodRule | NewcomersRule):
        return ()
    if isinstance(rule, LinksRule):
        hosts = tuple(dict.fromkeys(hosts_in(message.text)))
        taught = msgspec.structs.replace(rule, allowed=(*rule.allowed, *hosts))
        return _new(rule, hosts) if look(taught, message) is None else ()
    if look(rule, message) is None and not isinstance(rule, RepetitionRule):
        return ()
    runs: list[str] = []
    for _ in range(_MOST_ROUNDS):
        run = _shortest_run(_taught(rule, runs), message)
        if not run:
            break
        runs.append(run)
    if runs and look(_taught(rule, runs), message) is None:
        return _new(rule, runs)
    whole = message.text.strip()
    return (whole,) if 0 < len(whole) <= _LONGEST else ()


def teach(rules: Sequence[AnyRule], name: str, allowed: Sequence[str]) -> tuple[AnyRule, ...]:
    """The rules, one of which allows more. BadInputError when it allows too much already."""
    return _changed(rules, name, lambda rule: (*rule.allowed, *_new(rule, allowed)))


def unteach(rules: Sequence[AnyRule], name: str, allowed: Sequence[str]) -> tuple[AnyRule, ...]:
    """The rules, one of which allows less."""
    forgotten = frozenset(allowed)
    return _changed(
        rules, name, lambda rule: tuple(one for one in rule.allowed if one not in forgotten)
    )


def _changed(
    rules: Sequence[AnyRule], name: str, allowed_of: Callable[[AnyRule], tuple[str, ...]]
) -> tuple[AnyRule, ...]:
    changed: list[AnyRule] = []
    for rule in rules:
        allowed = allowed_of(rule) if rule.name == name else rule.allowed
        if len(allowed) > _MOST_ALLOWED:
            raise BadInputError("the rule allows 1,000 words already; take some out first", name)
        changed.append(msgspec.structs.replace(rule, allowed=allowed))
    return tuple(changed)


def _new(rule: AnyRule, found: Sequence[str]) -> tuple[str, ...]:
    known = frozenset(rule.allowed)
    return tuple(one for one in dict.fromkeys(found) if one not in known)


def _taught(rule: AnyRule, allowed: Sequence[str]) -> AnyRule:
    return msgspec.structs.replace(rule, allowed=(*rule.allowed, *allowed))


def _shortest_run(rule: AnyRule, message: SeenMessage) -> str:
    """A short run of words at which the rule fires, found by halving; empty: there is none."""
    words = message.text.split()

    def fires(begin: int, end: int) -> bool:
        fragment = Fragment(" ".join(words[begin:end]))
        part = msgspec.structs.replace(message.message, fragments=(fragment,))
        return look(rule, SeenMessage(part)) is not None

    if not fires(0, len(words)):
        return ""
    end = _least(1, len(words), lambda place: fires(0, place))
    begin = end - _least(1, end, lambda count: fires(end - count, end))
    # A star at an end would stand for any letters.
    run = " ".join(words[begin:end]).strip("*").strip()
    return run if run and len(run) <= _LONGEST else ""


def _least(low: int, high: int, is_enough: Callable[[int], bool]) -> int:
    """The least count that is enough; ``high`` is, and more than enough is enough too."""
    while low < high:
        middle = (low + high) // 2
        if is_enough(middle):
            high = middle
        else:
            low = middle + 1
    return low
