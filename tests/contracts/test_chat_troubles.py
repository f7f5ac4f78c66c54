"""Bad days of the room: locked, full, newer, a jumping clock. One clear state, nothing lost."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest

from studio.core.chat import Fragment, MessageState, Platform
from studio.core.clock import NS_PER_S
from studio.core.connectors import MessageHeard
from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    AlarmRaised,
    EngineConnected,
    Event,
    MessagesAdded,
)
from studio.core.messages.results import ChatPage
from studio.core.room import PostRefusedError
from studio.core.tasks import TaskGroupKeeper
from studio.core.team import OWNER
from studio.processes.chat_desk import ChatDesk
from tests.support.rooms import RoomStand
from tests.support.waiting import until

_PATIENCE_S = 60.0
_HOLDS_THE_LOCK = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


class Desk:
    """The room at the hub, and what windows heard of it."""

    def __init__(self, data_dir: Path) -> None:
        self.told: list[Event] = []
        self.desk = ChatDesk(data_dir, self.told.append, lambda: b"key")
        self.desk.open()
        self.desk.hear(EngineConnected())

    async def post(self, number: int) -> str:
        """A person of their own writes; gives the id once it is kept."""
        kept = await self.desk.post(f"user-{number}", f"Name{number}", f"line {number}", "")
        return kept.message.id

    async def texts(self) -> list[str]:
        """What a window is shown."""
        page = await self.desk.answer(ask.GetMessages(most=200), OWNER)
        assert isinstance(page, ChatPage)
        return [kept.message.text for kept in page.messages]

    def alarms(self) -> list[str]:
        """What was complained about, in order."""
        return [event.alarm.text for event in self.told if isinstance(event, AlarmRaised)]


@asynccontextmanager
async def opened(data_dir: Path) -> AsyncIterator[Desk]:
    made = Desk(data_dir)
    try:
        await until(lambda: made.desk.settings is not None, _PATIENCE_S)
        yield made
    finally:
        await made.desk.close()


@contextmanager
def locked(database: Path) -> Iterator[Callable[[], object]]:
    """Another program holds the file, until it is told to let go."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS_THE_LOCK, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    try:
        yield other.communicate
    finally:
        other.kill()
        other.wait()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("a disk of its own needs Linux and root")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("this machine mounts nothing")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return filler


async def _survives(stand: Desk, complaint: str, end_trouble: Callable[[], object]) -> None:
    """Twenty posts during the trouble: all wait, one alarm, then all are there, in their order."""
    tasks = TaskGroupKeeper("posting")
    writing = [tasks.start(stand.post(number), "post") for number in range(20)]
    await until(lambda: any(complaint in said for said in stand.alarms()), _PATIENCE_S)
    assert not any(task.done() for task in writing)
    assert not any(isinstance(event, MessagesAdded) for event in stand.told)
    end_trouble()
    ids = await asyncio.wait_for(asyncio.gather(*writing), _PATIENCE_S)
    assert len(set(ids)) == 20
    await until(lambda: stand.desk.alarm is None)
    assert len(stand.alarms()) == 1
    assert await stand.texts() == [f"line {number}" for number in range(20)]


async def test_another_program_locks_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.store.database._BUSY_MS", 50)
    async with opened(tmp_path) as stand:
        with locked(tmp_path / "hawker.sqlite3") as unlock:
            await _survives(stand, "locked by another program", unlock)


async def test_the_disk_is_full(small_disk: Path) -> None:
    async with opened(small_disk) as stand:
        filler = fill(small_disk)
        await _survives(stand, "the disk is full", filler.unlink)


async def test_a_disk_that_is_full_at_the_start(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.processes.chat_desk._AGAIN_S", 0.05)
    filler = fill(small_disk)
    stand = Desk(small_disk)
    await until(lambda: bool(stand.alarms()), _PATIENCE_S)
    assert "No space left" in stand.alarms()[0]
    filler.unlink()
    await until(lambda: stand.desk.settings is not None, _PATIENCE_S)
    await until(lambda: stand.desk.alarm is None)
    await stand.post(1)
    assert await stand.texts() == ["line 1"]
    await stand.desk.close()


async def test_a_database_of_a_newer_studio_is_left_alone_and_said(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        await stand.post(1)
    with sqlite3.connect(tmp_path / "hawker.sqlite3") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = (tmp_path / "hawker.sqlite3").read_bytes()
    stand = Desk(tmp_path)
    await until(lambda: bool(stand.alarms()), _PATIENCE_S)
    assert "newer version of the studio" in stand.alarms()[0]
    with pytest.raises(UnavailableError, match="not open yet"):
        await stand.post(2)
    await stand.desk.close()
    assert (tmp_path / "hawker.sqlite3").read_bytes() == before


@pytest.mark.parametrize("by_ms", [-3_600_000, 86_400_000], ids=["an hour back", "a day on"])
async def test_the_clock_is_changed(by_ms: int) -> None:
    stand = RoomStand()
    room = stand.room
    await room.time_out("p-page-ben", 0, "owner")
    for number in range(8):  # as fast as the flood rule just allows
        heard = MessageHeard(f"t{number}", "anna", "Anna", (Fragment(f"line {number}"),), 0)
        await room.hear(heard, Platform.TWITCH, "clay")
    await room.post("mia", "Mia", "before")
    stand.clock.put(by_ms)
    stand.clock.advance(11 * NS_PER_S)
    later = MessageHeard("t8", "anna", "Anna", (Fragment("line 8"),), 0)
    kept = await room.hear(later, Platform.TWITCH, "clay")
    assert kept is not None
    assert kept.state is MessageState.VISIBLE
    await room.post("mia", "Mia", "after")
    with pytest.raises(PostRefusedError, match="blocked"):
        await room.post("ben", "Ben", "let me in")
    room.news.flush()
    told = [event for event in stand.told if isinstance(event, MessagesAdded)]
    shown = [kept for event in told for kept in event.messages]
    assert [one.message.text for one in shown][-3:] == ["before", "line 8", "after"]
    assert [one.event_id for one in shown] == sorted(one.event_id for one in shown)
