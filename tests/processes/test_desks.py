from studio.core.messages import requests as ask
from studio.core.messages.results import AuditPage, Done, Result
from studio.core.team import OWNER, Who
from studio.processes.desks import Desks, for_anyone


async def test_a_request_comes_to_the_desk_of_its_kind_with_who_asks() -> None:
    heard: list[tuple[ask.Request, Who]] = []

    async def first(request: ask.GetTeam | ask.LookAt, who: Who) -> Result:
        heard.append((request, who))
        return Done()

    async def second(_request: ask.GetAudit, _who: Who) -> Result:
        return AuditPage()

    desks = Desks()
    desks.add(ask.GetTeam | ask.LookAt, first)
    desks.add(ask.GetAudit, second)
    assert await desks.answer(ask.LookAt("live"), OWNER) == Done()
    assert await desks.answer(ask.GetAudit(), OWNER) == AuditPage()
    assert await desks.answer(ask.GetSnapshot(), OWNER) is None
    assert heard == [(ask.LookAt("live"), OWNER)]


async def test_a_desk_may_not_care_who_asks_and_answer_at_once() -> None:
    desks = Desks()
    desks.add(ask.GetAudit, for_anyone(lambda request: AuditPage(has_more=request.before == 7)))
    assert await desks.answer(ask.GetAudit(7), OWNER) == AuditPage(has_more=True)
