"""The room: every platform's messages, judged, kept and then shown; and what moderators decide."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from studio.chat.admission import Admission
from studio.chat.blocks import FOR_GOOD, Blocks
from studio.chat.news import News
from studio.chat.pace import Pace
from studio.chat.rules.judge import Judgement, check_rules, judge
from studio.chat.rules.recent import RecentMessages
from studio.chat.rules.seen_message import SeenMessage
from studio.chat.shield import Shield
from studio.chat.shown import Shown
from studio.core.chat import Author, ChatMessage, ChatRole, MessageState, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.chat_text import clean_name, clean_text, fragments_of, is_too_long
from studio.core.clock import NS_PER_MS, Clock
from studio.core.connectors import MessageHeard
from studio.core.emotes import with_emotes
from studio.core.errors import BadInputError, NotFoundError
from studio.core.ids import new_id
from studio.core.messages.events import ChatSettingsChanged, Event
from studio.core.moderation import NewcomersRule
from studio.core.records.chat import (
    Decision,
    MessageDecided,
    MessageReceived,
    Verdict,
    ViewerReadmitted,
    ViewerTimedOut,
)
from studio.core.records.payload import Payload
from studio.core.records.record import STUDIO, Record
from studio.core.records.studio import SettingChanged
from studio.core.room import (
    ChatCounts,
    MessageChange,
    PersonStanding,
    PostRefusedError,
    RoomMessage,
)
from studio.core.turns import Turns

PAGE_CHANNEL = "page"
_DUPLICATE = 0  # the store's word for a message that was there already
_STATE_OF = {
    Verdict.ALLOW: MessageState.VISIBLE,
    Verdict.HOLD: MessageState.HELD,
    Verdict.DROP: MessageState.DROPPED,
}
_STATE_AFTER = {
    Decision.RELEASE: MessageState.VISIBLE,
    Decision.RESTORE: MessageState.VISIBLE,
    Decision.DELETE: MessageState.DELETED,
    Decision.HOLD: MessageState.HELD,
}
_MOST_SETTING = 2_000
Keep = Callable[[Record], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a message was and what it is now. ``event_id``: 0 when it was so already."""

    before: MessageState
    kept: RoomMessage
    event_id: int = 0


class Past(Protocol):
    """What was before this hub began."""

    async def one(self, message_id: str) -> RoomMessage | None:
        """The message of that id."""
        ...

    async def was_here(self, actor: str) -> bool:
        """Whether somebody ever wrote."""
        ...

    async def first_seen(self, actor: str) -> int:
        """When everybody saw the first message of somebody, in wall ms; 0: never."""
        ...


