"""What a window asks the hub to do about a message or its author."""

from studio.core.messages.requests import (
    AllowAndLearn,
    DecideMessage,
    ReadmitPerson,
    Request,
    TimeOutPerson,
)
from studio.core.records.chat import Decision
from studio.core.room import RoomMessage

USUAL_TIME_OUT_S = 600
_DECISIONS = {
    "release": Decision.RELEASE,
    "restore": Decision.RESTORE,
    "delete": Decision.DELETE,
}


def request_of(
    name: str, kept: RoomMessage, time_out_s: int = USUAL_TIME_OUT_S, reason: str = ""
) -> Request:
    """One of release, learn, restore, delete, time_out, ban, readmit."""
    actor = kept.message.author.actor
    if name == "time_out":
        return TimeOutPerson(actor, time_out_s, reason)
    if name == "ban":
        return TimeOutPerson(actor, 0, reason)
    if name == "readmit":
        return ReadmitPerson(actor, reason)
    if name == "learn":
        return AllowAndLearn(kept.message.id)
    return DecideMessage(kept.message.id, _DECISIONS[name], reason)
