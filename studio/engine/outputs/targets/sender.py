"""The interface of whatever speaks to a server; all of it on the target's own thread."""

from abc import ABC, abstractmethod

from studio.engine.media import MediaPacket, PacketKind, TrackInfo

WITH_AAC = frozenset({PacketKind.VIDEO, PacketKind.AUDIO_AAC})


class Sender(ABC):
    """One connection to one server, used once.

    ``open``, ``write`` raise `UnavailableError` (try again later) or `BadInputError` (trying
    again is no use until somebody changes the address or the key), with a sentence for a
    person and never with a secret in it. None of them blocks for more than a few seconds.
    """

    kinds: frozenset[PacketKind] = WITH_AAC

    def __init__(self) -> None:
        self.sent_bytes = 0
        self.room_bps = 0  # what the way can take as the other side says; 0: it says nothing
        self.local_address = ""  # of this computer, if the connection hangs on it
        self.round_trip_ms = 0.0
        self.loss = 0.0

    @abstractmethod
    def open(self, first: MediaPacket, picture: TrackInfo | None, sound: TrackInfo | None) -> None:
        """Connect; ``first`` is the key frame that `write` will begin with."""

    @abstractmethod
    def write(self, packet: MediaPacket) -> None:
        """Send a packet."""

    @abstractmethod
    def close(self) -> None:
        """Say goodbye and let go; never raises, may be called twice or without ``open``."""

    @abstractmethod
    def abort(self) -> None:
        """Make a blocked call return; from any thread."""
