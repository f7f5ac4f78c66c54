"""From a fragmented recording to a normal MP4 that any player opens and seeks at once."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import av
import av.error

from studio.core.errors import UnavailableError
from studio.engine.outputs.disk import free_bytes_of
from studio.engine.outputs.recording_lock import RecordingLock
from studio.engine.outputs.recording_names import final_path

_log = logging.getLogger("studio.engine.outputs.remux")

_SPARE_BYTES = 50_000_000


def remux(working: Path, final: Path) -> None:
    """Copy the packets into a normal MP4 with its index in front; the working file stays.

    The copy is counted and on the disk before it gets its name. Raises UnavailableError;
    a half-made file is removed.
    """
    beside = final.with_name(f".{final.stem}.part.mp4")
    try:
        _check(beside, _copy(working, beside))
        _sync(beside)
        beside.replace(final)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise UnavailableError(f"it could not be finished: {error}", str(working)) from error


def finish(
    working: Path,
    final: Path,
    lock: RecordingLock,
    free_bytes: Callable[[Path], int] = free_bytes_of,
) -> tuple[Path, str]:
    """Turn the working file into the finished one; gives its path and a note, mostly empty.

    ``lock`` is held by the caller and released here before the working file goes, for some
    systems remove no file that is open. On a disk too full for the copy the recording is
    kept as it was written, which plays as well.

    Raises UnavailableError, and the working file stays, when that is no recording.
    """
    if final.exists():
        final = final_path(working)
    try:
        if free_bytes(working.parent) < working.stat().st_size + _SPARE_BYTES:
            lock.release()
            working.replace(final)
            return final, "There was no room to rearrange it; it is kept as it was written."
        remux(working, final)
        lock.release()
        working.unlink(missing_ok=True)
    except OSError as error:
        raise UnavailableError(f"it could not be finished: {error}", str(working)) from error
    return final, ""


def recover_recordings(left_behind: list[Path]) -> list[Path]:
    """Finish what an earlier run left behind; gives the finished files.

    One that is being written now, here or by another process, is left alone; one in which
    nothing was written is removed.
    """
    finished: list[Path] = []
    for working in left_behind:
        lock = RecordingLock(working)
        if not lock.take():
            continue
        try:
            finished += _recover(working, lock)
        except (UnavailableError, OSError) as error:
            _log.warning("recording not recovered", extra={"error": str(error)})
        finally:
            lock.release()
    return finished


def _recover(working: Path, lock: RecordingLock) -> list[Path]:
    if working.stat().st_size == 0:
        lock.release()
        working.unlink()
        return []
    return [finish(working, final_path(working), lock)[0]]


def _copy(working: Path, beside: Path) -> int:
    """Number of packets that were copied; what was cut off at the end is left out."""
    copied = 0
    with (
        av.open(str(working), format="mp4") as source,
        av.open(str(beside), "w", format="mp4", options={"movflags": "faststart"}) as target,
    ):
        streams = {
            stream.index: target.add_stream_from_template(stream)
            for stream in source.streams
            if stream.type in ("video", "audio")
        }
        if not streams:
            raise ValueError("there is nothing in it")
        for packet in source.demux():
            if packet.dts is None or packet.stream.index not in streams:
                continue
            packet.stream = streams[packet.stream.index]
            target.mux(packet)
            copied += 1
    return copied


def _check(made: Path, copied: int) -> None:
    with av.open(str(made), format="mp4") as container:
        there = sum(stream.frames for stream in container.streams)
    if there != copied or not copied:
        raise ValueError(f"only {there} of its {copied} frames arrived")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
