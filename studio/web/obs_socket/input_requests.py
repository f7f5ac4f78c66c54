"""Requests about inputs, which are our sources: loudness, words, films."""

from typing import Any

from studio.core.edits import ChangeSource, ChangeStrip
from studio.core.messages import requests as ask
from studio.core.scene import Source
from studio.core.sources import MediaSettings
from studio.core.status import SourceState
from studio.web.obs_socket import kinds, volume
from studio.web.obs_socket.book import Answer, Book, Desk, Handler, Told
from studio.web.obs_socket.codes import Code, Events, Refusal
from studio.web.obs_socket.fields import Fields

_PREFIX = "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_"


def input_of(book: Book, source: Source) -> dict[str, Any]:
    """As OBS lists it."""
    kind = kinds.kind_of(source.settings)
    found = {**book.names.input(source.id), "inputKind": kind}
    return {**found, "unversionedInputKind": kinds.unversioned(kind), "inputKindCaps": 0}


async def _list(desk: Desk, fields: Fields) -> Answer:
    listed = [input_of(desk.book, source) for source in desk.book.show.sources]
    if fields.has("inputKind"):
        wanted = fields.text("inputKind")
        listed = [
            one for one in listed if wanted in (one["inputKind"], one["unversionedInputKind"])
        ]
    return {"inputs": listed}


async def _kinds(_desk: Desk, fields: Fields) -> Answer:
    is_plain = fields.flag("unversioned", False)
    return {"inputKinds": [kinds.unversioned(one) if is_plain else one for one in kinds.KINDS]}


async def _special(desk: Desk, _fields: Fields) -> Answer:
    names: dict[str, list[str]] = {"pulse_output_capture": [], "pulse_input_capture": []}
    for source in desk.book.show.sources:
        names.get(kinds.kind_of(source.settings), []).append(desk.book.names.inputs[source.id])
    heard, spoken = names["pulse_output_capture"], names["pulse_input_capture"]
    return {
        **{f"desktop{at + 1}": heard[at] if at < len(heard) else None for at in range(2)},
        **{f"mic{at + 1}": spoken[at] if at < len(spoken) else None for at in range(4)},
    }


async def _settings(desk: Desk, fields: Fields) -> Answer:
    source = desk.book.input_of(fields)
    return {
        "inputSettings": kinds.settings_of(source.settings),
        "inputKind": kinds.kind_of(source.settings),
    }


async def _set_settings(desk: Desk, fields: Fields) -> Answer:
    source = desk.book.input_of(fields)
    settings = kinds.changed(source.settings, fields.table("inputSettings"))
    if settings != source.settings:
        await desk.ask(ask.ApplyEdit(ChangeSource(source.id, settings=settings)))
    return None


async def _mute(desk: Desk, fields: Fields) -> Answer:
    return {"inputMuted": desk.book.strip_of(fields).is_muted}


async def _set_mute(desk: Desk, fields: Fields) -> Answer:
    strip = desk.book.strip_of(fields)
    is_muted = fields.flag("inputMuted")
    if is_muted != strip.is_muted:
        await desk.ask(ask.ApplyEdit(ChangeStrip(strip.source_id, is_muted=is_muted)))
    return None


async def _toggle_mute(desk: Desk, fields: Fields) -> Answer:
    strip = desk.book.strip_of(fields)
    await desk.ask(ask.ApplyEdit(ChangeStrip(strip.source_id, is_muted=not strip.is_muted)))
    return {"inputMuted": not strip.is_muted}


async def _volume(desk: Desk, fields: Fields) -> Answer:
    gain_db = desk.book.strip_of(fields).gain_db
    return {"inputVolumeMul": volume.mul_of(gain_db), "inputVolumeDb": volume.db_of(gain_db)}


async def _set_volume(desk: Desk, fields: Fields) -> Answer:
    strip = desk.book.strip_of(fields)
    has_mul, has_db = fields.has("inputVolumeMul"), fields.has("inputVolumeDb")
    if has_mul == has_db:
        code = Code.CANNOT_ACT if has_mul else Code.MISSING_FIELD
        raise Refusal(code, "You must specify one volume field.")
    if has_mul:
        gain_db = volume.gain_of_mul(fields.number("inputVolumeMul", 0, 20))
    else:
        gain_db = volume.gain_of_db(fields.number("inputVolumeDb", -100, 26))
    edit = ChangeStrip(strip.source_id, gain_db=gain_db)
    await desk.ask(ask.ApplyEdit(edit, merge_key=f"obs-{strip.source_id}"))
    return None


