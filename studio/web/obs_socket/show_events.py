"""What changed between two versions of a show, as events of obs-websocket."""

from collections.abc import Iterator

from studio.core.scene import Layer, Scene, Show, Strip
from studio.web.obs_socket import kinds, volume
from studio.web.obs_socket.book import Book, Told
from studio.web.obs_socket.codes import Events
from studio.web.obs_socket.item_requests import transform_of
from studio.web.obs_socket.naming import Names, item_ids
from studio.web.obs_socket.scene_requests import scenes_of, transition_of


def events_of(before: Show, after: Show, book: Book) -> list[Told]:
    """In an order in which a client that follows them is never wrong; ``book`` is after."""
    old_names, names = Names(before), book.names
    return [
        *_inputs(before, after, old_names, names),
        *_scenes(before, after, old_names, names),
        *_items(before, after, book),
        *_strips(before, after, names),
        *_transitions(before, after),
        *_switches(before, after, names),
    ]


def _inputs(before: Show, after: Show, old_names: Names, names: Names) -> Iterator[Told]:
    old = {one.id: one for one in before.sources}
    new = {one.id: one for one in after.sources}
    for source_id in old.keys() - new.keys():
        yield Told(Events.INPUTS, "InputRemoved", dict(old_names.input(source_id)))
    for source_id, source in new.items():
        said = names.input(source_id)
        told = kinds.settings_of(source.settings)
        if source_id not in old:
            kind = kinds.kind_of(source.settings)
            data = {**said, "inputKind": kind, "unversionedInputKind": kinds.unversioned(kind)}
            yield Told(Events.INPUTS, "InputCreated", {**data, "inputSettings": told})
            continue
        if old_names.inputs[source_id] != said["inputName"]:
            data = {**said, "oldInputName": old_names.inputs[source_id]}
            yield Told(Events.INPUTS, "InputNameChanged", data)
        if kinds.settings_of(old[source_id].settings) != told:
            yield Told(Events.INPUTS, "InputSettingsChanged", {**said, "inputSettings": told})


def _scenes(before: Show, after: Show, old_names: Names, names: Names) -> Iterator[Told]:
    for scene_id in old_names.scenes:
        if scene_id not in names.scenes:
            data = {**old_names.scene(scene_id), "isGroup": False}
            yield Told(Events.SCENES, "SceneRemoved", data)
    for scene_id, name in names.scenes.items():
        if scene_id not in old_names.scenes:
            data = {**names.scene(scene_id), "isGroup": False}
            yield Told(Events.SCENES, "SceneCreated", data)
        elif old_names.scenes[scene_id] != name:
            data = {**names.scene(scene_id), "oldSceneName": old_names.scenes[scene_id]}
            yield Told(Events.SCENES, "SceneNameChanged", data)
    if list(old_names.scenes.items()) != list(names.scenes.items()):
        yield Told(Events.SCENES, "SceneListChanged", {"scenes": scenes_of(after, names)})


def _items(before: Show, after: Show, book: Book) -> Iterator[Told]:
    for scene in after.scenes:
        old = before.scene(scene.id)
        if old is None or old is scene:
            continue
        yield from _items_of(old, scene, book)


def _items_of(old: Scene, new: Scene, book: Book) -> Iterator[Told]:
    numbers, before = item_ids(new), {one.id: one for one in old.layers}
    kept = [one.id for one in new.layers if one.id in before]
    old_numbers = item_ids(old)
    for layer in old.layers:
        if layer.id not in numbers:
            gone: dict[str, object] = {"sceneItemId": old_numbers[layer.id]}
            gone |= {**book.names.scene(new.id), **book.names.source(layer.source_id)}
            yield Told(Events.SCENE_ITEMS, "SceneItemRemoved", gone)
    for place, layer in enumerate(new.layers):
        said: dict[str, object] = {"sceneItemId": numbers[layer.id]}
        said |= book.names.scene(new.id)
        if layer.id not in before:
            data = {**said, **book.names.source(layer.source_id), "sceneItemIndex": place}
            yield Told(Events.SCENE_ITEMS, "SceneItemCreated", data)
        elif before[layer.id] is not layer:
            yield from _layer(before[layer.id], layer, said, book)
    if kept != [one.id for one in old.layers if one.id in numbers]:
        order = [
            {"sceneItemId": numbers[one.id], "sceneItemIndex": at}
            for at, one in enumerate(new.layers)
        ]
        data_order = {**book.names.scene(new.id), "sceneItems": order}
        yield Told(Events.SCENE_ITEMS, "SceneItemListReindexed", data_order)


