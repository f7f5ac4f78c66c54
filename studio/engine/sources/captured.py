"""What all capturing drivers share: an FFmpeg input device read frame by frame."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import av
from av.container import InputContainer

from studio.core.errors import UnavailableError
from studio.engine.media import Change, MediaClock, Picture
from studio.engine.sources.base import Reading, SourceDriver, next_serial
from studio.engine.sources.changes import changed_areas

_REMEMBERED = 3  # the compositor may miss a picture or two


class CapturedDriver(SourceDriver):
    """Opens ``format`` by ``name``; the device paces ``read``. Subclasses say which."""

    def __init__(self, clock: MediaClock, what: str) -> None:
        super().__init__(clock)
        self._what = what
        self._container: InputContainer | None = None
        self._frames: Iterator[Any] = iter(())
        self._last: Picture | None = None

    def open_device(self, device_format: str, name: str, options: dict[str, str]) -> None:
        """Open it. Raises UnavailableError with what the system said."""
        try:
            self._container = av.open(name, format=device_format, options=options)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            raise UnavailableError(
                f"{self._what} cannot be opened: {_said(error)}", name
            ) from error
        if not self._container.streams.video:
            raise UnavailableError(f"{self._what} gives no picture", name)
        self._container.streams.video[0].thread_type = "SLICE"
        self._frames = self._container.decode(video=0)

    def read(self) -> Reading:
        """The next frame; the same serial as before when no pixel differs."""
        try:
            frame = next(self._frames)
        except StopIteration as error:
            raise UnavailableError(f"{self._what} stopped", self._what) from error
        except (av.error.FFmpegError, OSError) as error:
            raise UnavailableError(f"{self._what} was lost: {_said(error)}", self._what) from error
        self._last = self._published(frame)
        return Reading(self._last)

    def _published(self, frame: av.VideoFrame) -> Picture:
        before, now_ns = self._last, self.clock.now_ns()
        areas = None
        if before is not None and before.frame is not None:
            areas = changed_areas(before.frame, frame)
            if areas == ():
                return replace(before, media_ns=now_ns)
        if before is None or areas is None:
            return Picture(now_ns, next_serial(), frame=frame)
        changes = (*before.changes, Change(before.serial, areas))[-_REMEMBERED:]
        return Picture(now_ns, next_serial(), frame=frame, changes=changes)

    def close(self) -> None:
        """Let go of the device."""
        container, self._container = self._container, None
        self._frames = iter(())
        self._last = None
        if container is not None:
            container.close()


def _said(error: Exception) -> str:
    strerror = getattr(error, "strerror", None)
    return (str(strerror or error) or type(error).__name__).lower()