async def _offset(desk: Desk, fields: Fields) -> Answer:
    return {"inputAudioSyncOffset": desk.book.strip_of(fields).delay_ms}


async def _set_offset(desk: Desk, fields: Fields) -> Answer:
    strip = desk.book.strip_of(fields)
    delay_ms = int(fields.number("inputAudioSyncOffset", 0, 2000))
    await desk.ask(ask.ApplyEdit(ChangeStrip(strip.source_id, delay_ms=delay_ms)))
    return None


async def _monitor(desk: Desk, fields: Fields) -> Answer:
    desk.book.strip_of(fields)
    return {"monitorType": "OBS_MONITORING_TYPE_NONE"}


def _film(book: Book, fields: Fields) -> Source:
    source = book.input_of(fields)
    if not isinstance(source.settings, MediaSettings):
        raise Refusal(Code.INVALID_KIND, "The specified input is not a media input.")
    return source


async def _media_status(desk: Desk, fields: Fields) -> Answer:
    book = desk.book
    source = _film(book, fields)
    status = book.source_status(source.id)
    state = "PLAYING"
    if status is None or status.state is SourceState.STARTING:
        state = "OPENING"
    elif status.state is SourceState.ENDED:
        state = "ENDED"
    elif status.state is not SourceState.RUNNING:
        state = "ERROR"
    elif is_paused(book, source):
        state = "PAUSED"
    return {
        "mediaState": f"OBS_MEDIA_STATE_{state}",
        "mediaDuration": int(status.duration_s * 1000) if status else None,
        "mediaCursor": int(status.position_s * 1000) if status else None,
    }


def is_paused(book: Book, source: Source) -> bool:
    """What this socket said last, else how the film was set up."""
    was_set = isinstance(source.settings, MediaSettings) and source.settings.is_paused
    return book.paused_media.get(source.id, was_set)


_ACTIONS: dict[str, tuple[bool | None, float | None]] = {
    "PLAY": (False, None),
    "PAUSE": (True, None),
    "STOP": (True, 0.0),
    "RESTART": (False, 0.0),
}


async def _media_action(desk: Desk, fields: Fields) -> Answer:
    source = _film(desk.book, fields)
    wanted = fields.text("mediaAction")
    action = _ACTIONS.get(wanted.removeprefix(_PREFIX))
    if not wanted.startswith(_PREFIX) or action is None:
        raise Refusal(Code.INVALID_FIELD, "You have specified an invalid media input action.")
    should_pause, position_s = action
    await desk.ask(ask.ControlMedia(source.id, should_pause, position_s))
    if should_pause is not None:
        desk.book.paused_media[source.id] = should_pause
    data = {**desk.book.names.input(source.id), "mediaAction": wanted}
    desk.tell(Told(Events.MEDIA_INPUTS, "MediaInputActionTriggered", data))
    return None


async def _set_cursor(desk: Desk, fields: Fields) -> Answer:
    source = _film(desk.book, fields)
    position_s = fields.number("mediaCursor", 0, 10**9) / 1000
    await desk.ask(ask.ControlMedia(source.id, None, position_s))
    return None


async def _move_cursor(desk: Desk, fields: Fields) -> Answer:
    source = _film(desk.book, fields)
    status = desk.book.source_status(source.id)
    now_s = status.position_s if status is not None else 0.0
    position_s = max(0.0, now_s + fields.number("mediaCursorOffset", -(10**9), 10**9) / 1000)
    await desk.ask(ask.ControlMedia(source.id, None, position_s))
    return None


HANDLERS: dict[str, Handler] = {
    "GetInputList": _list,
    "GetInputKindList": _kinds,
    "GetSpecialInputs": _special,
    "GetInputSettings": _settings,
    "SetInputSettings": _set_settings,
    "GetInputMute": _mute,
    "SetInputMute": _set_mute,
    "ToggleInputMute": _toggle_mute,
    "GetInputVolume": _volume,
    "SetInputVolume": _set_volume,
    "GetInputAudioSyncOffset": _offset,
    "SetInputAudioSyncOffset": _set_offset,
    "GetInputAudioMonitorType": _monitor,
    "GetMediaInputStatus": _media_status,
    "TriggerMediaInputAction": _media_action,
    "SetMediaInputCursor": _set_cursor,
    "OffsetMediaInputCursor": _move_cursor,
}
