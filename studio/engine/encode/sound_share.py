"""The sound of one fan-out in another too: encoded once, whatever picture it goes with."""

from studio.engine.encode.fanout import FanOut
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MixedBlock, PacketKind

_KINDS = frozenset({PacketKind.AUDIO, PacketKind.AUDIO_AAC})
_CAPACITY = 64


class SoundShare:
    """Hands packets on, on the thread that encoded them; takes the place of a sound encoder."""

    def __init__(self, origin: FanOut, fanout: FanOut) -> None:
        self._origin = origin
        self._fanout = fanout
        self._reader: PacketReader | None = None

    def start(self) -> None:
        """Say what the packets are and begin."""
        for kind, track in self._origin.tracks().items():
            if kind in _KINDS:
                self._fanout.set_track(track)
        self._reader = self._origin.attach(
            f"sound of {self._fanout.name}",
            _KINDS,
            _CAPACITY,
            needs_key_first=False,
            on_ready=self._hand_on,
        )

    def submit(self, block: MixedBlock) -> None:
        """Nothing to do: the origin has it."""

    def stop(self) -> None:
        """End."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.abandon()

    def _hand_on(self) -> None:
        reader = self._reader
        while reader is not None and (packet := reader.get_nowait()) is not None:
            self._fanout.publish(packet)
