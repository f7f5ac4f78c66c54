"""The hub's diary through its own door: what is heard, told and read again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.core.errors import NotFoundError
from studio.core.journal import LogKind
from studio.core.messages.events import Event, Logged, ShowStateChanged
from studio.core.messages.requests import GetJournal
from studio.core.messages.results import Journal, Snapshot
from studio.core.settings import Settings
from studio.core.status import ShowState
from studio.processes.diary import Diary
from tests.support.small_show import small_show


async def _read(data_dir: Path, act: Callable[[Diary], None]) -> tuple[Journal, list[Event]]:
    told: list[Event] = []
    diary = Diary(data_dir, told.append)
    diary.open()
    act(diary)
    diary.close()
    return await diary.answer(GetJournal()), told


def _a_show(diary: Diary) -> None:
    diary.take(Snapshot(small_show(), 1, ShowState.OFF, Settings()))
    diary.hear(ShowStateChanged(ShowState.LIVE, 5))
    diary.hear(ShowStateChanged(ShowState.ENDED, 5))


async def test_a_show_is_kept_told_and_read(tmp_path: Path) -> None:
    journal, told = await _read(tmp_path, _a_show)
    assert [one.word for one in journal.entries] == ["log_state_live", "log_state_ended"]
    assert len(journal.journals) == 2
    assert [one.is_new_show for one in told if isinstance(one, Logged)] == [False, True, False]
    before = await Diary(tmp_path, told.append).answer(GetJournal(journal.journals[1].id))
    assert [one.word for one in before.entries] == ["log_hub_began"]


async def test_a_hub_that_is_started_again_goes_on_in_the_shows_journal(tmp_path: Path) -> None:
    def begin(diary: Diary) -> None:
        diary.take(Snapshot(small_show(), 1, ShowState.OFF, Settings()))
        diary.hear(ShowStateChanged(ShowState.LIVE, 5))

    await _read(tmp_path, begin)
    journal, _told = await _read(
        tmp_path, lambda diary: diary.hear(ShowStateChanged(ShowState.LIVE, 5))
    )
    words = [one.word for one in journal.entries]
    assert words == ["log_state_live", "log_hub_began", "log_state_live"]
    assert journal.entries[1].kind is LogKind.STUDIO


async def test_there_may_be_none(tmp_path: Path) -> None:
    diary = Diary(tmp_path, lambda _event: None)
    assert await diary.answer(GetJournal()) == Journal()
    with pytest.raises(NotFoundError):
        await diary.answer(GetJournal("20260101-000000"))
