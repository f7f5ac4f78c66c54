from studio.core.records.engage import HeartsGiven
from tests.support.kept_log import KeptLog


async def test_a_payload_gives_its_record_with_its_place() -> None:
    log = KeptLog()
    first = await log.append(HeartsGiven(3), "p-anna")
    log.session_id = "show-2"
    second = await log.append(HeartsGiven(4), "")
    assert [first, second] == log.records
    assert [one.id for one in log.records] == [1, 2]
    assert [one.session_id for one in log.records] == ["show-1", "show-2"]
    assert (first.actor, first.wall_ms) == ("p-anna", log.clock.wall_ms())
