"""Every kind of act is a sentence, in both languages."""

from typing import get_args

import msgspec
import pytest

from studio.core.records.record import AnyPayload
from studio.core.teamwork import ActKind
from studio.ui import words
from studio.ui.moderator.act_words import act_words, audit_words, clock_words, until_words
from tests.support.team import act, audit_line

# The log's kinds that a line of the audit tells apart further.
IN_OTHER_WORDS = {
    *("message_decided", "viewer_timed_out", "viewer_readmitted", "viewer_noted", "viewer_marked"),
    *("claim_handed_over", "act_taken_back", "setting_changed", "nuked"),
}
OTHERS = ("undo", "hand_over", "setting")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_has_its_sentence(language: str) -> None:
    words.choose(language)
    said = {audit_words(audit_line(1, kind.value), "Ben") for kind in ActKind}
    said |= {audit_words(audit_line(1, kind), "Ben") for kind in OTHERS}
    said |= {act_words(act(1, kind)) for kind in ActKind}
    assert len(said) == 2 * len(ActKind) + len(OTHERS)
    assert not any("did_" in one or "{" in one for one in said)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_whatever_is_audited_today_has_its_sentence(language: str) -> None:
    words.choose(language)
    audited = {kind.__struct_config__.tag for kind in get_args(AnyPayload) if kind.is_audited}
    for kind in {*(audited - IN_OTHER_WORDS), "nuke"}:
        said = audit_words(audit_line(1, kind), "Ben")
        assert said != words.tr("did_other", by="Ben", kind=kind.replace("_", " "), what="hello")
        assert "{" not in said


def test_who_what_to_whom_and_why() -> None:
    line = msgspec.structs.replace(audit_line(1), detail="rude", words="go\n  away " * 20)
    said = audit_words(line, "Ben")
    assert said.startswith("Ben deleted “go away go away")
    assert said.endswith("…” by Anna (rude)")
    marked = msgspec.structs.replace(audit_line(1, "mark"), detail="watch", words="")
    assert audit_words(marked, "Ben") == "Ben marked Anna: Watch"
    assert audit_words(audit_line(1, "from_tomorrow"), "Ben") == "Ben: from tomorrow hello"


def test_times_of_another_day_say_which() -> None:
    assert clock_words(1_700_000_000_000).startswith("2023-11-1")
    assert until_words(-1) == "For good"
    assert until_words(1_700_000_000_000).startswith("until 2023-11-1")
