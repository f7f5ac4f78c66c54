"""The last moments, kept in memory so that what just happened can be saved."""

import datetime
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import BadInputError, StudioError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.media import MediaPacket, PacketKind
from studio.engine.outputs.recording_names import recordings_folder, reserve
from studio.engine.outputs.replay_file import write_replay

_CAPACITY = 600
_POLL_S = 0.5
_GAP_S = 2.0
_MOST_BYTES = 400_000_000


class ReplayBuffer:
    """Keeps what the encoders make while they run; it is no reason for them to run.

    Safe from any thread. ``on_alarm`` is told when a file is done, or why it is not.
    """

    def __init__(
        self, fanout: FanOut, settings: RecordingSettings, on_alarm: Callable[[Alarm], None]
    ) -> None:
        self._fanout = fanout
        self._settings = settings
        self._on_alarm = on_alarm
        self._lock = threading.Lock()
        self._kept: deque[MediaPacket] = deque()
        self._bytes = 0
        self._worker: Worker | None = None
        self._saving: list[Worker] = []

    def start(self) -> None:
        """Begin to keep, unless the settings say 0 seconds."""
        if self._settings.replay_s and self._worker is None:
            self._worker = Worker("replay", self._run)
            self._worker.start()

    def set_settings(self, settings: RecordingSettings) -> None:
        """Keep more or less from now on, or nothing."""
        self._settings = settings
        if not settings.replay_s:
            self._end()
        else:
            self.start()

    def stop(self) -> None:
        """Keep no more, and wait for files that are being written."""
        self._end()
        for worker in self._saving:
            worker.join(10.0)

    @property
    def kept_s(self) -> float:
        """How much could be saved now."""
        with self._lock:
            return _seconds(self._kept[-1]) - _seconds(self._kept[0]) if self._kept else 0.0

    def save(self, on_saved: Callable[[str, float], None] | None = None) -> str:
        """Write what is kept; gives the file's path at once. Raises StudioError.

        ``on_saved(path, seconds)`` is called on another thread when the file is whole.
        """
        if not self._settings.replay_s:
            raise BadInputError("replays are turned off; turn them on in the settings", "replay")
        with self._lock:
            packets = tuple(self._kept)
        if not packets:
            raise BadInputError("there is nothing to save yet; the show is off", "replay")
        name = f"Replay {datetime.datetime.now():%Y-%m-%d %H-%M-%S}.mp4"
        working, final = reserve(recordings_folder(self._settings).absolute() / name)
        self._saving = [worker for worker in self._saving if worker.is_alive]
        worker = Worker("replay-save", lambda _stop: self._write(working, final, packets, on_saved))
        self._saving.append(worker)
        worker.start()
        return str(final)

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop(2.0)
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _run(self, stop: StopSignal) -> None:
        reader = self._fanout.attach("replay", capacity=_CAPACITY)
        try:
            while not stop.is_set and not reader.is_closed:
                packet = reader.get(_POLL_S)
                if packet is not None:
                    self._keep(packet)
        finally:
            reader.close()

    def _keep(self, packet: MediaPacket) -> None:
        with self._lock:
            if self._kept and _seconds(packet) - _seconds(self._kept[-1]) > _GAP_S:
                self._kept.clear()  # another show
                self._bytes = 0
            self._kept.append(packet)
            self._bytes += len(packet.data)
            if packet.kind is PacketKind.VIDEO and packet.is_key:
                self._trim(_seconds(packet) - self._settings.replay_s)

    def _trim(self, from_s: float) -> None:
        """Let the oldest pictures go up to the last key frame that is old enough to begin with."""
        while self._is_second_key_before(from_s) or self._bytes > _MOST_BYTES:
            self._bytes -= len(self._kept.popleft().data)
            while self._kept and not _is_key_frame(self._kept[0]):
                self._bytes -= len(self._kept.popleft().data)
            if not self._kept:
                return

    def _is_second_key_before(self, from_s: float) -> bool:
        keys = 0
        for packet in self._kept:
            keys += _is_key_frame(packet)
            if keys == 2:
                return _seconds(packet) <= from_s
        return False

    def _write(
        self,
        working: Path,
        final: Path,
        packets: tuple[MediaPacket, ...],
        on_saved: Callable[[str, float], None] | None,
    ) -> None:
        try:
            length_s = write_replay(working, packets, self._fanout.tracks().get(PacketKind.AUDIO))
            working.replace(final)
        except (StudioError, OSError) as error:
            working.unlink(missing_ok=True)
            why = error.what if isinstance(error, StudioError) else str(error.strerror)
            self._on_alarm(
                Alarm("replay", Severity.WARNING, f"The replay could not be saved: {why}")
            )
            return
        self._on_alarm(
            Alarm("replay", Severity.NOTE, f"The last {length_s:.0f} s are saved: {final.name}")
        )
        if on_saved is not None:
            on_saved(str(final), length_s)


def _is_key_frame(packet: MediaPacket) -> bool:
    return packet.kind is PacketKind.VIDEO and packet.is_key


def _seconds(packet: MediaPacket) -> float:
    return packet.pts / packet.clock_hz
