"""Requests about what goes out: the show (OBS's stream), the recording, the replay buffer."""

import time

from studio.core.messages import requests as ask
from studio.core.messages.results import RecordingStarted
from studio.core.status import RecorderState
from studio.core.targets import TargetState
from studio.web.obs_socket.book import Answer, Book, Desk, Handler, Told
from studio.web.obs_socket.codes import Code, Events, Refusal
from studio.web.obs_socket.fields import Fields


def timecode(duration_ms: int) -> str:
    """HH:MM:SS.mmm."""
    seconds, rest_ms = divmod(max(0, duration_ms), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest_ms:03}"


def _stream_ms(book: Book) -> int:
    if not book.is_on_air or not book.started_wall_ms:
        return 0
    return max(0, time.time_ns() // 1_000_000 - book.started_wall_ms)


async def _stream(desk: Desk, _fields: Fields) -> Answer:
    book = desk.book
    duration_ms = _stream_ms(book)
    targets = book.stats.targets
    is_lost = any(one.state is TargetState.RECONNECTING for one in targets)
    frames = book.stats.frames
    return {
        "outputActive": book.is_on_air,
        "outputReconnecting": book.is_on_air and is_lost,
        "outputTimecode": timecode(duration_ms),
        "outputDuration": duration_ms,
        "outputCongestion": max((one.loss for one in targets), default=0.0),
        "outputBytes": book.sent_bytes,
        "outputSkippedFrames": frames.skipped,
        "outputTotalFrames": max(0, frames.rendered - book.frames_at_start),
    }


async def _start_stream(desk: Desk, _fields: Fields) -> Answer:
    if desk.book.is_on_air:
        raise Refusal(Code.RUNNING, "The stream output is already active.")
    await desk.ask(ask.StartShow())
    return None


async def _stop_stream(desk: Desk, _fields: Fields) -> Answer:
    if not desk.book.is_on_air:
        raise Refusal(Code.NOT_RUNNING, "The stream output is not active.")
    await desk.ask(ask.EndShow())
    return None


async def _toggle_stream(desk: Desk, fields: Fields) -> Answer:
    was_active = desk.book.is_on_air
    await (_stop_stream if was_active else _start_stream)(desk, fields)
    return {"outputActive": not was_active}


def is_recording(book: Book) -> bool:
    """Whether a recording runs."""
    return book.recorder.state is RecorderState.RECORDING


async def _record(desk: Desk, _fields: Fields) -> Answer:
    book = desk.book
    recorder, is_active = book.recorder, is_recording(book)
    duration_ms = int(recorder.duration_s * 1000) if is_active else 0
    return {
        "outputActive": is_active,
        "outputPaused": False,
        "outputTimecode": timecode(duration_ms),
        "outputDuration": duration_ms,
        "outputBytes": recorder.written_bytes if is_active else 0,
    }


async def _start_record(desk: Desk, _fields: Fields) -> Answer:
    if is_recording(desk.book):
        raise Refusal(Code.RUNNING, "The record output is already active.")
    await desk.ask(ask.StartRecording())
    return None


async def _stop_record(desk: Desk, _fields: Fields) -> Answer:
    if not is_recording(desk.book):
        raise Refusal(Code.NOT_RUNNING, "The record output is not active.")
    path = desk.book.recorder.path
    await desk.ask(ask.StopRecording())
    return {"outputPath": path}


async def _toggle_record(desk: Desk, fields: Fields) -> Answer:
    was_active = is_recording(desk.book)
    await (_stop_record if was_active else _start_record)(desk, fields)
    return {"outputActive": not was_active}


async def _pause_record(desk: Desk, _fields: Fields) -> Answer:
    if not is_recording(desk.book):
        raise Refusal(Code.NOT_RUNNING, "The record output is not active.")
    raise Refusal(Code.CANNOT_ACT, "A recording of this studio has no pause.")


async def _folder(desk: Desk, _fields: Fields) -> Answer:
    return {"recordDirectory": desk.book.settings.recording.folder}


def _needs_replay(book: Book) -> None:
    if not book.settings.recording.replay_s:
        raise Refusal(Code.INVALID_STATE, "Replay buffer is not available.")


async def _replay(desk: Desk, _fields: Fields) -> Answer:
    _needs_replay(desk.book)
    return {"outputActive": True}


async def _start_replay(desk: Desk, _fields: Fields) -> Answer:
    _needs_replay(desk.book)
    raise Refusal(Code.RUNNING, "The replay buffer is always active here.")


async def _stop_replay(desk: Desk, _fields: Fields) -> Answer:
    _needs_replay(desk.book)
    raise Refusal(Code.CANNOT_ACT, "The replay buffer is turned off in the studio's settings.")


async def _save_replay(desk: Desk, _fields: Fields) -> Answer:
    _needs_replay(desk.book)
    result = await desk.ask(ask.SaveReplay())
    if isinstance(result, RecordingStarted):
        desk.book.last_replay = result.path
        data = {"savedReplayPath": result.path}
        desk.tell(Told(Events.OUTPUTS, "ReplayBufferSaved", data))
    return None


async def _last_replay(desk: Desk, _fields: Fields) -> Answer:
    _needs_replay(desk.book)
    return {"savedReplayPath": desk.book.last_replay}


async def _virtual_camera(_desk: Desk, _fields: Fields) -> Answer:
    return {"outputActive": False}


HANDLERS: dict[str, Handler] = {
    "GetStreamStatus": _stream,
    "StartStream": _start_stream,
    "StopStream": _stop_stream,
    "ToggleStream": _toggle_stream,
    "GetRecordStatus": _record,
    "StartRecord": _start_record,
    "StopRecord": _stop_record,
    "ToggleRecord": _toggle_record,
    "PauseRecord": _pause_record,
    "ResumeRecord": _pause_record,
    "ToggleRecordPause": _pause_record,
    "GetRecordDirectory": _folder,
    "GetReplayBufferStatus": _replay,
    "StartReplayBuffer": _start_replay,
    "StopReplayBuffer": _stop_replay,
    "ToggleReplayBuffer": _stop_replay,
    "SaveReplayBuffer": _save_replay,
    "GetLastReplayBufferReplay": _last_replay,
    "GetVirtualCamStatus": _virtual_camera,
}
