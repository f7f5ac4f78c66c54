"""Requests about scenes, the preview (OBS's studio mode) and transitions."""

from typing import Any

import msgspec

from studio.core.edits import ChangeTransition
from studio.core.messages import requests as ask
from studio.core.scene import Scene, Show, Transition, TransitionKind
from studio.web.obs_socket.book import Answer, Book, Desk, Handler
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.naming import Names, uuid_of

_LONGEST_MS = 5000


def scenes_of(show: Show, names: Names) -> list[dict[str, Any]]:
    """As OBS lists them: the last of its window first, numbered from there."""
    listed = reversed(show.scenes)
    return [{"sceneIndex": at, **names.scene(one.id)} for at, one in enumerate(listed)]


def prepared(book: Book) -> Scene:
    """The scene in the preview. Raises Refusal while there is none."""
    scene = book.show.scene(book.show.preview_scene_id)
    if scene is None:
        raise Refusal(Code.STUDIO_MODE_NOT_ACTIVE, "Studio mode is not active.")
    return scene


async def _list(desk: Desk, _fields: Fields) -> Answer:
    book = desk.book
    on_air = book.names.scene(book.show.current_scene_id)
    preview_id = book.show.preview_scene_id
    preview = book.names.scene(preview_id) if preview_id else dict.fromkeys(on_air)
    return {
        "currentProgramSceneName": on_air["sceneName"],
        "currentProgramSceneUuid": on_air["sceneUuid"],
        "currentPreviewSceneName": preview["sceneName"],
        "currentPreviewSceneUuid": preview["sceneUuid"],
        "scenes": scenes_of(book.show, book.names),
    }


async def _groups(_desk: Desk, _fields: Fields) -> Answer:
    return {"groups": []}  # our groups lie within a scene and are no scenes of their own


async def _programme(desk: Desk, _fields: Fields) -> Answer:
    found = desk.book.names.scene(desk.book.show.current_scene_id)
    named = {f"currentProgram{key[0].upper()}{key[1:]}": value for key, value in found.items()}
    return {**found, **named}


async def _set_programme(desk: Desk, fields: Fields) -> Answer:
    await desk.ask(ask.SwitchScene(desk.book.scene_of(fields).id))
    return None


async def _preview(desk: Desk, _fields: Fields) -> Answer:
    found = desk.book.names.scene(prepared(desk.book).id)
    named = {f"currentPreview{key[0].upper()}{key[1:]}": value for key, value in found.items()}
    return {**found, **named}


async def _set_preview(desk: Desk, fields: Fields) -> Answer:
    prepared(desk.book)
    await desk.ask(ask.PreviewScene(desk.book.scene_of(fields).id))
    return None


async def _studio_mode(desk: Desk, _fields: Fields) -> Answer:
    return {"studioModeEnabled": bool(desk.book.show.preview_scene_id)}


async def _set_studio_mode(desk: Desk, fields: Fields) -> Answer:
    is_on = fields.flag("studioModeEnabled")
    if is_on != bool(desk.book.show.preview_scene_id):
        await desk.ask(ask.SetPreviewMode(is_on))
    return None


async def _take(desk: Desk, _fields: Fields) -> Answer:
    prepared(desk.book)
    await desk.ask(ask.TakePreview())
    return None


async def _tbar(desk: Desk, fields: Fields) -> Answer:
    prepared(desk.book)
    await desk.ask(ask.MoveTransition(fields.number("position", 0, 1)))
    return None


def transition_name(kind: TransitionKind) -> str:
    """As OBS would show it."""
    return kind.value.capitalize()


def transition_of(transition: Transition) -> dict[str, Any]:
    """As OBS lists it."""
    kind = transition.kind
    return {
        "transitionName": transition_name(kind),
        "transitionUuid": uuid_of("transition", kind.value),
        "transitionKind": f"{kind.value}_transition",
        "transitionFixed": kind in (TransitionKind.CUT, TransitionKind.STINGER),
        "transitionConfigurable": False,
    }


async def _transition_kinds(_desk: Desk, _fields: Fields) -> Answer:
    return {"transitionKinds": [f"{kind.value}_transition" for kind in TransitionKind]}


async def _transitions(desk: Desk, _fields: Fields) -> Answer:
    now = transition_of(desk.book.show.transition)
    return {
        "currentSceneTransitionName": now["transitionName"],
        "currentSceneTransitionUuid": now["transitionUuid"],
        "currentSceneTransitionKind": now["transitionKind"],
        "transitions": [transition_of(Transition(kind)) for kind in TransitionKind],
    }


async def _transition(desk: Desk, _fields: Fields) -> Answer:
    now = desk.book.show.transition
    told = transition_of(now)
    duration = None if told["transitionFixed"] else now.duration_ms
    return {**told, "transitionDuration": duration, "transitionSettings": None}


async def _set_transition(desk: Desk, fields: Fields) -> Answer:
    wanted = fields.text("transitionName")
    for kind in TransitionKind:
        if transition_name(kind) == wanted:
            return await _change_transition(desk, kind=kind)
    raise Refusal(Code.NOT_FOUND, "No scene transition was found by that name.")


async def _set_duration(desk: Desk, fields: Fields) -> Answer:
    wanted_ms = int(fields.number("transitionDuration", 50, 20_000))
    return await _change_transition(desk, duration_ms=min(_LONGEST_MS, wanted_ms))


async def _change_transition(desk: Desk, **changes: Any) -> Answer:
    transition = msgspec.structs.replace(desk.book.show.transition, **changes)
    await desk.ask(ask.ApplyEdit(ChangeTransition(transition)))
    return None


async def _cursor(_desk: Desk, _fields: Fields) -> Answer:
    return {"transitionCursor": 1.0}


HANDLERS: dict[str, Handler] = {
    "GetSceneList": _list,
    "GetGroupList": _groups,
    "GetCurrentProgramScene": _programme,
    "SetCurrentProgramScene": _set_programme,
    "GetCurrentPreviewScene": _preview,
    "SetCurrentPreviewScene": _set_preview,
    "GetStudioModeEnabled": _studio_mode,
    "SetStudioModeEnabled": _set_studio_mode,
    "TriggerStudioModeTransition": _take,
    "SetTBarPosition": _tbar,
    "GetTransitionKindList": _transition_kinds,
    "GetSceneTransitionList": _transitions,
    "GetCurrentSceneTransition": _transition,
    "SetCurrentSceneTransition": _set_transition,
    "SetCurrentSceneTransitionDuration": _set_duration,
    "GetCurrentSceneTransitionCursor": _cursor,
}
