"""Records of chat for tests, short to write."""

from studio.core.chat import Fragment, Platform
from studio.core.records.chat import Decision, MessageDecided, MessageReceived, Verdict
from studio.core.records.record import Record

SHOW = "show-1"


def received(
    number: int,
    text: str = "hello",
    actor: str = "p-anna",
    *,
    name: str = "Anna",
    verdict: Verdict = Verdict.ALLOW,
    session_id: str = SHOW,
    platform_id: str = "",
) -> Record:
    """Message ``m<number>`` at second ``number``."""
    payload = MessageReceived(
        message_id=f"m{number}",
        platform=Platform.TWITCH,
        channel="clay",
        platform_id=platform_id or f"t{number}",
        sent_wall_ms=number * 1000,
        verdict=verdict,
        rule="links" if verdict is not Verdict.ALLOW else "",
        author_name=name,
        author_id=f"id-of-{actor}",
        fragments=(Fragment(text),),
    )
    return Record(session_id, number * 1000, payload, actor)


def decided(number: int, decision: Decision, at_s: int, actor: str = "p-mod") -> Record:
    """Somebody decided about message ``m<number>``."""
    return Record(SHOW, at_s * 1000, MessageDecided(f"m{number}", decision), actor)
