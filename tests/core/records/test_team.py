"""What the team writes into the log: its words are its own, decisions are in the chain."""

from studio.core.records.record import join, split
from studio.core.records.team import ActTakenBack, ClaimHandedOver, TeamWhispered, ViewerMarked
from studio.core.teamwork import Mark


def test_a_whisper_is_sealed_with_the_key_of_who_said_it() -> None:
    whisper = TeamWhispered("w-1", "Mo", "watch this one")
    public, personal = split(whisper)
    assert b"watch this" not in public
    assert b"Mo" not in public
    assert join("team_whispered", public, personal) == whisper
    assert whisper.person("device-mo") == "device-mo"
    assert not whisper.is_audited


def test_what_one_decided_is_audited() -> None:
    decided = (
        ClaimHandedOver("m1", "device-li"),
        ViewerMarked("p-anna", Mark.WATCH),
        ActTakenBack(3, "ban", "p-anna"),
    )
    assert all(payload.is_audited for payload in decided)
    for payload in decided:
        public, personal = split(payload)
        assert personal == b""
        assert join(str(payload.__struct_config__.tag), public, b"") == payload
