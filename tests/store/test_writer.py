"""The one writer: batches, waits while the database is away, loses nothing."""

import asyncio
from collections.abc import Sequence

import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.records.record import Record
from studio.store.store import Store
from studio.store.writer import LogWriter
from tests.support.chat_records import received
from tests.support.stored import page


class Memory:
    """Keeps batches; refuses as it is told."""

    def __init__(self, failures: int = 0, poison: str = "") -> None:
        self.batches: list[list[Record]] = []
        self.failures = failures
        self.poison = poison

    def write(self, records: Sequence[Record]) -> list[int]:
        """As a store."""
        if self.failures:
            self.failures -= 1
            raise UnavailableError("the database is locked by another program", "here")
        if any(record.session_id == self.poison for record in records):
            raise BadInputError("the database refuses it", "store")
        self.batches.append(list(records))
        return [len(self.batches)] * len(records)


async def test_what_comes_together_is_one_batch() -> None:
    memory = Memory()
    writer = LogWriter(memory, lambda _: None)
    writer.start()
    ids = await asyncio.gather(*(writer.append(received(number)) for number in range(50)))
    assert await writer.close() == 0
    assert set(ids) == {1}
    assert [len(batch) for batch in memory.batches] == [50]
    assert writer.written == 50


async def test_it_waits_for_the_database_and_says_so_once() -> None:
    memory, said = Memory(failures=3), list[str]()
    writer = LogWriter(memory, said.append)
    writer.start()
    assert await writer.append(received(1)) == 1
    await writer.close()
    assert said == ["the database is locked by another program", ""]


async def test_a_record_that_can_never_be_kept_costs_only_itself() -> None:
    memory = Memory(poison="bad")
    writer = LogWriter(memory, lambda _: None)
    writer.start()
    appended = [writer.append(received(n, session_id=s)) for n, s in enumerate(("a", "bad", "b"))]
    first, second, third = await asyncio.gather(*appended, return_exceptions=True)
    await writer.close()
    assert isinstance(second, BadInputError)
    assert isinstance(first, int)
    assert isinstance(third, int)


async def test_a_full_queue_makes_the_sender_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.store.writer._QUEUE_RECORDS", 3)
    memory = Memory()
    writer = LogWriter(memory, lambda _: None)
    waiting = [asyncio.ensure_future(writer.append(received(n))) for n in range(10)]  # noqa: TID251
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert writer.waiting == 3
    writer.start()
    assert len(await asyncio.gather(*waiting)) == 10
    assert await writer.close() == 0
    assert sum(map(len, memory.batches)) == 10


async def test_at_the_end_what_could_not_be_kept_is_counted_and_said() -> None:
    memory = Memory(failures=10_000)
    writer = LogWriter(memory, lambda _: None)
    writer.start()
    appended = asyncio.gather(
        *(writer.append(received(n)) for n in range(3)), return_exceptions=True
    )
    await asyncio.sleep(0)
    await writer.close(patience_s=0.1)
    assert all(isinstance(one, UnavailableError) for one in await appended)
    with pytest.raises(UnavailableError, match="closed"):
        await writer.append(received(9))


async def test_with_a_real_store(store: Store) -> None:
    writer = LogWriter(store, lambda _: None)
    writer.start()
    await asyncio.gather(*(writer.append(received(number)) for number in range(1, 301)))
    await writer.close()
    assert page(store)[-1].message.id == "m300"


async def test_other_work_is_done_by_the_same_hand() -> None:
    memory = Memory()
    writer = LogWriter(memory, lambda _: None)
    writer.start()
    await writer.append(received(1))
    assert await writer.work(lambda: len(memory.batches)) == 1
    await writer.close()