def _layer(old: Layer, new: Layer, said: dict[str, object], book: Book) -> Iterator[Told]:
    if old.is_visible != new.is_visible:
        data = {**said, "sceneItemEnabled": new.is_visible}
        yield Told(Events.SCENE_ITEMS, "SceneItemEnableStateChanged", data)
    if old.is_locked != new.is_locked:
        data = {**said, "sceneItemLocked": new.is_locked}
        yield Told(Events.SCENE_ITEMS, "SceneItemLockStateChanged", data)
    if (old.box, old.crop, old.rotation_deg, old.fit) != (
        *(new.box, new.crop, new.rotation_deg, new.fit),
    ):
        data = {**said, "sceneItemTransform": transform_of(book, new)}
        yield Told(Events.TRANSFORMS, "SceneItemTransformChanged", data)


def _strips(before: Show, after: Show, names: Names) -> Iterator[Told]:
    old: dict[str, Strip] = {one.source_id: one for one in before.strips}
    for strip in after.strips:
        was = old.get(strip.source_id)
        if was is None or was is strip:
            continue
        said = names.input(strip.source_id)
        if was.is_muted != strip.is_muted:
            data = {**said, "inputMuted": strip.is_muted}
            yield Told(Events.INPUTS, "InputMuteStateChanged", data)
        if was.gain_db != strip.gain_db:
            loud = {
                "inputVolumeMul": volume.mul_of(strip.gain_db),
                "inputVolumeDb": volume.db_of(strip.gain_db),
            }
            yield Told(Events.INPUTS, "InputVolumeChanged", {**said, **loud})
        if was.delay_ms != strip.delay_ms:
            delay = {**said, "inputAudioSyncOffset": strip.delay_ms}
            yield Told(Events.INPUTS, "InputAudioSyncOffsetChanged", delay)


def _transitions(before: Show, after: Show) -> Iterator[Told]:
    old, new = before.transition, after.transition
    if old.kind is not new.kind:
        told = transition_of(new)
        data = {key: told[key] for key in ("transitionName", "transitionUuid")}
        yield Told(Events.TRANSITIONS, "CurrentSceneTransitionChanged", data)
    if old.duration_ms != new.duration_ms:
        duration = {"transitionDuration": new.duration_ms}
        yield Told(Events.TRANSITIONS, "CurrentSceneTransitionDurationChanged", duration)


def _switches(before: Show, after: Show, names: Names) -> Iterator[Told]:
    if before.current_scene_id != after.current_scene_id:
        told = transition_of(after.transition_to(after.current_scene_id))
        data = {key: told[key] for key in ("transitionName", "transitionUuid")}
        yield Told(Events.TRANSITIONS, "SceneTransitionStarted", data)
        on_air = dict(names.scene(after.current_scene_id))
        yield Told(Events.SCENES, "CurrentProgramSceneChanged", on_air)
    if bool(before.preview_scene_id) != bool(after.preview_scene_id):
        state = {"studioModeEnabled": bool(after.preview_scene_id)}
        yield Told(Events.UI, "StudioModeStateChanged", state)
    if after.preview_scene_id and before.preview_scene_id != after.preview_scene_id:
        prepared = dict(names.scene(after.preview_scene_id))
        yield Told(Events.SCENES, "CurrentPreviewSceneChanged", prepared)
