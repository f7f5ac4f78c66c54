"""A recorded show as a platform: it cannot be cut, and is over at its end."""

import tempfile
from pathlib import Path

from studio.chat.connectors.recording import HeardRecorder
from studio.chat.connectors.replay import Replay
from studio.core.chat import Fragment
from studio.core.clock import SystemClock
from studio.core.connectors import MessageHeard
from tests.support.stands.stand import Stand


class ReplayStand(Stand):
    """What is said is in the file before it is played."""

    does_end = True

    async def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / "show.jsonl"
        self._recorder = HeardRecorder(self._path)
        self.connector = Replay("r", self._path, SystemClock(), self.told.append, speed=0)

    async def close(self) -> None:
        self._recorder.close()
        self._folder.cleanup()

    async def say(self, *numbers: int) -> None:
        for number in numbers:
            words = (Fragment(f"said {number}"),)
            self._recorder.add(0, MessageHeard(f"m{number}", "200", "Ben", words, number))

    async def rubbish(self) -> None:
        raise NotImplementedError("a recording with rubbish in it is refused as a whole")

    async def cut(self) -> None:
        raise NotImplementedError

    async def fail_once(self) -> None:
        raise NotImplementedError

    async def refuse(self) -> None:
        self._path.unlink()

    @property
    def open_connections(self) -> int:
        return 0

    @property
    def acts(self) -> list[str]:
        return []
