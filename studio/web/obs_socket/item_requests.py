"""Requests about scene items, which are the layers of our scenes."""

from typing import Any

from studio.core.edits import ChangeLayer, MoveLayer
from studio.core.messages import requests as ask
from studio.core.scene import Layer, Scene
from studio.web.obs_socket import kinds, transform
from studio.web.obs_socket.book import Answer, Book, Desk, Handler
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.naming import item_ids


def is_shown(scene: Scene, layer: Layer) -> bool:
    """Whether the layer is to be seen; a hidden group hides what is in it."""
    group = next((one for one in scene.groups if one.id == layer.group_id), None)
    return layer.is_visible and (group is None or group.is_visible)


def transform_of(book: Book, layer: Layer) -> dict[str, Any]:
    """A layer's place in OBS's words."""
    size = book.size_of(layer.source_id)
    return transform.transform_of(layer, book.show.canvas, size)


def _item(book: Book, scene: Scene, place: int, number: int) -> dict[str, Any]:
    layer = scene.layers[place]
    source = book.show.source(layer.source_id)
    return {
        "sceneItemId": number,
        "sceneItemIndex": place,
        **book.names.source(layer.source_id),
        "sourceType": "OBS_SOURCE_TYPE_INPUT",
        "inputKind": kinds.kind_of(source.settings) if source is not None else None,
        "isGroup": None,
        "sceneItemEnabled": layer.is_visible,
        "sceneItemLocked": layer.is_locked,
        "sceneItemBlendMode": "OBS_BLEND_NORMAL",
        "sceneItemTransform": transform_of(book, layer),
    }


def items_of(book: Book, scene: Scene) -> list[dict[str, Any]]:
    """All of a scene, the lowest first."""
    numbers = item_ids(scene)
    return [_item(book, scene, at, numbers[one.id]) for at, one in enumerate(scene.layers)]


async def _list(desk: Desk, fields: Fields) -> Answer:
    return {"sceneItems": items_of(desk.book, desk.book.scene_of(fields))}


async def _id(desk: Desk, fields: Fields) -> Answer:
    book = desk.book
    scene = book.scene_of(fields)
    wanted = fields.text("sourceName")
    offset = int(fields.number("searchOffset", -1, 10_000, 0))
    numbers = item_ids(scene)
    found = [
        numbers[layer.id]
        for layer in scene.layers
        if wanted in (book.names.inputs.get(layer.source_id), layer.name)
    ]
    if not found or offset >= len(found):
        raise Refusal(
            Code.NOT_FOUND, "No scene items were found in the specified scene by that name."
        )
    return {"sceneItemId": found[offset]}


async def _source(desk: Desk, fields: Fields) -> Answer:
    _scene, layer = desk.book.item_of(fields)
    return dict(desk.book.names.source(layer.source_id))


async def _index(desk: Desk, fields: Fields) -> Answer:
    scene, layer = desk.book.item_of(fields)
    return {"sceneItemIndex": scene.layers.index(layer)}


async def _set_index(desk: Desk, fields: Fields) -> Answer:
    scene, layer = desk.book.item_of(fields)
    index = int(fields.number("sceneItemIndex", 0, 8192))
    await desk.ask(ask.ApplyEdit(MoveLayer(scene.id, layer.id, min(index, len(scene.layers) - 1))))
    return None


async def _enabled(desk: Desk, fields: Fields) -> Answer:
    return {"sceneItemEnabled": desk.book.item_of(fields)[1].is_visible}


async def _set_enabled(desk: Desk, fields: Fields) -> Answer:
    scene, layer = desk.book.item_of(fields)
    is_visible = fields.flag("sceneItemEnabled")
    if is_visible != layer.is_visible:
        await desk.ask(ask.ApplyEdit(ChangeLayer(scene.id, layer.id, is_visible=is_visible)))
    return None


async def _locked(desk: Desk, fields: Fields) -> Answer:
    return {"sceneItemLocked": desk.book.item_of(fields)[1].is_locked}


async def _set_locked(desk: Desk, fields: Fields) -> Answer:
    scene, layer = desk.book.item_of(fields)
    is_locked = fields.flag("sceneItemLocked")
    if is_locked != layer.is_locked:
        await desk.ask(ask.ApplyEdit(ChangeLayer(scene.id, layer.id, is_locked=is_locked)))
    return None


async def _transform(desk: Desk, fields: Fields) -> Answer:
    return {"sceneItemTransform": transform_of(desk.book, desk.book.item_of(fields)[1])}


async def _set_transform(desk: Desk, fields: Fields) -> Answer:
    book = desk.book
    scene, layer = book.item_of(fields)
    wanted = fields.table("sceneItemTransform")
    size = book.size_of(layer.source_id)
    edit = transform.changed(scene.id, layer, book.show.canvas, size, wanted)
    # Steps of one move, from a dial say, are one step to undo.
    await desk.ask(ask.ApplyEdit(edit, merge_key=f"obs-{layer.id}"))
    return None


async def _blend(desk: Desk, fields: Fields) -> Answer:
    desk.book.item_of(fields)
    return {"sceneItemBlendMode": "OBS_BLEND_NORMAL"}


HANDLERS: dict[str, Handler] = {
    "GetSceneItemList": _list,
    "GetSceneItemId": _id,
    "GetSceneItemSource": _source,
    "GetSceneItemIndex": _index,
    "SetSceneItemIndex": _set_index,
    "GetSceneItemEnabled": _enabled,
    "SetSceneItemEnabled": _set_enabled,
    "GetSceneItemLocked": _locked,
    "SetSceneItemLocked": _set_locked,
    "GetSceneItemTransform": _transform,
    "SetSceneItemTransform": _set_transform,
    "GetSceneItemBlendMode": _blend,
}
