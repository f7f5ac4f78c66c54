"""The log's one writer: batches what comes in, waits while the database is away, loses nothing."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from studio.core.errors import BadInputError, UnavailableError
from studio.core.records.record import Record
from studio.core.tasks import TaskGroupKeeper

T = TypeVar("T")
_GATHER_S = 0.02
_MOST_IN_BATCH = 1000
_QUEUE_RECORDS = 10_000
_RETRY_S = (0.05, 0.1, 0.25, 0.5, 1.0)


class Keeps(Protocol):
    """What writes a batch, whole or not at all; blocks."""

    def write(self, records: Sequence[Record]) -> list[int]:
        """The ids; raises UnavailableError when the database takes nothing now."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    record: Record
    done: asyncio.Future[int]


class LogWriter:
    """On the hub's loop; the database works on one thread of its own.

    A batch is committed at most 100 ms after its first record came in, while the database is
    there. ``on_trouble`` hears why it is not (once a fault), and an empty string when it is back.
    """

    def __init__(self, store: Keeps, on_trouble: Callable[[str], None]) -> None:
        self._store = store
        self._on_trouble = on_trouble
        self._queue: asyncio.Queue[_Waiting] = asyncio.Queue(_QUEUE_RECORDS)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._tasks = TaskGroupKeeper("store")
        self._is_closing = False
        self._trouble = ""
        self.written = 0

    def start(self) -> None:
        """Begin to write."""
        self._tasks.start(self._run(), "writer")

    @property
    def waiting(self) -> int:
        """Records that are not kept yet."""
        return self._queue.qsize()

    async def append(self, record: Record) -> int:
        """Keep it; comes back with its id once it is on the disk. Waits while the queue is full.

        Raises UnavailableError when the writer is closed before the database took it.
        """
        if self._is_closing:
            raise UnavailableError("the store is closed", "store")
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        await self._queue.put(_Waiting(record, done))
        return await done

    async def work(self, job: Callable[[], T]) -> T:
        """Do something else with the database, between two batches and never beside one."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, job)

    async def close(self, patience_s: float = 5.0) -> int:
        """Write what waits, for at most that long; how many records had to be given up."""
        self._is_closing = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), patience_s)
        await self._tasks.close()
        lost = 0
        while not self._queue.empty():
            waiting = self._queue.get_nowait()
            if not waiting.done.done():
                waiting.done.set_exception(UnavailableError("the store was closed", "store"))
            lost += 1
        self._executor.shutdown(wait=True)
        return lost

    async def _run(self) -> None:
        while True:
            batch = [await self._queue.get()]
            if not self._is_closing:
                await asyncio.sleep(_GATHER_S)
            while len(batch) < _MOST_IN_BATCH and not self._queue.empty():
                batch.append(self._queue.get_nowait())
            try:
                await self._keep(batch)
            except BaseException as error:
                self._give_up(batch, error)
                raise
            finally:
                for _ in batch:
                    self._queue.task_done()

    async def _keep(self, batch: list[_Waiting]) -> None:
        try:
            ids = await self._write([waiting.record for waiting in batch])
        except BadInputError as error:
            if len(batch) > 1:  # one of them costs only itself
                for waiting in batch:
                    await self._keep([waiting])
            elif not batch[0].done.done():
                batch[0].done.set_exception(error)
            return
        self.written += len(batch)
        for waiting, event_id in zip(batch, ids, strict=True):
            if not waiting.done.done():
                waiting.done.set_result(event_id)

    async def _write(self, records: list[Record]) -> list[int]:
        """Try until the database takes it."""
        write = functools.partial(self._store.write, records)
        tries = 0
        while True:
            try:
                ids = await asyncio.get_running_loop().run_in_executor(self._executor, write)
            except UnavailableError as error:
                self._tell(error.what)
                await asyncio.sleep(_RETRY_S[min(tries, len(_RETRY_S) - 1)])
                tries += 1
            else:
                self._tell("")
                return ids

    def _give_up(self, batch: list[_Waiting], error: BaseException) -> None:
        for waiting in batch:
            if not waiting.done.done():
                waiting.done.set_exception(UnavailableError("the store was closed", "store"))
        if not isinstance(error, asyncio.CancelledError):
            self._tell("a fault of the program stopped the store")

    def _tell(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._on_trouble(trouble)
