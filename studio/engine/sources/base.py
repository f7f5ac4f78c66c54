"""The interface of every source: a driver that opens, reads and closes on its own thread."""

import itertools
from abc import ABC, abstractmethod
from dataclasses import dataclass

from studio.engine.media import AudioBlock, MediaClock, Picture

_serials = itertools.count(1)


def next_serial() -> int:
    """A number for a picture whose content is new; never used twice, whoever the driver is."""
    return next(_serials)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one ``read`` gave; all None: nothing new this time (the driver waited a little).

    ``waits_for``: a sentence for a person while there is nothing to show, but may be at any time.
    """

    picture: Picture | None = None
    sound: AudioBlock | None = None
    has_ended: bool = False
    waits_for: str = ""


class SourceDriver(ABC):
    """One device, file or drawing. All methods but ``interrupt`` run on the source's own thread.

    ``open`` and ``read`` raise `UnavailableError` (retry later: unplugged, busy, asleep) or
    `BadInputError` (retry only when the settings or the file change), with a sentence for
    a person. ``read`` returns within 250 ms, paces itself, and stamps with the media clock.
    """

    def __init__(self, clock: MediaClock) -> None:
        self.clock = clock

    @abstractmethod
    def open(self) -> None:
        """Get hold of the device or file."""

    @abstractmethod
    def read(self) -> Reading:
        """The next picture or block of sound."""

    @abstractmethod
    def close(self) -> None:
        """Let go; never raises, may be called twice or without ``open``."""

    def interrupt(self) -> None:  # noqa: B027 - most drivers have nothing to interrupt
        """Make a blocked ``read`` return; called from another thread at stop."""

    @property
    def duration_s(self) -> float:
        """Length of a file; 0 when it has none."""
        return 0.0

    @property
    def position_s(self) -> float:
        """Place in a file."""
        return 0.0
