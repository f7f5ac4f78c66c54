"""The recorder: packets to a crash-safe file, watched, proven, and finished as a normal MP4."""

import datetime
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.settings import RecordingSettings
from studio.core.status import Alarm, RecorderState, RecorderStatus, Severity
from studio.core.threads import StopSignal, Worker
from studio.engine.encode.fanout import FanOut
from studio.engine.encode.packet_reader import PacketReader
from studio.engine.media import MediaClock, PacketKind
from studio.engine.outputs.disk import DiskWatch
from studio.engine.outputs.recording_file import KINDS, RecordingFile
from studio.engine.outputs.recording_proof import newest_decodes
from studio.engine.outputs.remux import final_path, remux, working_path

_log = logging.getLogger("studio.engine.outputs.recorder")

_CAPACITY = 6000  # a minute and a half of picture and sound
_PROOF_EVERY_S = 15
_NO_PICTURE_S = 10.0


class Recorder:
    """One recording at a time; its thread waits for packets and the disk, and for nothing else."""

    def __init__(
        self,
        fanout: FanOut,
        settings: RecordingSettings,
        clock: MediaClock,
        on_status: Callable[[RecorderStatus], None],
        on_alarm: Callable[[Alarm], None],
        disk: DiskWatch | None = None,
    ) -> None:
        self._fanout = fanout
        self._settings = settings
        self._clock = clock
        self._on_status = on_status
        self._on_alarm = on_alarm
        self._disk = disk or DiskWatch()
        self._lock = threading.Lock()
        self._status = RecorderStatus()
        self._worker: Worker | None = None
        self._reader: PacketReader | None = None

    def set_settings(self, settings: RecordingSettings) -> None:
        """For the next recording."""
        self._settings = settings

    def start(self, path: str = "") -> str:
        """Begin; gives the finished file's path. Raises BadInputError or UnavailableError."""
        with self._lock:
            if self._worker is not None and self._worker.is_alive:
                raise BadInputError("a recording runs already", "StartRecording")
            final = self._chosen(path)
            working = working_path(final)
            self._disk.begin(working.parent, self._settings)
            self._reader = self._fanout.attach("recorder", KINDS, _CAPACITY)
            self._status = RecorderStatus(RecorderState.RECORDING, str(final))
            self._worker = Worker(
                "recorder", lambda stop: self._run(stop, working, final), self._crashed
            )
            self._worker.start()
        self._on_status(self._status)
        return str(final)

    def stop(self) -> None:
        """Finish; returns at once. Raises BadInputError when nothing is recorded."""
        reader = self._reader
        if self._status.state is not RecorderState.RECORDING or reader is None:
            raise BadInputError("nothing is being recorded", "StopRecording")
        self._say(state=RecorderState.FINISHING)
        reader.close()

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end of what `stop` began; False when it takes longer."""
        worker = self._worker
        return worker is None or worker.join(timeout_s)

    def status(self) -> RecorderStatus:
        """How it does now."""
        return self._status

    def _chosen(self, path: str) -> Path:
        if path:
            final = Path(path).expanduser()
            if final.suffix.lower() != ".mp4":
                raise BadInputError("a recording's name ends in .mp4", path)
        else:
            folder = recordings_folder(self._settings)
            stamp = datetime.datetime.now().strftime("%Y-%m-%d %H-%M-%S")
            final = folder / f"Hawker {stamp}.mp4"
        try:
            final.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sentence = f"the folder cannot be made: {error.strerror}"
            raise UnavailableError(sentence, str(final.parent)) from error
        if not os.access(final.parent, os.W_OK):
            raise UnavailableError("the folder cannot be written to", str(final.parent))
        return final if not final.exists() else final_path(working_path(final))

    def _run(self, stop: StopSignal, working: Path, final: Path) -> None:
        try:
            self._record(stop, working)
        except StudioError as error:
            self._fail(error)
        self._finish(working, final)

    def _record(self, stop: StopSignal, working: Path) -> None:
        reader = self._reader
        if reader is None:
            return
        file = self._opened(reader, working)
        if file is None:
            return
        checks = 0
        checked_ns = self._clock.now_ns()
        try:
            while not stop.is_set:
                packet = reader.get(timeout_s=0.5)
                if packet is not None:
                    file.write(packet)
                elif reader.is_closed:
                    return
                if self._clock.now_ns() - checked_ns >= NS_PER_S:
                    checked_ns = self._clock.now_ns()
                    checks += 1
                    self._check(reader, file)
                    if checks % _PROOF_EVERY_S == 0:
                        self._prove(file)
        finally:
            file.close()

    def _opened(self, reader: PacketReader, working: Path) -> RecordingFile | None:
        """The file, begun with the first key frame; None when told to end before."""
        deadline_ns = self._clock.now_ns() + int(_NO_PICTURE_S * NS_PER_S)
        while self._clock.now_ns() < deadline_ns:
            packet = reader.get(timeout_s=0.5)
            if packet is None and reader.is_closed:
                return None
            if packet is not None and packet.kind is PacketKind.VIDEO and packet.is_key:
                sound = self._fanout.tracks().get(PacketKind.AUDIO_AAC)
                file = RecordingFile(working, packet, sound)
                file.write(packet)
                return file
        raise UnavailableError("no picture came from the encoder", str(working))

    def _check(self, reader: PacketReader, file: RecordingFile) -> None:
        """Once a second: does the file grow, and is there room?"""
        written = file.path.stat().st_size if file.path.exists() else 0
        room = self._disk.check(written)
        age_s = self._status.proven_age_s
        self._say(
            duration_s=file.duration_s,
            written_bytes=written,
            dropped_packets=reader.dropped,
            disk_free_bytes=room.free_bytes,
            disk_left_s=room.left_s,
            proven_age_s=age_s + 1 if age_s >= 0 else age_s,
        )
        if room.alarm is not None:
            self._on_alarm(room.alarm)
        if room.is_full:
            self._say(state=RecorderState.FINISHING)
            reader.close()

    def _prove(self, file: RecordingFile) -> None:
        if newest_decodes(file.path, file.duration_s):
            self._say(proven_age_s=0.0)
        else:
            self._alarm("the newest part of the recording cannot be read back", file.path)

    def _finish(self, working: Path, final: Path) -> None:
        if not working.exists():
            if self._status.state is not RecorderState.FAILED:
                self._say(state=RecorderState.OFF, reason="nothing was recorded")
            return
        was_failed = self._status.state is RecorderState.FAILED
        try:
            remux(working, final)
            working.unlink(missing_ok=True)
        except UnavailableError as error:
            self._fail(error)
            return
        if not was_failed:
            self._say(state=RecorderState.OFF, written_bytes=final.stat().st_size)

    def _crashed(self, error: Exception) -> None:
        self._fail(UnavailableError(f"the recorder failed: {type(error).__name__}", "recorder"))

    def _fail(self, error: StudioError) -> None:
        _log.error("recording failed", extra={"error": str(error)})
        reader = self._reader
        if reader is not None:
            reader.close()
        self._alarm(error.what, Path(error.where))
        self._say(state=RecorderState.FAILED, reason=error.what)

    def _alarm(self, sentence: str, path: Path) -> None:
        self._on_alarm(
            Alarm(
                "recording",
                Severity.URGENT,
                f"Recording: {sentence}",
                f"What was written so far is kept in {path}",
            )
        )

    def _say(self, **changes: object) -> None:
        before = self._status
        fields = {name: getattr(before, name) for name in before.__struct_fields__}
        self._status = RecorderStatus(**{**fields, **changes})
        if self._status.state is not before.state:
            self._on_status(self._status)


def recordings_folder(settings: RecordingSettings) -> Path:
    """The chosen folder, or Videos in the person's home."""
    if settings.folder:
        return Path(settings.folder).expanduser()
    videos = Path.home() / "Videos"
    return videos / "Hawker"
