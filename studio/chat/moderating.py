"""What moderators decide about messages and persons: here, on the platform, with its way back."""

from collections.abc import Awaitable
from typing import Protocol

from studio.chat.act_book import WayBack
from studio.chat.acting import Acting
from studio.chat.blocks import FOR_GOOD
from studio.chat.room import Decided, Room
from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.clock import Clock
from studio.core.errors import BadInputError, StudioError
from studio.core.records.chat import Decision
from studio.core.room import PersonStanding, RoomMessage
from studio.core.team import Who
from studio.core.teamwork import ActKind
from studio.core.turns import Turns

_WAY_BACK = {
    MessageState.VISIBLE: Decision.RESTORE,
    MessageState.HELD: Decision.HOLD,
    MessageState.DELETED: Decision.DELETE,
    MessageState.DROPPED: Decision.DELETE,  # nobody saw it, and nobody shall
}


class Platforms(Protocol):
    """Where the same is done; each raises UnavailableError when it is not."""

    async def decided(self, kept: RoomMessage, decision: Decision) -> None:
        """A message was decided about."""
        ...

    async def timed_out(self, actor: str, seconds: int, reason: str) -> None:
        """Somebody is silent for so long; 0: for good."""
        ...

    async def readmitted(self, actor: str) -> None:
        """Somebody may write again."""
        ...


class Names(Protocol):
    """How somebody who writes is called."""

    async def name_of(self, actor: str) -> str:
        """Empty when it is not known."""
        ...


class Moderating:
    """On the hub's loop. What is done twice is done once; what fails there is done here."""

    def __init__(
        self, room: Room, platforms: Platforms, names: Names, acting: Acting, clock: Clock
    ) -> None:
        self._room = room
        self._platforms = platforms
        self._names = names
        self._acting = acting
        self._clock = clock
        self._turns = Turns()

    async def decide(self, message_id: str, decision: Decision, who: Who, reason: str = "") -> None:
        """Release, delete, restore or hold a message. NotFoundError for one nobody wrote."""
        done = await self._room.change(message_id, decision, who.id, reason)
        message = done.kept.message
        if done.event_id:
            self._acting.done(
                who,
                ActKind(decision.value),
                done.event_id,
                self._message_back(done),
                message_id=message_id,
                target=message.author.actor,
                target_name=message.author.name,
                words=message.text,
            )
        await self._platforms.decided(done.kept, decision)

    async def time_out(self, actor: str, seconds: int, who: Who, reason: str = "") -> None:
        """Let somebody be silent for so long; 0 seconds: for good."""
        until_ms = self._clock.wall_ms() + seconds * 1000 if seconds else FOR_GOOD
        kind = ActKind.TIME_OUT if seconds else ActKind.BAN
        await self._stand(PersonStanding(actor, until_ms, reason), kind, who)
        await self._platforms.timed_out(actor, seconds, reason)

    async def readmit(self, actor: str, who: Who, reason: str = "") -> None:
        """Let somebody write again."""
        await self._stand(PersonStanding(actor, 0, reason), ActKind.READMIT, who)
        await self._platforms.readmitted(actor)

    async def set_rules(self, settings: ChatSettings, who: Who) -> None:
        """Other rules, another pace. BadInputError for rules that cannot be used."""
        is_other = settings != self._room.settings
        await self._room.set(settings, who.id)
        if is_other:
            self._acting.done(who, ActKind.RULES)

    def _message_back(self, done: Decided) -> WayBack:
        back, message_id = _WAY_BACK[done.before], done.kept.message.id

        async def undo(who: Who) -> StudioError | None:
            undone = await self._room.change(message_id, back, who.id, only_from=done.kept.state)
            return await _trouble(self._platforms.decided(undone.kept, back))

        return undo

    async def _stand(self, standing: PersonStanding, kind: ActKind, who: Who) -> None:
        actor = standing.actor
        name = await self._names.name_of(actor)
        async with self._turns.of(actor):
            before = self._standing_of(actor)
            event_id = await self._room.stand(standing, who.id)
        is_other = bool(before.until_wall_ms or standing.until_wall_ms)
        self._acting.done(
            who,
            kind,
            event_id,
            self._standing_back(before, standing) if is_other else None,
            target=actor,
            target_name=name,
            words=standing.reason,
            until_wall_ms=standing.until_wall_ms,
        )

    def _standing_back(self, before: PersonStanding, after: PersonStanding) -> WayBack:
        actor = after.actor

        async def undo(who: Who) -> StudioError | None:
            async with self._turns.of(actor):
                if self._standing_of(actor).until_wall_ms != after.until_wall_ms:
                    raise BadInputError("something else was decided since", actor)
                left_ms = before.until_wall_ms - self._clock.wall_ms()
                is_free = before.until_wall_ms != FOR_GOOD and left_ms <= 0
                standing = PersonStanding(actor) if is_free else before
                await self._room.stand(standing, who.id)
            if is_free:
                return await _trouble(self._platforms.readmitted(actor))
            seconds = 0 if before.until_wall_ms == FOR_GOOD else max(1, left_ms // 1000)
            return await _trouble(self._platforms.timed_out(actor, seconds, before.reason))

        return undo

    def _standing_of(self, actor: str) -> PersonStanding:
        blocked = self._room.blocks.of(actor, self._clock.wall_ms())
        return blocked or PersonStanding(actor)


async def _trouble(done_there: Awaitable[None]) -> StudioError | None:
    """What the platform says against it, if anything."""
    try:
        await done_there
    except StudioError as error:
        return error
    return None
