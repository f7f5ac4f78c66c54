"""Packets from the encoders to bounded readers; a slow reader skips to the next key frame."""

import logging
import threading
from collections.abc import Callable

from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaPacket, PacketKind, TrackInfo

_log = logging.getLogger("studio.engine.encode.fanout")

_WITH_VIDEO_AND_OPUS = frozenset({PacketKind.VIDEO, PacketKind.AUDIO})


class FanOut:
    """One encode shared by all readers; publishing never waits for any of them.

    ``on_key_needed`` is called with a reader's name when it joins or has had to drop:
    on the thread that attaches or reads, with no lock held. Safe from any thread.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.on_key_needed: Callable[[str], None] | None = None
        self._lock = threading.Lock()
        self._readers: tuple[PacketReader, ...] = ()
        self._tracks: dict[PacketKind, TrackInfo] = {}

    @property
    def readers(self) -> tuple[PacketReader, ...]:
        """Who reads now."""
        return self._readers

    def set_track(self, track: TrackInfo) -> None:
        """Say what the packets of a kind are; called before the first and when it changes."""
        with self._lock:
            self._tracks[track.kind] = track

    def tracks(self) -> dict[PacketKind, TrackInfo]:
        """What is known of each kind's packets; a copy."""
        with self._lock:
            return dict(self._tracks)

    def publish(self, packet: MediaPacket) -> None:
        """Hand a packet to every reader that wants its kind; called from the encoders' threads."""
        for reader in self._readers:
            if packet.kind in reader.kinds:
                self._offer(reader, packet)

    def wants(self, kind: PacketKind) -> bool:
        """Whether any reader takes packets of that kind now."""
        return any(kind in reader.kinds for reader in self._readers)

    def attach(
        self,
        name: str,
        kinds: frozenset[PacketKind] = _WITH_VIDEO_AND_OPUS,
        capacity: int = 256,
        needs_key_first: bool = True,
        on_ready: Callable[[], None] | None = None,
    ) -> PacketReader:
        """A new reader, which gets its first picture at the next key frame, asked for now.

        ``on_ready`` is called on the publishing thread when an empty reader got a packet
        and when it is closed, so whoever is called reads until nothing is left.
        """
        reader = PacketReader(
            name,
            kinds,
            capacity,
            needs_key_first,
            on_ready=on_ready,
            on_key_needed=self.ask_for_key,
            on_close=self._forget,
        )
        with self._lock:
            self._readers = (*self._readers, reader)
        reader.ask_if_waiting()
        return reader

    def ask_for_key(self, reader_name: str) -> None:
        """Somebody who reads needs a key frame."""
        ask = self.on_key_needed
        if ask is not None:
            ask(reader_name)

    def close(self) -> None:
        """Close every reader; each may still take what it holds."""
        for reader in self._readers:
            reader.close()

    def _offer(self, reader: PacketReader, packet: MediaPacket) -> None:
        try:
            reader.offer(packet)
        except RuntimeError:  # the reader's event loop has ended under it
            _log.warning("reader is gone and was closed", extra={"reader": reader.name})
            reader.abandon()

    def _forget(self, reader: PacketReader) -> None:
        with self._lock:
            self._readers = tuple(other for other in self._readers if other is not reader)