class Room:
    """On the hub's loop. ``keep`` returns once a record is on the disk: nothing is shown before.

    ``pseudonym(platform, user_id)`` is the key by which somebody is known here; ``name_of``: how
    one of the team is called.
    """

    def __init__(
        self,
        keep: Keep,
        pseudonym: Callable[[str, str], str],
        past: Past,
        clock: Clock,
        tell: Callable[[Event], None],
        name_of: Callable[[str], str] = lambda _id: "",
    ) -> None:
        self._keep = keep
        self._pseudonym = pseudonym
        self._past = past
        self._clock = clock
        self._tell = tell
        self._name_of = name_of
        self._recent = RecentMessages()
        self.blocks = Blocks()
        self._pace = Pace()
        self._turns = Turns()
        self._admission = Admission(past.first_seen)
        self.shield = Shield()
        self.shown = Shown()
        self.news = News(tell)
        self.settings = ChatSettings()
        self.counts = ChatCounts()
        self.session_id = ""

    @property
    def in_force(self) -> ChatSettings:
        """The settings as they hold now: those of the room, or stricter ones under a shield."""
        return self.shield.in_force(self.settings)

    def actor_of(self, platform: Platform, user_id: str) -> str:
        """The pseudonym."""
        return self._pseudonym(platform.value, user_id)

    async def post(self, user_id: str, name: str, text: str, reply_to: str = "") -> RoomMessage:
        """Somebody wrote on the page; raises PostRefusedError with the reason."""
        actor = self.actor_of(Platform.PAGE, user_id)
        typed = with_emotes(clean_text(text))
        now_ms = self._clock.monotonic_ns() // NS_PER_MS
        try:
            self._check_post(actor, typed, now_ms)
            await self._admission.learn(self.in_force, actor)
            self._check_post(actor, typed, now_ms)  # somebody may have written meanwhile
            word = self._admission.refused_for(
                self.in_force, actor, (), fragments_of(typed, ()), self._clock.wall_ms()
            )
            if word:
                raise PostRefusedError(word)
        except PostRefusedError:
            self._count(refused=1)
            raise
        self._pace.wrote(actor, now_ms)
        heard = MessageHeard(
            platform_id=new_id("post") + new_id(""),
            user_id=user_id,
            name=clean_name(name),
            fragments=fragments_of(typed, list(self.shown.names())),
            sent_wall_ms=self._clock.wall_ms(),
            reply_to=reply_to if self.shown.get(reply_to) is not None else "",
        )
        kept = await self.hear(heard, Platform.PAGE, PAGE_CHANNEL)
        if kept is None or kept.state is MessageState.DROPPED:
            raise PostRefusedError("dropped")
        return kept

    async def say(self, text: str, by: str, reply_to: str = "") -> RoomMessage | None:
        """The studio itself writes: judged by nobody. BadInputError for a text without signs."""
        typed = with_emotes(clean_text(text))
        if not typed:
            raise BadInputError("there is nothing to send", "text")
        heard = MessageHeard(
            platform_id=new_id("said") + new_id(""),
            user_id=by,
            name="",
            fragments=fragments_of(typed, list(self.shown.names())),
            sent_wall_ms=self._clock.wall_ms(),
            roles=frozenset({ChatRole.BROADCASTER}),
            reply_to=reply_to,
        )
        message = _message(heard, Platform.PAGE, PAGE_CHANNEL, by, self._clock.wall_ms())
        return await self._take(heard, message, Judgement(Verdict.ALLOW))

    async def hear(
        self,
        heard: MessageHeard,
        platform: Platform,
        channel: str,
        *,
        is_first: bool | None = None,
    ) -> RoomMessage | None:
        """A message came: judged, kept, told. None when it was here before.

        ``is_first``: whether its author never wrote before, where that was asked already; then
        messages are kept in the order of the calls.
        """
        actor = self.actor_of(platform, heard.user_id)
        message = _message(heard, platform, channel, actor, self._clock.wall_ms())
        blocked = self.blocks.of(actor, message.received_wall_ms)
        if blocked is not None:  # their platform let them write; here they may not
            judgement, rule = Judgement(Verdict.DROP), "blocked"
            return await self._take(heard, message, judgement, rule)
        if is_first is None:
            is_first = await self.is_first_ever(actor)
        if platform is not Platform.PAGE:  # the page was told before
            word = self._admission.refused_for(
                self.in_force, actor, heard.roles, heard.fragments, message.received_wall_ms
            )
            if word:
                return await self._take(heard, message, Judgement(Verdict.DROP), word)
        before = self._recent.before(message, is_first_ever=is_first)
        judgement = judge(self.in_force.rules, SeenMessage(message, before))
        self._recent.add(message)
        kept = await self._take(heard, message, judgement)
        decisive = judgement.decisive
        if kept is not None and decisive is not None and decisive.timeout_s:
            await self.time_out(actor, decisive.timeout_s, STUDIO, decisive.rule)
        return kept

    async def find(self, message_id: str) -> RoomMessage | None:
        """The message as it stands now, however old it is."""
        return self.shown.get(message_id) or await self._past.one(message_id)

    async def decide(
        self, message_id: str, decision: Decision, by: str, reason: str = ""
    ) -> RoomMessage:
        """Release, delete, restore or hold; done already is done. The message as it is then.

        Raises NotFoundError for one that nobody wrote.
        """
        return (await self.change(message_id, decision, by, reason)).kept

    async def change(
        self,
        message_id: str,
        decision: Decision,
        by: str,
        reason: str = "",
        only_from: MessageState | None = None,
    ) -> Decided:
        """As `decide`, and tells what it was before; one decision after another.

        BadInputError when it is no longer what it should be changed from.
        """
        async with self._turns.of(message_id):
            kept = await self.find(message_id)
            if kept is None:
                raise NotFoundError("there is no such message", message_id)
            if only_from is not None and kept.state is not only_from:
                raise BadInputError("something else was decided since", message_id)
            state = _STATE_AFTER[decision]
            if kept.state is state:
                return Decided(state, kept)
            payload = MessageDecided(message_id, decision, reason, kept.state)
            event_id = await self.append(payload, by)
            changed = self.become(kept, state, by)
        return Decided(kept.state, changed, event_id)

    def become(self, kept: RoomMessage, state: MessageState, by: str) -> RoomMessage:
        """It was decided and is in the log: remember it, and tell everybody."""
        message_id, name = kept.message.id, self._name_of(by)
        changed = msgspec.structs.replace(kept, state=state, decided_by=by, decided_by_name=name)
        if self.shown.get(message_id) is not None:
            self.shown.put(changed)
        is_there = state in (MessageState.VISIBLE, MessageState.HELD)
        carried = changed if is_there else None
        self.news.change(MessageChange(message_id, state, by, carried, name))
        return changed

    async def time_out(self, actor: str, seconds: int, by: str, reason: str = "") -> None:
        """Nothing more of somebody is seen for so long; 0 seconds: for good."""
        until_ms = self._clock.wall_ms() + seconds * 1000 if seconds else FOR_GOOD
        await self.stand(PersonStanding(actor, until_ms, reason), by)

    async def readmit(self, actor: str, by: str, reason: str = "") -> None:
        """Somebody may write again."""
        await self.stand(PersonStanding(actor, 0, reason), by)

    async def stand(self, standing: PersonStanding, by: str) -> int:
        """From now on this is true of somebody; its place in the log."""
        actor, until_ms, reason = standing.actor, standing.until_wall_ms, standing.reason
        payload: Payload = ViewerReadmitted(actor, reason)
        if until_ms:
            payload = ViewerTimedOut(actor, 0 if until_ms == FOR_GOOD else until_ms, reason)
        event_id = await self.append(payload, by)
        self.blocks.put(standing)
        self.news.person(standing)
        return event_id

    async def set(self, settings: ChatSettings, by: str) -> None:
        """Other rules, another pace. BadInputError for rules that cannot be used."""
        check_rules(settings.rules)
        before = self.settings
        for name in settings.__struct_fields__:
            old, new = getattr(before, name), getattr(settings, name)
            if old != new:
                await self.append(SettingChanged(f"chat.{name}", _said(old), _said(new)), by)
        self.settings = settings
        self._tell(ChatSettingsChanged(settings))

    def try_rules(
        self, text: str, roles: frozenset[ChatRole], settings: ChatSettings | None
    ) -> Judgement:
        """What would become of a message; nobody is told, nothing remembered."""
        rules = (settings or self.in_force).rules
        check_rules(rules)
        heard = MessageHeard("trial", "trial", "", fragments_of(clean_text(text), ()), 0)
        message = _message(heard, Platform.PAGE, PAGE_CHANNEL, "trial", self._clock.wall_ms())
        author = msgspec.structs.replace(message.author, roles=roles)
        return judge(rules, SeenMessage(msgspec.structs.replace(message, author=author)))

    def _check_post(self, actor: str, typed: str, now_ms: int) -> None:
        settings = self.in_force
        if not settings.is_page_open:
            raise PostRefusedError("closed")
        if not typed:
            raise PostRefusedError("empty")
        if is_too_long(typed):
            raise PostRefusedError("long")
        wall_ms = self._clock.wall_ms()
        blocked = self.blocks.of(actor, wall_ms)
        if blocked is not None:
            raise PostRefusedError("blocked", max(0, _seconds(blocked.until_wall_ms - wall_ms)))
        wait_ms = self._pace.wait_ms(actor, now_ms, settings.slow_mode_s)
        if wait_ms > 0:
            raise PostRefusedError("slow" if settings.slow_mode_s else "fast", _seconds(wait_ms))

    async def is_first_ever(self, actor: str) -> bool:
        """Whether somebody never wrote before; only looked up while a rule wants to know."""
        settings = self.in_force
        await self._admission.learn(settings, actor)
        if not any(isinstance(rule, NewcomersRule) and rule.is_on for rule in settings.rules):
            return False
        return not await self._past.was_here(actor)

    async def _take(
        self, heard: MessageHeard, message: ChatMessage, judgement: Judgement, rule: str = ""
    ) -> RoomMessage | None:
        decisive = judgement.decisive
        rule = decisive.rule if decisive is not None else rule
        payload = MessageReceived(
            message_id=message.id,
            platform=message.platform,
            channel=message.channel,
            platform_id=message.platform_id,
            sent_wall_ms=message.sent_wall_ms,
            verdict=judgement.verdict,
            rule=rule,
            roles=heard.roles,
            reply_to=message.reply_to,
            amount=message.amount,
            author_name=message.author.name,
            author_id=heard.user_id,
            fragments=message.fragments,
        )
        event_id = await self.append(payload, message.author.actor, message.received_wall_ms)
        if event_id == _DUPLICATE:
            self._count(duplicates=1)
            return None
        state = _STATE_OF[judgement.verdict]
        kept = RoomMessage(event_id, message, state, rule)
        held, dropped = state is MessageState.HELD, state is MessageState.DROPPED
        self._count(received=1, held=int(held), dropped=int(dropped))
        self.shown.put(kept)
        self.news.add(kept)
        return kept

    async def append(self, payload: Payload, actor: str, wall_ms: int = 0) -> int:
        """Write it down as of this show; its place in the log, once it is on the disk."""
        record = Record(self.session_id, wall_ms or self._clock.wall_ms(), payload, actor)
        return await self._keep(record)

    def _count(self, **more: int) -> None:
        now = {name: getattr(self.counts, name) + count for name, count in more.items()}
        self.counts = msgspec.structs.replace(self.counts, **now)


def _message(
    heard: MessageHeard, platform: Platform, channel: str, actor: str, now_wall_ms: int
) -> ChatMessage:
    return ChatMessage(
        id=new_id("m") + new_id(""),
        platform=platform,
        channel=channel,
        platform_id=heard.platform_id,
        author=Author(actor, heard.name, heard.colour, heard.roles),
        fragments=heard.fragments,
        sent_wall_ms=heard.sent_wall_ms,
        received_wall_ms=now_wall_ms,
        reply_to=heard.reply_to,
        amount=heard.amount,
    )


def _seconds(ms: int) -> int:
    """Rounded up."""
    return -(-ms // 1000)


def _said(value: object) -> str:
    return msgspec.json.encode(value).decode()[:_MOST_SETTING]
