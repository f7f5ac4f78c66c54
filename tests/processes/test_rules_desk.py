"""Nuke, learning, switches and imports at the hub, with a real store; replaying gives the same."""

from pathlib import Path

import pytest

from studio.chat.shown import Shown
from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings, Writers
from studio.core.errors import BadInputError, NotFoundError
from studio.core.messages import requests as ask
from studio.core.messages.results import (
    Learned,
    NukeDone,
    NukePreview,
    RulesExported,
    RulesImported,
)
from studio.core.moderation import Action, LinksRule, RulesFormat, WordsRule
from studio.core.records.chat import Decision
from studio.core.records.rules import Nuked, RuleLearned, RuleUnlearned
from studio.core.room import PostRefusedError
from studio.core.shield import ShieldProfile
from studio.core.team import OWNER
from studio.privacy.audit_key import AuditKey
from studio.privacy.verify import verify
from studio.store.database import Database
from tests.fakes.virtual_clock import VirtualClock
from tests.support.open_rooms import MOD, OpenRoom, open_room


async def rebuilt(stand: OpenRoom) -> None:
    """Everything that is known is made anew from the log."""
    await stand.chat.writer.work(stand.chat.store.store.rebuild)


async def test_a_nuke_is_one_act_and_is_undone_also_after_a_restart(tmp_path: Path) -> None:
    clock = VirtualClock()
    async with open_room(tmp_path, clock) as stand:
        spam = await stand.post("buy gold")
        held = await stand.post("www.x.com buy gold", "ben")
        other = await stand.post("hello", "ben")
        previewed = await stand.ask(ask.PreviewNuke("buy gold"))
        assert isinstance(previewed, NukePreview)
        assert (previewed.messages, previewed.authors) == (2, 2)
        assert previewed.sample[0].message.id == held.message.id
        done = await stand.ask(ask.Nuke("buy gold", timeout_s=600))
        assert isinstance(done, NukeDone)
        assert (done.messages, done.authors) == (2, 2)
        assert len(await stand.acts("nuked")) == 1
        assert len(await stand.acts("message_decided", "viewer_timed_out")) == 0
        for kept in (spam, held):
            assert (await stand.now(kept.message.id)).state is MessageState.DELETED
    async with open_room(tmp_path, clock) as stand:
        with pytest.raises(PostRefusedError, match="blocked"):
            await stand.post("hello")
        await stand.ask(ask.UndoNuke(done.nuke_id))
        await stand.post("hello again")
        for _ in range(2):
            assert (await stand.now(spam.message.id)).state is MessageState.VISIBLE
            assert (await stand.now(held.message.id)).state is MessageState.HELD
            assert (await stand.now(other.message.id)).decided_by == ""
            assert (await stand.now(spam.message.id)).decided_by == MOD.id
            await rebuilt(stand)
        assert await stand.chat.store.archive.blocked(clock.wall_ms()) == []
    database = Database.in_folder(tmp_path)
    assert verify(database, AuditKey.in_folder(tmp_path)).is_whole
    database.close()


