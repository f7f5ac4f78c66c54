"""Requests for a whole room: what is too much or makes no sense is refused at the edge."""

import msgspec
import pytest

from studio.core.chat_settings import Writers
from studio.core.messages import requests as ask
from studio.core.moderation import LinksRule, RulesFormat
from studio.core.shield import ShieldProfile

ONE_OF_EACH: list[ask.Request] = [
    ask.SetRoom(slow_mode_s=5, writers=Writers.RETURNING),
    ask.PreviewShield(ShieldProfile.STRICT, 10),
    ask.RaiseShield(ShieldProfile.ALL_HELD, 30),
    ask.LowerShield(),
    ask.PreviewNuke("buy *", 10),
    ask.Nuke("a+", 60, is_pattern=True, timeout_s=600),
    ask.UndoNuke("nuke-1"),
    ask.AllowAndLearn("m-1"),
    ask.UndoLearning("learned-1"),
    ask.ExportRules(RulesFormat.TWITCH),
    ask.ImportRules(RulesFormat.NIGHTBOT, "spam", (LinksRule(name="Links"),), is_trial=False),
]


@pytest.mark.parametrize("request_", ONE_OF_EACH, ids=lambda request: type(request).__name__)
def test_each_goes_over_the_wire_and_is_answered_by_the_hub(request_: ask.Request) -> None:
    data = msgspec.json.encode(request_)
    assert msgspec.json.decode(data, type=ask.AnyRequest) == request_
    assert not request_.is_for_engine


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("RaiseShield", {"minutes": 0}),
        ("RaiseShield", {"minutes": 241}),
        ("RaiseShield", {"profile": "iron"}),
        ("PreviewShield", {}),
        ("SetRoom", {"slowModeS": -1}),
        ("SetRoom", {"writers": "nobody"}),
        ("Nuke", {"phrase": ""}),
        ("Nuke", {"phrase": "x" * 501}),
        ("Nuke", {"phrase": "x", "minutes": 1441}),
        ("ImportRules", {"format": "twitch", "text": ""}),
        ("ImportRules", {"format": "excel", "text": "x"}),
    ],
)
def test_what_is_too_much_or_unknown_is_refused(kind: str, fields: dict[str, object]) -> None:
    data = msgspec.json.encode({"type": kind, **fields})
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(data, type=ask.AnyRequest)
