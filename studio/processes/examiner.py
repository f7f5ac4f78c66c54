"""The hub's way to the doctor: the same look at the computer, in a process of its own."""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.errors import BadInputError, UnavailableError
from studio.core.findings import Report
from studio.core.messages.events import Event, Examined, Examining
from studio.core.tasks import TaskGroupKeeper

_LONGEST_S = 180.0


class Examiner:
    """On the hub's loop; one examination at a time. ``tell`` hears its progress and its end."""

    def __init__(self, data_dir: Path, tell: Callable[[Event], None]) -> None:
        self._data_dir = data_dir
        self._tell = tell
        self._tasks = TaskGroupKeeper("examiner")
        self._is_busy = False

    def begin(self) -> None:
        """Begin to look; raises BadInputError while another look is under way."""
        if self._is_busy:
            raise BadInputError("the computer is being looked at already", "examine")
        self._is_busy = True
        self._tasks.start(self._examine(), "examine")

    async def close(self) -> None:
        """Look no further."""
        await self._tasks.close()

    async def _examine(self) -> None:
        try:
            report, reason = await self._report(), ""
        except UnavailableError as error:
            report, reason = None, error.what
        finally:
            self._is_busy = False
        self._tell(Examined(report, reason))

    async def _report(self) -> Report:
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "studio", "doctor", "--json", "--measure"),
            *("--data", str(self._data_dir)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_LONGEST_S):
                said, _progress = await asyncio.gather(_all_of(child.stdout), self._follow(child))
                await child.wait()
            return msgspec.json.decode(said, type=Report)
        except (TimeoutError, msgspec.DecodeError) as error:
            raise UnavailableError("the computer could not be looked at", "doctor") from error
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()

    async def _follow(self, child: asyncio.subprocess.Process) -> None:
        if child.stderr is None:
            return
        async for line in child.stderr:
            share, _space, what = line.decode(errors="replace").strip().partition(" ")
            if share.replace(".", "", 1).isdigit():
                self._tell(Examining(min(1.0, float(share)), what))


async def _all_of(stream: asyncio.StreamReader | None) -> bytes:
    return await stream.read() if stream is not None else b""