async def test_a_nuke_reaches_what_memory_has_forgotten(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        old = await stand.post("buy gold")
        stand.chat.room.shown = Shown()
        done = await stand.ask(ask.Nuke("buy gold"))
        assert isinstance(done, NukeDone)
        assert (await stand.now(old.message.id)).state is MessageState.DELETED
        await stand.ask(ask.UndoNuke(done.nuke_id))
        assert (await stand.now(old.message.id)).state is MessageState.VISIBLE
        nothing = await stand.ask(ask.Nuke("nobody wrote this"))
        assert nothing == NukeDone("")
        with pytest.raises(BadInputError, match="nuke: \\["):
            await stand.ask(ask.PreviewNuke("[", is_pattern=True))


async def test_allow_and_learn_lets_the_same_through_and_is_undone(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        held = await stand.post("see www.shop.com/bowl")
        learned = await stand.ask(ask.AllowAndLearn(held.message.id))
        assert isinstance(learned, Learned)
        assert (learned.rule, learned.allowed) == ("Links", ("shop.com",))
        assert (await stand.now(held.message.id)).state is MessageState.VISIBLE
        assert (await stand.post("pay.shop.com please")).state is MessageState.VISIBLE
        assert (await stand.post("www.evil.com")).state is MessageState.HELD
        with pytest.raises(BadInputError, match="no rule holds"):
            await stand.ask(ask.AllowAndLearn(held.message.id))
        await stand.ask(ask.UndoLearning(learned.learned_id))
        for _ in range(2):
            assert (await stand.now(held.message.id)).state is MessageState.HELD
            await rebuilt(stand)
        assert stand.chat.room.settings == ChatSettings()
        assert (await stand.post("see www.shop.com/bowl")).state is MessageState.HELD
        assert [type(one) for one in await stand.acts("rule_learned", "rule_unlearned")] == [
            RuleUnlearned,
            RuleLearned,
        ]
        with pytest.raises(NotFoundError, match="undone already"):
            await stand.ask(ask.UndoLearning(learned.learned_id))
    async with open_room(tmp_path) as stand:
        assert stand.chat.room.settings == ChatSettings()


async def test_what_the_shield_holds_is_let_through_and_teaches_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        await stand.ask(ask.RaiseShield(ShieldProfile.ALL_HELD))
        held = await stand.post("hello")
        learned = await stand.ask(ask.AllowAndLearn(held.message.id))
        assert isinstance(learned, Learned)
        assert (learned.rule, learned.allowed) == ("Shield", ())
        assert (await stand.now(held.message.id)).state is MessageState.VISIBLE
        with pytest.raises(NotFoundError):
            await stand.ask(ask.AllowAndLearn("m-nobody"))
        with pytest.raises(NotFoundError):
            await stand.ask(ask.UndoLearning("learned-nobody"))


async def test_the_switches_of_the_room_change_one_thing_each_and_are_kept(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        await stand.ask(ask.SetRoom(slow_mode_s=9))
        await stand.ask(ask.SetRoom(writers=Writers.RETURNING, known_for_min=1))
        with pytest.raises(PostRefusedError, match="returning"):
            await stand.post("hello")
        await stand.ask(ask.SetRoom(is_emote_only=True, writers=Writers.EVERYBODY))
        with pytest.raises(PostRefusedError, match="emotes"):
            await stand.post("hello")
        await stand.post("🎉", later_s=20)
        assert len(await stand.acts("setting_changed")) == 5
    async with open_room(tmp_path) as stand:
        settings = stand.chat.room.settings
        assert (settings.slow_mode_s, settings.is_emote_only) == (9, True)
        await stand.ask(ask.SetRoom(is_emote_only=False, writers=Writers.RETURNING))
        assert (await stand.post("I was here", later_s=120)).state is MessageState.VISIBLE
        with pytest.raises(PostRefusedError, match="returning"):
            await stand.post("I was not", "ben")


async def test_rules_go_out_and_come_in(tmp_path: Path) -> None:
    words = WordsRule(name="Words", terms=("spam",), patterns=(r"deal\d+",), action=Action.DROP)
    async with open_room(tmp_path) as stand:
        await stand.chat.room.set(ChatSettings(rules=(words, LinksRule(name="Links"))), OWNER.id)
        told = await stand.ask(ask.ExportRules(RulesFormat.TWITCH))
        assert isinstance(told, RulesExported)
        assert "spam" in told.text
        assert len(told.report) == 2
        tried = await stand.ask(ask.ImportRules(RulesFormat.NIGHTBOT, "spam\nscam\n~/a+b/i\n"))
        assert isinstance(tried, RulesImported)
        assert (tried.added, len(tried.rules), tried.report) == (2, 3, ("1 were here already",))
        assert len(stand.chat.room.settings.rules) == 2
        await stand.ask(ask.ImportRules(RulesFormat.NIGHTBOT, "scam", is_trial=False))
        assert stand.chat.room.settings.rules[-1] == WordsRule(
            name="Nightbot words", terms=("scam",), action=Action.DROP
        )
        ours = await stand.ask(ask.ExportRules())
        assert isinstance(ours, RulesExported)
        back = await stand.ask(ask.ImportRules(RulesFormat.HAWKER, ours.text, rules=()))
        assert isinstance(back, RulesImported)
        assert back.rules == stand.chat.room.settings.rules


async def test_deleting_one_and_nuking_the_rest_agree_with_the_log(tmp_path: Path) -> None:
    async with open_room(tmp_path) as stand:
        first, second = await stand.post("spam"), await stand.post("spam too", "ben")
        await stand.chat.room.decide(first.message.id, Decision.DELETE, OWNER.id)
        done = await stand.ask(ask.Nuke("spam"))
        assert isinstance(done, NukeDone)
        assert done.messages == 1
        await stand.ask(ask.UndoNuke(done.nuke_id))
        for _ in range(2):
            assert (await stand.now(first.message.id)).state is MessageState.DELETED
            assert (await stand.now(second.message.id)).state is MessageState.VISIBLE
            await rebuilt(stand)
        (act,) = await stand.acts("nuked")
        assert isinstance(act, Nuked)
        assert act.visible == (second.message.id,)
