"""Requests about the studio itself: version, figures, hotkeys, profiles, events of one's own."""

import platform
import shutil
import sys
from pathlib import Path
from typing import Any

from studio import __version__
from studio.core.edits import ChangeStrip
from studio.core.messages import requests as ask
from studio.web.obs_socket import output_requests, scene_requests
from studio.web.obs_socket.book import Answer, Desk, Handler, Told
from studio.web.obs_socket.codes import RPC_VERSION, WEBSOCKET_VERSION, Code, Events, Refusal
from studio.web.obs_socket.fields import Fields

_OBS_VERSION = "31.0.0"  # clients compare it; what can be asked is listed beside it
_SYSTEMS = {"win32": "windows", "darwin": "macos"}
_PROFILE = "Hawker"
_FIXED_KEYS = {
    "OBSBasic.StartStreaming": "StartStream",
    "OBSBasic.StopStreaming": "StopStream",
    "OBSBasic.StartRecording": "StartRecord",
    "OBSBasic.StopRecording": "StopRecord",
    "ReplayBuffer.Save": "SaveReplayBuffer",
    "OBSBasic.Transition": "TriggerStudioModeTransition",
}


def version(names: list[str]) -> dict[str, Any]:
    """Who we are; ``names``: every request that is answered."""
    return {
        "obsVersion": _OBS_VERSION,
        "obsWebSocketVersion": WEBSOCKET_VERSION,
        "rpcVersion": RPC_VERSION,
        "availableRequests": names,
        "supportedImageFormats": ["png"],
        "platform": _SYSTEMS.get(sys.platform, sys.platform),
        "platformDescription": f"Hawker {__version__} on {platform.platform()}",
    }


async def _stats(desk: Desk, _fields: Fields) -> Answer:
    stats = desk.book.stats
    frames = stats.frames
    folder = desk.book.settings.recording.folder or str(Path.home())
    try:
        free_bytes = shutil.disk_usage(folder).free
    except OSError:
        free_bytes = stats.recorder.disk_free_bytes
    return {
        "cpuUsage": stats.cpu_percent,
        "memoryUsage": 0.0,
        "availableDiskSpace": free_bytes / 1_048_576,
        "activeFps": frames.rate_hz,
        "averageFrameRenderTime": frames.compose_p50_ms,
        "renderSkippedFrames": frames.late,
        "renderTotalFrames": frames.rendered,
        "outputSkippedFrames": frames.skipped,
        "outputTotalFrames": frames.rendered,
        "webSocketSessionIncomingMessages": desk.messages_in,
        "webSocketSessionOutgoingMessages": desk.messages_out,
    }


async def _video(desk: Desk, _fields: Fields) -> Answer:
    canvas = desk.book.show.canvas
    size = {"Width": canvas.width_px, "Height": canvas.height_px}
    return {
        "fpsNumerator": canvas.rate_hz,
        "fpsDenominator": 1,
        **{f"base{key}": value for key, value in size.items()},
        **{f"output{key}": value for key, value in size.items()},
    }


async def _custom_event(desk: Desk, fields: Fields) -> Answer:
    data = fields.raw("eventData")
    if not isinstance(data, dict):
        raise Refusal(Code.MISSING_FIELD, "Your request is missing the `eventData` field.")
    desk.tell(Told(Events.GENERAL, "CustomEvent", data))
    return None


async def _sleep(_desk: Desk, _fields: Fields) -> Answer:
    raise Refusal(Code.CANNOT_ACT, "Sleep is for request batches.")


def _hotkeys(desk: Desk) -> dict[str, ask.Request | str]:
    names = desk.book.names
    found: dict[str, ask.Request | str] = dict(_FIXED_KEYS)
    for scene_id, name in names.scenes.items():
        found[f"Hawker.SelectScene.{name}"] = ask.SwitchScene(scene_id)
    for strip in desk.book.show.strips:
        name = names.inputs[strip.source_id]
        edit = ChangeStrip(strip.source_id, is_muted=not strip.is_muted)
        found[f"Hawker.ToggleMute.{name}"] = ask.ApplyEdit(edit)
    return found


async def _list_hotkeys(desk: Desk, _fields: Fields) -> Answer:
    return {"hotkeys": list(_hotkeys(desk))}


async def _trigger_hotkey(desk: Desk, fields: Fields) -> Answer:
    meant = _hotkeys(desk).get(fields.text("hotkeyName"))
    if meant is None:
        raise Refusal(Code.NOT_FOUND, "No hotkeys were found by that name.")
    if isinstance(meant, str):
        handlers = {**output_requests.HANDLERS, **scene_requests.HANDLERS}
        await handlers[meant](desk, Fields(None))
    else:
        await desk.ask(meant)
    return None


async def _profiles(_desk: Desk, _fields: Fields) -> Answer:
    return {"currentProfileName": _PROFILE, "profiles": [_PROFILE]}


async def _collections(desk: Desk, _fields: Fields) -> Answer:
    name = desk.book.show.name or _PROFILE
    return {"currentSceneCollectionName": name, "sceneCollections": [name]}


async def _monitors(_desk: Desk, _fields: Fields) -> Answer:
    return {"monitors": []}


HANDLERS: dict[str, Handler] = {
    "GetStats": _stats,
    "GetVideoSettings": _video,
    "BroadcastCustomEvent": _custom_event,
    "Sleep": _sleep,
    "GetHotkeyList": _list_hotkeys,
    "TriggerHotkeyByName": _trigger_hotkey,
    "GetProfileList": _profiles,
    "GetSceneCollectionList": _collections,
    "GetMonitorList": _monitors,
}
