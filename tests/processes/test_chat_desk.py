"""The room at the hub with a real store: posts, requests, trouble, and what the log remembers."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from studio.core.chat import MessageState
from studio.core.chat_settings import ChatSettings
from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    AlarmCleared,
    AlarmRaised,
    ChatCounted,
    EngineConnected,
    Event,
    MessagesAdded,
    ShowStateChanged,
)
from studio.core.messages.results import ChatPage, RulesTried
from studio.core.records.chat import Decision, Verdict
from studio.core.records.studio import SettingChanged, ShowReached
from studio.core.room import PostRefusedError
from studio.core.settings import Settings, UiSettings
from studio.core.status import ShowState
from studio.core.team import OWNER
from studio.privacy.audit_key import AuditKey
from studio.privacy.vault import Vault, master_key
from studio.privacy.verify import verify
from studio.processes.chat_desk import ChatDesk
from studio.store import event_log
from studio.store.database import FILE_NAME, Database
from tests.support.waiting import until

ANNA = ("anna", "Anna")


class Desk:
    """An open desk, and what the windows heard."""

    def __init__(self, data_dir: Path, url: str = "") -> None:
        self.heard: list[Event] = []
        self.desk = ChatDesk(data_dir, self.heard.append, lambda: b"key", url)

    async def page(self, **fields: int) -> ChatPage:
        """The messages."""
        answer = await self.desk.answer(ask.GetMessages(**fields), OWNER)
        assert isinstance(answer, ChatPage)
        return answer


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Desk]:
    made = Desk(data_dir)
    made.desk.open()
    made.desk.hear(EngineConnected())
    try:
        await until(lambda: made.desk.settings is not None, 30)
        yield made
    finally:
        await made.desk.close()


async def test_before_it_is_open_it_says_so(tmp_path: Path) -> None:
    made = Desk(tmp_path)
    with pytest.raises(UnavailableError, match="not open yet"):
        await made.desk.answer(ask.GetMessages(), OWNER)
    with pytest.raises(UnavailableError):
        await made.desk.post(*ANNA, "hello", "")
    assert made.desk.history("") == ()
    assert made.desk.actor_of_page("anna") == ""
    await made.desk.close()


async def test_what_was_said_is_there_again_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        kept = await stand.desk.post(*ANNA, "hello", "")
        await stand.desk.post(*ANNA, "see www.shop.com", "")
        await until(lambda: any(isinstance(event, MessagesAdded) for event in stand.heard))
        await until(lambda: any(isinstance(event, ChatCounted) for event in stand.heard))
        await stand.desk.answer(ask.TimeOutPerson(kept.message.author.actor, 0, "enough"), OWNER)
    async with opened(tmp_path) as stand:
        page = await stand.page()
        assert [one.message.text for one in page.messages] == ["hello", "see www.shop.com"]
        assert [one.message.text for one in page.held] == ["see www.shop.com"]
        assert page.settings == ChatSettings()
        assert not page.has_more
        shown = stand.desk.history("")
        assert [one.message.text for one in shown] == ["hello"]
        mine = stand.desk.history(stand.desk.actor_of_page("anna"))
        assert [one.state for one in mine] == [MessageState.VISIBLE, MessageState.HELD]
        with pytest.raises(PostRefusedError, match="blocked"):
            await stand.desk.post(*ANNA, "hello again", "")


async def test_windows_write_search_decide_and_set(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        desk = stand.desk
        kept = await desk.post(*ANNA, "how much is the bowl", "")
        await desk.answer(ask.SendMessage("welcome"), OWNER)
        found = await desk.answer(ask.SearchMessages("bowl"), OWNER)
        assert isinstance(found, ChatPage)
        assert [one.message.id for one in found.messages] == [kept.message.id]
        await desk.answer(ask.DecideMessage(kept.message.id, Decision.DELETE), OWNER)
        assert [one.message.text for one in desk.history("")] == ["welcome"]
        tried = await desk.answer(ask.TryRules("see www.shop.com"), OWNER)
        assert isinstance(tried, RulesTried)
        assert (tried.verdict, tried.findings[0].rule) == (Verdict.HOLD, "Links")
        await desk.answer(ask.SetRules(ChatSettings(slow_mode_s=9)), OWNER)
        actor = kept.message.author.actor
        await desk.answer(ask.TimeOutPerson(actor, 60), OWNER)
        await desk.answer(ask.ReadmitPerson(actor), OWNER)
        assert (await stand.page(most=1)).has_more
        before = await stand.page(before=kept.event_id)
        assert before.messages == ()
    async with opened(tmp_path) as stand:
        assert stand.desk.settings == ChatSettings(slow_mode_s=9)
    database = Database.in_folder(tmp_path)
    found_whole = verify(database, AuditKey.in_folder(tmp_path))
    database.close()
    assert found_whole.is_whole
    assert found_whole.links == found_whole.signed_up_to == 4


async def test_shows_and_settings_are_in_the_log(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        stand.desk.hear(ShowStateChanged(ShowState.LIVE, 5_000))
        before = Settings()
        after = msgspec.structs.replace(before, ui=UiSettings(language="zh"))
        stand.desk.log.settings_changed(before, after, OWNER.id)
    database = Database.in_folder(tmp_path)
    with database.reading() as connection:
        pages = event_log.read(connection, Vault(master_key(tmp_path)))
        records = [stored.record() for page in pages for stored in page]
    database.close()
    assert {one.session_id for one in records} == {"show-5000"}
    assert [one.payload for one in records] == [
        ShowReached(ShowState.LIVE),
        SettingChanged("ui.language", '""', '"zh"'),
    ]


async def test_a_store_that_cannot_be_opened_is_an_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.processes.chat_desk._AGAIN_S", 0.05)
    (tmp_path / "vault.key").write_bytes(b"short")
    made = Desk(tmp_path)
    made.desk.open()
    made.desk.hear(EngineConnected())
    await until(lambda: made.desk.alarm is not None, 30)
    assert any(isinstance(event, AlarmRaised) for event in made.heard)
    (tmp_path / "vault.key").unlink()
    await until(lambda: made.desk.settings is not None, 30)
    await until(lambda: made.desk.alarm is None)
    assert any(isinstance(event, AlarmCleared) for event in made.heard)
    await made.desk.close()


@pytest.mark.parametrize(
    ("url", "trouble", "hint"),
    [
        ("postgresql://nobody@127.0.0.1:1/chat", "not reached", "opens once the database is there"),
        ("mysql://a/b", "must be sqlite or postgresql", "Mend the database's address"),
    ],
)
async def test_a_database_that_cannot_be_opened_is_one_alarm_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, trouble: str, hint: str
) -> None:
    monkeypatch.setattr("studio.processes.chat_desk._AGAIN_S", 0.01)
    made = Desk(tmp_path, url)
    made.desk.open()
    made.desk.hear(EngineConnected())
    try:
        await until(lambda: made.desk.alarm is not None, 30)
        alarm = made.desk.alarm
        assert alarm is not None
        assert trouble in alarm.text
        assert hint in alarm.advice
        with pytest.raises(UnavailableError, match="not open yet"):
            await made.desk.post(*ANNA, "hello", "")
        raised = [event for event in made.heard if isinstance(event, AlarmRaised)]
        assert len(raised) == 1
    finally:
        await made.desk.close()


async def test_a_database_of_a_newer_studio_is_left_alone(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    made = Desk(tmp_path)
    made.desk.open()
    made.desk.hear(EngineConnected())
    try:
        await until(lambda: made.desk.alarm is not None, 30)
        alarm = made.desk.alarm
        assert alarm is not None
        assert "written by a newer version of the studio" in alarm.text
        assert "Use the newer studio" in alarm.advice
    finally:
        await made.desk.close()
