"""How much room is left for a recording, and how long it will do."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import UnavailableError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, Severity

_GUESS_BYTES_PER_S = 400_000


@dataclass(frozen=True, slots=True)
class Room:
    """What is left; ``alarm`` when it is little, ``is_full`` when the recording must end."""

    free_bytes: int
    left_s: float
    alarm: Alarm | None = None
    is_full: bool = False


def free_bytes_of(folder: Path) -> int:
    """Free bytes on the disk of a folder."""
    return shutil.disk_usage(folder).free


class DiskWatch:
    """Measures how fast the file grows; ``free_bytes`` and ``now_s`` are given by tests."""

    def __init__(
        self,
        free_bytes: Callable[[Path], int] = free_bytes_of,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._free_bytes = free_bytes
        self._now_s = now_s
        self._folder = Path()
        self._settings = RecordingSettings()
        self._began_s = 0.0

    def begin(self, folder: Path, settings: RecordingSettings) -> None:
        """Watch the disk of this folder.

        Raises UnavailableError when it is full already or gone, as `check` does when it goes.
        """
        self._folder, self._settings, self._began_s = folder, settings, self._now_s()
        free = self._free()
        if free <= settings.stop_free_bytes:
            raise UnavailableError(
                f"the disk is full: {free // 1_000_000} MB are left", str(folder)
            )

    @property
    def free_bytes(self) -> Callable[[Path], int]:
        """How free bytes are found out."""
        return self._free_bytes

    def check(self, written_bytes: int) -> Room:
        """How it stands, with so many bytes written since the beginning."""
        free = self._free()
        passed_s = max(1.0, self._now_s() - self._began_s)
        bytes_per_s = written_bytes / passed_s if passed_s > 10 else _GUESS_BYTES_PER_S
        usable = max(0, free - self._settings.stop_free_bytes)
        left_s = usable / max(1000.0, bytes_per_s)
        if usable == 0:
            alarm = Alarm(
                "disk",
                Severity.URGENT,
                "The disk is full: the recording was ended and is whole",
                "Free some space, then record again",
            )
            return Room(free, 0.0, alarm, is_full=True)
        if left_s < self._settings.warn_free_s:
            alarm = Alarm(
                "disk",
                Severity.WARNING,
                f"The disk has room for {int(left_s // 60)} more minutes of recording",
                "Free some space, or choose another folder for the next one",
            )
            return Room(free, left_s, alarm)
        return Room(free, left_s)

    def _free(self) -> int:
        try:
            return self._free_bytes(self._folder)
        except OSError as error:
            sentence = f"the disk does not answer: {error.strerror}"
            raise UnavailableError(sentence, str(self._folder)) from error
