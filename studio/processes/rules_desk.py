"""Keeping a whole room in order, at the hub: shield, nuke, learning, rules to and from others."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import msgspec

from studio.chat.learning import learned_from, teach, unteach
from studio.chat.nuke import Aim, Found, Nukes
from studio.chat.rules.carrying import export_rules, import_rules
from studio.chat.rules.seen_message import SeenMessage
from studio.core.chat import MessageState, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.clock import Clock
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.ids import new_id
from studio.core.messages import requests as ask
from studio.core.messages.events import Event, ShieldChanged
from studio.core.messages.results import (
    Done,
    Learned,
    NukeDone,
    NukePreview,
    Result,
    RulesExported,
    RulesImported,
)
from studio.core.messages.rules_requests import AnyRulesRequest
from studio.core.moderation import AnyRule
from studio.core.records.chat import Decision
from studio.core.records.payload import Payload
from studio.core.records.record import Record
from studio.core.records.rules import RuleLearned, RuleUnlearned
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import Who
from studio.processes.chat_opening import OpenChat, keep_settings
from studio.processes.shield_desk import ShieldDesk

_log = logging.getLogger("studio.processes.rules_desk")

RULES_REQUESTS = AnyRulesRequest
_SAMPLE = 50
_MOST_LEARNED = 500
_WAITING = (MessageState.HELD, MessageState.DROPPED)


class RulesDesk:
    """On the hub's loop. ``chat`` gives the open room, or raises UnavailableError."""

    def __init__(
        self,
        data_dir: Path,
        chat: Callable[[], OpenChat],
        clock: Clock,
        tell: Callable[[Event], None],
    ) -> None:
        self._data_dir = data_dir
        self._chat = chat
        self._clock = clock
        self._tell = tell
        self._tasks = TaskGroupKeeper("rules-desk")
        self._changing = asyncio.Lock()
        self._shield = ShieldDesk(chat, clock, tell, self._changing)

    async def open(self, chat: OpenChat) -> None:
        """A shield that was up ends in its time, or now if that is past."""
        if chat.room.shield.state is not None:
            self._tell(ShieldChanged(chat.room.shield.state))
        self._tasks.start(self._shield.watch(), "shield")

    def hear(self, event: Event) -> None:
        """What happens in the room changes nothing here."""

    async def close(self) -> None:
        """End the tasks; a shield stays up for the next hub."""
        await self._tasks.close()

    async def answer(self, request: AnyRulesRequest, who: Who) -> Result:
        """Raises UnavailableError while the room is not open, BadInputError, NotFoundError."""
        chat = self._chat()
        match request:
            case ask.PreviewShield():
                return await self._shield.foresee(request)
            case ask.PreviewNuke():
                return _preview(await self._nukes(chat).find(_aim_of(request)))
            case ask.ExportRules():
                carried = export_rules(_rules_of(chat, request), request.format)
                return RulesExported(carried.text, carried.report)
        async with self._changing:  # each reads what it changes
            return await self._change(chat, request, who.id)

    async def _change(self, chat: OpenChat, request: AnyRulesRequest, by: str) -> Result:
        match request:
            case ask.SetRoom():
                await self._set(chat, _with(chat.room.settings, request), by)
            case ask.RaiseShield():
                await self._shield.raise_(request, by)
            case ask.LowerShield():
                await self._shield.lower(by)
            case ask.Nuke():
                return await self._nuke(chat, request, by)
            case ask.UndoNuke():
                silenced = await self._nukes(chat).undo(request.nuke_id, by)
                self._later([partial(chat.joined.readmitted, actor) for actor in silenced])
            case ask.AllowAndLearn():
                return await self._learn(chat, request.message_id, by)
            case ask.UndoLearning():
                await self._unlearn(chat, request.learned_id, by)
            case ask.ImportRules():
                return await self._import(chat, request, by)
        return Done()

    async def _import(self, chat: OpenChat, request: ask.ImportRules, by: str) -> RulesImported:
        taken = import_rules(request.text, request.format, _rules_of(chat, request))
        if not request.is_trial:
            await self._set_rules(chat, taken.rules, by)
        return RulesImported(taken.rules, taken.added, taken.report)

    async def _nuke(self, chat: OpenChat, request: ask.Nuke, by: str) -> NukeDone:
        nuke_id, found = await self._nukes(chat).drop(_aim_of(request), request.timeout_s, by)
        there = [one for one in found.messages if one.message.platform is not Platform.PAGE]
        self._later([partial(chat.joined.decided, one, Decision.DELETE) for one in there])
        if request.timeout_s:
            timed_out = partial(chat.joined.timed_out, seconds=request.timeout_s, reason="")
            self._later([partial(timed_out, actor) for actor in found.authors])
        return NukeDone(nuke_id, len(found.messages), len(found.authors))

    async def _learn(self, chat: OpenChat, message_id: str, by: str) -> Learned:
        kept = chat.room.shown.get(message_id) or await chat.store.archive.one(message_id)
        if kept is None:
            raise NotFoundError("there is no such message", message_id)
        if kept.state not in _WAITING:
            raise BadInputError("no rule holds this message", message_id)
        rules = chat.room.settings.rules
        rule = next((one for one in rules if one.name == kept.rule), None)
        allowed = learned_from(rule, SeenMessage(kept.message)) if rule is not None else ()
        if allowed:
            await self._set_rules(chat, teach(rules, kept.rule, allowed), by)
        learned_id = new_id("learned")
        target = kept.message.author.actor
        await self._keep(chat, RuleLearned(learned_id, target, message_id, kept.rule, allowed), by)
        await chat.room.decide(message_id, Decision.RELEASE, by)
        return Learned(learned_id, kept.rule, allowed)

    async def _unlearn(self, chat: OpenChat, learned_id: str, by: str) -> None:
        kinds = ("rule_learned", "rule_unlearned")
        records = await chat.store.archive.lookback.decided(kinds, _MOST_LEARNED)
        found = [one.payload for one in records if _learned_id(one.payload) == learned_id]
        learned = found[-1] if found else None
        if not isinstance(learned, RuleLearned):
            raise NotFoundError("there is no such act", learned_id)
        if len(found) > 1:
            raise NotFoundError("that was undone already", learned_id)
        rules = unteach(chat.room.settings.rules, learned.rule, learned.allowed)
        await self._set_rules(chat, rules, by)
        message_id = learned.message_id
        kept = chat.room.shown.get(message_id) or await chat.store.archive.one(message_id)
        is_seen = kept is not None and kept.state is MessageState.VISIBLE
        await self._keep(chat, RuleUnlearned(learned_id, message_id, learned.rule, is_seen), by)
        if kept is not None and is_seen:
            chat.room.become(kept, MessageState.HELD, by)

    async def _set_rules(self, chat: OpenChat, rules: tuple[AnyRule, ...], by: str) -> None:
        await self._set(chat, msgspec.structs.replace(chat.room.settings, rules=rules), by)

    async def _set(self, chat: OpenChat, settings: ChatSettings, by: str) -> None:
        await chat.room.set(settings, by)
        keep_settings(self._data_dir, settings)

    async def _keep(self, chat: OpenChat, payload: Payload, by: str) -> None:
        record = Record(chat.room.session_id, self._clock.wall_ms(), payload, by)
        await chat.writer.append(record)

    def _nukes(self, chat: OpenChat) -> Nukes:
        async def keep(payload: Payload, by: str) -> None:
            await self._keep(chat, payload, by)

        archive = chat.store.archive
        return Nukes(chat.room, archive.lookback, archive.search, keep, self._clock)

    def _later(self, acts: list[Callable[[], Awaitable[None]]]) -> None:
        """On the platforms too, one after the other; they take their time."""

        async def do() -> None:
            for act in acts:
                try:
                    await act()
                except StudioError as error:
                    _log.warning("not done on the platform", extra={"error": str(error)})

        if acts:
            self._tasks.start(do(), "platforms")


def _aim_of(request: ask.PreviewNuke | ask.Nuke) -> Aim:
    return Aim(request.phrase, request.minutes, request.is_pattern)


def _preview(found: Found) -> NukePreview:
    sample = found.messages[:_SAMPLE]
    return NukePreview(len(found.messages), len(found.authors), sample, found.is_cut)


def _rules_of(chat: OpenChat, request: ask.ExportRules | ask.ImportRules) -> tuple[AnyRule, ...]:
    return chat.room.settings.rules if request.rules is None else request.rules


def _learned_id(payload: Payload) -> str:
    return payload.learned_id if isinstance(payload, RuleLearned | RuleUnlearned) else ""


def _with(settings: ChatSettings, request: ask.SetRoom) -> ChatSettings:
    fields = {name: getattr(request, name) for name in request.__struct_fields__}
    wanted = {name: value for name, value in fields.items() if value is not None}
    return msgspec.structs.replace(settings, **wanted)
