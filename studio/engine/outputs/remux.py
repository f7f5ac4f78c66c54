"""From a fragmented recording to a normal MP4 that any player opens and seeks at once."""

import logging
from pathlib import Path

import av

from studio.core.errors import UnavailableError
from studio.core.threads import StopSignal

_log = logging.getLogger("studio.engine.outputs.remux")

WORKING_SUFFIX = ".recording.mp4"


def working_path(path: Path) -> Path:
    """Where a recording is written before it is finished."""
    return path.with_name(path.stem + WORKING_SUFFIX)


def final_path(working: Path) -> Path:
    """The name that the finished recording gets, never one that is taken."""
    stem = working.name.removesuffix(WORKING_SUFFIX)
    wanted = working.with_name(f"{stem}.mp4")
    number = 2
    while wanted.exists():
        wanted = working.with_name(f"{stem} ({number}).mp4")
        number += 1
    return wanted


def remux(working: Path, final: Path, stop: StopSignal | None = None) -> None:
    """Copy the packets into a normal MP4 with its index in front; the working file stays.

    Raises UnavailableError; a half-made file is removed.
    """
    beside = final.with_name(f".{final.stem}.part.mp4")
    try:
        _copy(working, beside, stop)
        beside.replace(final)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise UnavailableError(
            f"the recording is whole but could not be finished: {error}", str(working)
        ) from error


def leftovers(folder: Path) -> list[Path]:
    """Recordings in the folder that were never finished."""
    return sorted(folder.glob(f"*{WORKING_SUFFIX}")) if folder.is_dir() else []


def recover_recordings(left_behind: list[Path]) -> list[Path]:
    """Finish what an earlier run left behind; gives the finished files."""
    finished: list[Path] = []
    for working in left_behind:
        final = final_path(working)
        try:
            remux(working, final)
        except UnavailableError as error:
            _log.warning("recording not recovered", extra={"error": str(error)})
            continue
        working.unlink(missing_ok=True)
        finished.append(final)
    return finished


def _copy(working: Path, beside: Path, stop: StopSignal | None) -> None:
    with (
        av.open(str(working)) as source,
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
            if stop is not None and stop.is_set:
                raise ValueError("it was interrupted")
            if packet.dts is None or packet.stream.index not in streams:
                continue
            packet.stream = streams[packet.stream.index]
            target.mux(packet)
