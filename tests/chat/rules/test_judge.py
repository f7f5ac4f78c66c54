"""All rules together."""

import pytest

from studio.chat.rules.finding import Finding
from studio.chat.rules.judge import check_rules, judge
from studio.chat.rules.seen_message import SeenMessage
from studio.core.chat import ChatRole
from studio.core.errors import BadInputError
from studio.core.moderation import (
    Action,
    CapsRule,
    LinksRule,
    NewcomersRule,
    WordsRule,
    first_rules,
)
from studio.core.records.chat import Verdict
from tests.support.chat_messages import message, seen_message


def test_nothing_fires_on_an_ordinary_message() -> None:
    judged = judge(first_rules(), seen_message("这个多少钱"))
    assert (judged.verdict, judged.decisive, judged.findings) == (Verdict.ALLOW, None, ())


def test_the_strongest_action_wins_and_all_findings_are_told() -> None:
    rules = (
        CapsRule(name="caps"),
        WordsRule(name="words", terms=("idiot",), action=Action.TIME_OUT, timeout_s=60),
        LinksRule(name="links", action=Action.DROP),
    )
    judged = judge(rules, seen_message("YOU IDIOT GO TO EVIL.COM"))
    assert judged.verdict is Verdict.DROP
    assert judged.decisive == Finding(
        "words", Action.TIME_OUT, "it has a blocked word", "idiot", 60
    )
    assert [finding.rule for finding in judged.findings] == ["caps", "words", "links"]


def test_roles_are_spared_and_what_is_off_is_off() -> None:
    rules = (
        LinksRule(name="links"),
        NewcomersRule(name="new", is_on=False),
        WordsRule(name="w", terms=("evil",), spares=frozenset({ChatRole.VIP})),
    )
    for roles, verdict in (
        (frozenset({ChatRole.MODERATOR, ChatRole.VIP}), Verdict.ALLOW),
        (frozenset({ChatRole.VIP}), Verdict.HOLD),
        (frozenset[ChatRole](), Verdict.HOLD),
    ):
        seen = SeenMessage(message("evil.com", roles=roles))
        assert judge(rules, seen).verdict is verdict


def test_names_are_one_each_and_patterns_are_patterns() -> None:
    check_rules(first_rules())
    with pytest.raises(BadInputError, match="same name"):
        check_rules((CapsRule(name="a"), LinksRule(name="a")))
    with pytest.raises(BadInputError, match="cannot be read"):
        check_rules((WordsRule(name="a", patterns=("[",)),))
