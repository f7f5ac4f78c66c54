"""Names, numbers and UUIDs by which clients of OBS know our scenes, sources and layers."""

import uuid
import zlib
from collections.abc import Iterable

from studio.core.scene import Scene, Show

_SPACE = uuid.UUID("6f9b1e0c-3d1f-4d0e-9a55-5b1c2f6a7e10")


def uuid_of(kind: str, our_id: str) -> str:
    """The same for the same thing, always."""
    return str(uuid.uuid5(_SPACE, f"{kind}/{our_id}"))


def unique_names(pairs: Iterable[tuple[str, str]], taken: set[str]) -> dict[str, str]:
    """Id to name; OBS knows things by their names, so the second of a name gets a number.

    ``taken`` gets what is given away here.
    """
    found: dict[str, str] = {}
    for our_id, wanted in pairs:
        base = wanted.strip() or our_id
        name, number = base, 2
        while name in taken:
            name, number = f"{base} ({number})", number + 1
        taken.add(name)
        found[our_id] = name
    return found


def item_ids(scene: Scene) -> dict[str, int]:
    """Layer id to the number that OBS would give; the same in every run of the studio."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for layer in sorted(scene.layers, key=lambda one: one.id):
        number = zlib.crc32(layer.id.encode()) & 0x3FFFFFFF or 1
        while number in taken:
            number += 1
        taken.add(number)
        found[layer.id] = number
    return found


class Names:
    """Of one show."""

    def __init__(self, show: Show) -> None:
        taken: set[str] = set()
        self.scenes = unique_names(((one.id, one.name) for one in show.scenes), taken)
        self.inputs = unique_names(((one.id, one.name) for one in show.sources), taken)
        self.scene_of_name = {name: our_id for our_id, name in self.scenes.items()}
        self.input_of_name = {name: our_id for our_id, name in self.inputs.items()}
        self.scene_of_uuid = {uuid_of("scene", our_id): our_id for our_id in self.scenes}
        self.input_of_uuid = {uuid_of("input", our_id): our_id for our_id in self.inputs}

    def scene(self, scene_id: str) -> dict[str, str]:
        """``sceneName`` and ``sceneUuid``."""
        name = self.scenes.get(scene_id, scene_id)
        return {"sceneName": name, "sceneUuid": uuid_of("scene", scene_id)}

    def input(self, source_id: str) -> dict[str, str]:
        """``inputName`` and ``inputUuid``."""
        name = self.inputs.get(source_id, source_id)
        return {"inputName": name, "inputUuid": uuid_of("input", source_id)}

    def source(self, source_id: str) -> dict[str, str]:
        """``sourceName`` and ``sourceUuid``."""
        name = self.inputs.get(source_id, source_id)
        return {"sourceName": name, "sourceUuid": uuid_of("input", source_id)}
