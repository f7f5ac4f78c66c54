"""Roles are sets of rights; whether a request may be made is decided here and nowhere else."""

import msgspec

from studio.core.answer import ForbiddenError
from studio.core.messages.events import TOPIC_OF, DevicesChanged, Event, SettingsChanged, Topic
from studio.core.messages.requests import Request, Right
from studio.core.messages.results import Result, Snapshot
from studio.core.settings import Settings
from studio.core.team import Role

_EVERYTHING = frozenset(Right) - {Right.SIGNAL}
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OWNER: _EVERYTHING,
    Role.STREAMER: _EVERYTHING - {Right.CONFIGURE, Right.SHUT_DOWN},
    Role.MODERATOR: frozenset(
        {
            *(Right.SEE, Right.READ_CHAT, Right.WRITE_CHAT, Right.MODERATE),
            *(Right.PIN, Right.ENGAGE),
        }
    ),
    Role.OVERLAY: frozenset({Right.SEE}),
    Role.VIEWER: frozenset(),
}
# What it takes to hear of a topic or of an event, where seeing the show is not enough.
_TO_HEAR: dict[Topic, Right] = {Topic.CHAT: Right.READ_CHAT, Topic.TEAM: Right.READ_CHAT}
_TO_HEAR_OF: dict[type[Event], Right] = {
    DevicesChanged: Right.INVITE,
    SettingsChanged: Right.COMPOSE,  # it names servers, folders and accounts of the streamer
}


def may_hear(role: Role, kind: type[Event]) -> bool:
    """Whether the role is told events of this kind."""
    needed = _TO_HEAR_OF.get(kind) or _TO_HEAR.get(TOPIC_OF[kind], Right.SEE)
    return needed in RIGHTS[role]


def as_seen_by(role: Role, result: Result) -> Result:
    """The answer without what the role need not know: the streamer's settings."""
    if isinstance(result, Snapshot) and Right.COMPOSE not in RIGHTS[role]:
        return msgspec.structs.replace(result, settings=Settings())
    return result


def check_right(role: Role, request: Request) -> None:
    """ForbiddenError when the role may not ask this."""
    if request.right not in RIGHTS[role]:
        raise ForbiddenError(
            f"the {role.value} may not do this (needs the right {request.right.value!r})",
            type(request).__name__,
        )
