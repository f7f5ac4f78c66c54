"""A team at work for tests of windows: who is here, what they hold, said and did."""

from studio.core.chat import ChatRole, MessageState, Platform
from studio.core.messages import requests as ask
from studio.core.messages.results import AuditPage, ChatPage, PersonCard, TeamNow
from studio.core.room import PersonStanding, RoomMessage
from studio.core.team import OWNER, Role, Who
from studio.core.teamwork import Act, ActKind, AuditLine, Claim, Mark, Member, Whisper
from tests.fakes.fake_connection import FakeStudio
from tests.support.room_messages import room_message

WALL_MS = 1_700_000_000_000
ME = Who("dev-me", "Mei", Role.MODERATOR)
BEN = Who("dev-ben", "Ben", Role.MODERATOR)
HELD = room_message(2, "see www.shop.com", "Ivy", state=MessageState.HELD, rule="Links")
QUESTION = room_message(3, "how much is it?", "Kim")


def act(number: int, kind: ActKind = ActKind.DELETE, by: str = ME.id, left_ms: int = 10_000) -> Act:
    """Act ``a<number>``, which can be undone for that long from `WALL_MS` on."""
    return Act(f"a{number}", by, "Mei", kind, "m1", "p-Anna", "hello", WALL_MS, WALL_MS + left_ms)


def audit_line(number: int, kind: str = "delete") -> AuditLine:
    """Line of that number: Ben did it to Anna."""
    wall_ms = WALL_MS + number
    return AuditLine(
        number, number, wall_ms, BEN.id, "Ben", kind, "p-Anna", "m1", "", "Anna", "hello"
    )


def card(actor: str = "p-Anna", note: str = "", mark: Mark = Mark.NONE) -> PersonCard:
    """Anna's card."""
    return PersonCard(
        actor,
        "Anna",
        (Platform.TWITCH,),
        frozenset({ChatRole.SUBSCRIBER}),
        WALL_MS,
        WALL_MS,
        23,
        4,
        2,
        PersonStanding(actor, -1, "spam"),
        note,
        mark,
        (room_message(1),),
        (audit_line(1),),
    )


def team_now(*claims: Claim) -> TeamNow:
    """Mei asks; the streamer and Ben are here too."""
    members = (
        Member(OWNER, WALL_MS),
        Member(BEN, WALL_MS, "held", "m2"),
        Member(ME, WALL_MS),
    )
    whispers = (Whisper("w1", BEN.id, "Ben", "watch Anna", WALL_MS),)
    return TeamNow(ME, members, claims, whispers, (), (), WALL_MS)


def fill(studio: FakeStudio, *more: RoomMessage) -> None:
    """A room with a few messages, a team and an audit."""
    studio.chat = ChatPage((room_message(1), QUESTION, *more), held=(HELD,))
    studio.answers = {
        ask.GetTeam: team_now(Claim(QUESTION.message.id, BEN.id, WALL_MS)),
        ask.GetPerson: card(),
        ask.GetAudit: AuditPage((audit_line(2, "ban"), audit_line(1)), has_more=False),
    }
