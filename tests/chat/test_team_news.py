"""What changes in the team is told: the first at once, a burst in few events, the last always."""

from studio.chat.team import Team
from studio.chat.team_news import TeamNews
from studio.core.messages.events import ClaimsChanged, Event, TeamChanged
from studio.core.team import OWNER
from tests.fakes.virtual_clock import VirtualClock
from tests.support.waiting import until


def stand(gather_s: float) -> tuple[Team, TeamNews, list[Event]]:
    team, told = Team(VirtualClock()), list[Event]()
    return team, TeamNews(team, told.append, gather_s), told


async def test_a_change_is_told_at_once_and_nothing_of_none() -> None:
    team, news, told = stand(60)
    news.members(changed=team.present([OWNER]))
    news.claims(changed=False)
    assert told == [TeamChanged(team.members())]
    news.close()


async def test_a_burst_is_one_event_more_and_ends_with_the_truth() -> None:
    team, news, told = stand(0.05)
    news.members(changed=team.present([OWNER]))
    for number in range(100):
        news.members(changed=team.look(OWNER, "live", f"m{number}"))
        news.claims(changed=team.claim(f"m{number}", OWNER))
    assert len(told) == 1
    await until(lambda: len(told) == 3)
    assert told[1:] == [TeamChanged(team.members()), ClaimsChanged(team.claims())]
    news.close()
    news.claims(changed=team.claim("m-last", OWNER))
    assert len(told) == 3
