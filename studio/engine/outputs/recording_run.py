"""One recording on its own thread: packets to the file, watched, proven, and finished."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.clock import NS_PER_S
from studio.core.errors import StudioError, UnavailableError
from studio.core.status import Alarm, RecorderState, RecorderStatus, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaClock, PacketKind, TrackInfo
from studio.engine.outputs.disk import DiskWatch
from studio.engine.outputs.recording_file import RecordingFile
from studio.engine.outputs.recording_lock import RecordingLock
from studio.engine.outputs.recording_proof import RecordingProof
from studio.engine.outputs.remux import finish

_log = logging.getLogger("studio.engine.outputs.recording_run")

_FIRST_PROOF_S = 3
_PROOF_EVERY_S = 15
_LONGEST_LAG_S = 3.0  # of what is on the disk behind what was written
_LONGEST_STANDSTILL_S = 5
_NO_PICTURE_S = 10.0
_POLL_S = 0.25


class RecordingRun:
    """Waits for packets and the disk, and for nothing else; every method is safe anywhere.

    ``on_status`` is told each change of state, ``on_alarm`` what a person should know.
    """

    def __init__(
        self,
        working: Path,
        final: Path,
        reader: PacketReader,
        sound: Callable[[], TrackInfo | None],
        disk: DiskWatch,
        clock: MediaClock,
        on_status: Callable[[RecorderStatus], None],
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        self._working = working
        self._final = final
        self._reader = reader
        self._sound = sound
        self._disk = disk
        self._clock = clock
        self._on_status = on_status
        self._on_alarm = on_alarm
        self._file_lock = RecordingLock(working)
        self._file_lock.take()
        self._proof = RecordingProof(working)
        self._lock = threading.Lock()
        self._status = RecorderStatus(RecorderState.RECORDING, str(final))
        self._checked_ns = clock.now_ns()
        self._proven_ns: int | None = None
        self._checks = 0
        self._standstill_s = 0
        self._worker = Worker("recorder", self._run, self._crashed)

    def start(self) -> None:
        """Begin; once only."""
        self._worker.start()

    def end(self) -> bool:
        """Write what has come so far and finish; returns at once. False: it had ended."""
        is_first = self._say(RecorderState.RECORDING, state=RecorderState.FINISHING)
        self._reader.close()
        return is_first

    def wait(self, timeout_s: float) -> bool:
        """Wait until all is done; False when it takes longer."""
        return self._worker.join(timeout_s)

    def status(self) -> RecorderStatus:
        """How it does now; says so when the disk keeps the recording's own thread waiting."""
        status, now_ns = self._dated(self._status), self._clock.now_ns()
        silent_s = (now_ns - self._checked_ns) // NS_PER_S
        if status.state is RecorderState.RECORDING and silent_s > _LONGEST_STANDSTILL_S:
            reason = f"the disk has not answered for {silent_s} s"
            self._alarm(reason)
            status = msgspec.structs.replace(status, reason=reason)
        return status

    def _run(self, _stop: StopSignal) -> None:
        try:
            self._record()
        except StudioError as error:
            self._fail(error.what)
        finally:
            self._reader.close()
        self._complete()
        self._file_lock.release()

    def _record(self) -> None:
        file = self._opened()
        if file is None:
            return
        try:
            while True:
                packet = self._reader.get(_POLL_S)
                if packet is not None:
                    file.write(packet)
                elif self._reader.is_closed:
                    return
                if self._clock.now_ns() - self._checked_ns >= NS_PER_S:
                    self._check(file)
        finally:
            self._say(duration_s=file.duration_s)
            file.close()

    def _opened(self) -> RecordingFile | None:
        """The file, begun with the first key frame; None when told to end before."""
        deadline_ns = self._clock.now_ns() + int(_NO_PICTURE_S * NS_PER_S)
        while self._clock.now_ns() < deadline_ns:
            self._checked_ns = self._clock.now_ns()
            packet = self._reader.get(_POLL_S)
            if packet is None and self._reader.is_closed:
                return None
            if packet is not None and packet.kind is PacketKind.VIDEO and packet.is_key:
                file = RecordingFile(self._working, packet, self._sound())
                file.write(packet)
                return file
        raise UnavailableError("no picture came from the encoder", str(self._working))

    def _check(self, file: RecordingFile) -> None:
        """Once a second: does the file grow, can it be read back, and is there room?"""
        self._checked_ns = self._clock.now_ns()
        self._checks += 1
        before = self._status.written_bytes
        written = self._size()
        room = self._disk.check(written)
        self._say(
            duration_s=file.duration_s,
            written_bytes=written,
            dropped_packets=self._reader.dropped,
            disk_free_bytes=room.free_bytes,
            disk_left_s=room.left_s,
        )
        self._standstill_s = 0 if written > before else self._standstill_s + 1
        if self._standstill_s >= _LONGEST_STANDSTILL_S:
            self._alarm("the file does not grow")
        if self._checks % _PROOF_EVERY_S == _FIRST_PROOF_S:
            self._prove(file.duration_s)
        if room.alarm is not None:
            self._on_alarm(room.alarm)
        if room.is_full:
            self.end()

    def _size(self) -> int:
        try:
            return self._working.stat().st_size
        except OSError as error:
            sentence = f"its file is gone: {error.strerror}"
            raise UnavailableError(sentence, str(self._working)) from error

    def _prove(self, duration_s: float) -> None:
        try:
            newest_s = self._proof.newest_s()
        except UnavailableError as error:
            self._alarm(error.what)
            return
        if newest_s < duration_s - _LONGEST_LAG_S:
            self._alarm(f"what is on the disk is {duration_s - newest_s:.0f} s behind")
            return
        self._proven_ns = self._clock.now_ns()

    def _complete(self) -> None:
        try:
            if self._size() == 0:
                self._file_lock.release()
                self._working.unlink()
                self._say(state=self._last_state, reason=self._status.reason or "nothing came")
                return
            path, note = finish(self._working, self._final, self._file_lock, self._disk.free_bytes)
            size = path.stat().st_size
        except UnavailableError as error:
            self._fail(error.what)
            return
        reason = self._status.reason or note
        self._say(state=self._last_state, path=str(path), reason=reason, written_bytes=size)

    @property
    def _last_state(self) -> RecorderState:
        has_failed = self._status.state is RecorderState.FAILED
        return RecorderState.FAILED if has_failed else RecorderState.OFF

    def _crashed(self, error: Exception) -> None:
        self._reader.close()
        self._file_lock.release()
        self._fail(f"the recorder failed: {type(error).__name__}")

    def _fail(self, sentence: str) -> None:
        _log.error("recording failed", extra={"reason": sentence, "path": str(self._working)})
        self._alarm(sentence)
        self._say(state=RecorderState.FAILED, reason=sentence)

    def _alarm(self, sentence: str) -> None:
        advice = f"What was written so far is kept in {self._working.parent}"
        self._on_alarm(Alarm("recording", Severity.URGENT, f"Recording: {sentence}", advice))

    def _say(self, only_in: RecorderState | None = None, **changes: object) -> bool:
        """Change the status (only if it is in that state) and tell a new state."""
        with self._lock:
            before = self._status
            if only_in is not None and before.state is not only_in:
                return False
            after = self._status = msgspec.structs.replace(before, **changes)
        if after.state is not before.state:
            self._on_status(self._dated(after))
        return True

    def _dated(self, status: RecorderStatus) -> RecorderStatus:
        proven_ns = self._proven_ns
        if proven_ns is None:
            return status
        age_s = (self._clock.now_ns() - proven_ns) / NS_PER_S
        return msgspec.structs.replace(status, proven_age_s=age_s)
