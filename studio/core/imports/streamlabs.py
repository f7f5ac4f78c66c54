"""A scene collection of Streamlabs Desktop as a show of ours.

Nodes of a scene stand in its file from the lowest up, as with us. Folders lie nowhere: what is
in them has its place in the scene. Sources are those of OBS, under the same names.
"""

from collections.abc import Mapping

from studio.core.imports.build import build_show
from studio.core.imports.draft import (
    DraftFilter,
    DraftItem,
    DraftScene,
    DraftShow,
    DraftSource,
    SizeOf,
    unknown_size,
)
from studio.core.imports.obs_geometry import USUAL_CANVAS, size_of
from studio.core.imports.placing import Size, Transform
from studio.core.imports.reading import (
    Table,
    flag,
    name_of,
    number,
    read_table,
    rows,
    table,
    whole,
    words,
)
from studio.core.imports.report import Imported, Notebook
from studio.core.imports.transitions import LONGEST_MS, carry_transition
from studio.core.scene import Transition

_MOST_CROP_PX = 100_000


def import_streamlabs(
    data: bytes, where: str, canvas: Size | None = None, size_of_file: SizeOf = unknown_size
) -> Imported:
    """The show and what it lost; ``size_of_file`` looks how large a picture file is.

    Raises BadInputError when the file is no collection.
    """
    root = _node(read_table(data, where))
    notes = Notebook()
    size = canvas or _canvas_of(root)
    parts = rows(_node(root.get("scenes")).get("items"))
    sources, heard = _sources(root, notes)
    called = {words(part.get("id"), 100): name_of(part.get("name")) for part in parts}
    called |= {key: source.name for key, source in sources.items()}
    scenes: dict[str, DraftScene] = {}
    current = ""
    for part in parts:
        key = words(part.get("id"), 100)
        if not key or key in scenes:
            notes.add(f"scene {name_of(part.get('name'))!r}", "it has no id of its own; left out")
            continue
        scenes[key] = _scene(part, size, called, notes)
        if flag(part.get("active")) and not current:
            current = key
    draft = DraftShow(
        name_of(root.get("name"), "Streamlabs Desktop"),
        size,
        tuple(scenes),
        current,
        scenes,
        sources,
        heard,
        _transition_of(_node(root.get("transitions")), notes),
        size_of_file,
    )
    return build_show(draft, notes, where)


def _node(value: object) -> Table:
    """A node's own fields; some versions keep them one level deeper, under "data"."""
    held = table(value)
    return {**held, **table(held.get("data"))}


def _canvas_of(root: Table) -> Size:
    newer = table(table(root.get("baseResolutions")).get("horizontal"))
    older = table(root.get("baseResolution"))
    size = size_of(older.get("width"), older.get("height"), USUAL_CANVAS)
    return size_of(newer.get("baseWidth"), newer.get("baseHeight"), size)


def _sources(root: Table, notes: Notebook) -> tuple[dict[str, DraftSource], tuple[str, ...]]:
    """Sources by id; and the ids of those that are heard in every scene."""
    found: dict[str, DraftSource] = {}
    heard = []
    for part in rows(_node(root.get("sources")).get("items")):
        key, name = words(part.get("id"), 200), name_of(part.get("name"))
        if not key or key in found:
            notes.add(f"source {name!r}", "it has no id of its own; left out")
            continue
        late = table(part.get("syncOffset"))
        found[key] = DraftSource(
            name,
            words(part.get("type"), 100),
            table(part.get("settings")),
            number(part.get("volume"), 1.0),
            flag(part.get("muted")),
            number(late.get("sec")) * 1000 + number(late.get("nsec")) / 1e6,
            _filters(_node(part.get("filters"))),
        )
        if number(part.get("channel")) > 0:
            heard.append(key)
    return found, tuple(heard)


def _filters(node: Table) -> tuple[DraftFilter, ...]:
    return tuple(
        DraftFilter(
            name_of(one.get("name")),
            words(one.get("type"), 100),
            table(one.get("settings")),
            flag(one.get("enabled"), True),
        )
        for one in rows(node.get("items"))
    )


def _scene(part: Table, size: Size, called: Mapping[str, str], notes: Notebook) -> DraftScene:
    name = name_of(part.get("name"))
    nodes = rows(_node(part.get("sceneItems")).get("items"))
    folders = {words(one.get("id"), 100): one for one in nodes if _is_folder(one)}
    outer = _outermost(folders)
    holder: dict[str, str] = {}
    for key, folder in folders.items():
        for child in _children(folder):
            holder.setdefault(child, outer[key])
    items = []
    for node in nodes:
        if _is_folder(node):
            continue
        if words(node.get("display"), 20) == "vertical":
            notes.add(f"scene {name!r}", "items of the vertical picture are left out")
            continue
        item_name = called.get(words(node.get("sourceId"), 200), "Unnamed")
        items.append(_item(node, item_name, holder.get(words(node.get("id"), 100), "")))
    names = {key: name_of(folder.get("name"), "Folder") for key, folder in folders.items()}
    return DraftScene(name, tuple(items), size, folders=names)


def _is_folder(node: Table) -> bool:
    return node.get("sceneNodeType") == "folder"


def _children(folder: Table) -> list[str]:
    held = folder.get("childrenIds")
    return [words(one, 100) for one in held if one] if isinstance(held, list) else []


def _outermost(folders: Mapping[str, Table]) -> dict[str, str]:
    """For each folder the one around it that is in no other; cycles end where they began."""
    parents: dict[str, str] = {}
    for key, folder in folders.items():
        for child in _children(folder):
            if child in folders and child != key:
                parents.setdefault(child, key)
    found: dict[str, str] = {}
    for key in folders:
        seen, at = {key}, key
        while at in parents and parents[at] not in seen and at not in found:
            at = parents[at]
            seen.add(at)
        found[key] = found.get(at, at)
    return found


def _item(node: Table, name: str, folder_key: str) -> DraftItem:
    crop = table(node.get("crop"))
    position = table(node.get("position"))
    transform = Transform(
        x_px=number(node.get("x"), number(position.get("x"))),
        y_px=number(node.get("y"), number(position.get("y"))),
        scale_x=number(node.get("scaleX"), 1.0),
        scale_y=number(node.get("scaleY"), 1.0),
        rotation_deg=number(node.get("rotation")),
        crop_left_px=float(whole(crop.get("left"), 0, _MOST_CROP_PX)),
        crop_top_px=float(whole(crop.get("top"), 0, _MOST_CROP_PX)),
        crop_right_px=float(whole(crop.get("right"), 0, _MOST_CROP_PX)),
        crop_bottom_px=float(whole(crop.get("bottom"), 0, _MOST_CROP_PX)),
    )
    is_visible = flag(node.get("visible"), True)
    key = words(node.get("sourceId"), 200)
    return DraftItem(name, key, transform, is_visible, flag(node.get("locked")), folder_key)


def _transition_of(node: Table, notes: Notebook) -> Transition:
    chosen = node.get("defaultTransitionId")
    found = Transition()
    for one in rows(node.get("transitions")):
        where = f"transition {name_of(one.get('name'))!r}"
        if one.get("id") != chosen:
            notes.add(where, "no scene uses it")
            continue
        duration_ms = whole(one.get("duration"), 0, LONGEST_MS, 300)
        kind = words(one.get("type"), 100)
        carried = carry_transition(kind, table(one.get("settings")), duration_ms)
        found = carried.transition
        if carried.loss:
            notes.add(where, carried.loss)
    if rows(node.get("connections")):
        notes.add("transitions", "those between two named scenes are not carried")
    return found
