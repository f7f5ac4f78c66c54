"""An imported draft as a whole show of ours, within our limits."""

from studio.core.errors import BadInputError
from studio.core.imports.draft import DraftShow
from studio.core.imports.layers import LayerMaker
from studio.core.imports.names import Ids
from studio.core.imports.placing import Size
from studio.core.imports.report import Imported, Notebook
from studio.core.imports.source_book import SourceBook
from studio.core.scene import Canvas, Scene, Show
from studio.core.show_check import check_show

_MOST_SCENES = 100
_LARGEST_PX, _SMALLEST_PX = 3840, 128


def build_show(draft: DraftShow, notes: Notebook, where: str) -> Imported:
    """The show and all notes; BadInputError when there is no scene in it."""
    if not draft.scene_keys:
        raise BadInputError("there is no scene in the file", where)
    for key in draft.scene_keys[_MOST_SCENES:]:
        scene = draft.scenes[key]
        notes.add(
            f"scene {scene.name!r}", f"it is left out: a show has at most {_MOST_SCENES} scenes"
        )
    book = SourceBook(draft, notes)
    maker = LayerMaker(draft, book, notes)
    ids = Ids("scene")
    scenes: dict[str, Scene] = {}
    for key in draft.scene_keys[:_MOST_SCENES]:
        name = draft.scenes[key].name
        layers, groups = maker.make(key)
        scenes[key] = Scene(
            ids.give(name), name, layers, groups, transition=draft.scenes[key].transition
        )
    for key in draft.heard_keys:
        book.use(key)
    book.note_unused()
    current = scenes.get(draft.current_key) or next(iter(scenes.values()))
    show = Show(
        draft.name,
        tuple(scenes.values()),
        current.id,
        sources=book.sources,
        strips=book.strips,
        canvas=canvas_of(draft.canvas, notes),
        transition=draft.transition,
    )
    return Imported(check_show(show, where), notes.finished())


def canvas_of(size: Size, notes: Notebook, rate_hz: int = 30) -> Canvas:
    """The nearest canvas that we can have, with the same shape."""
    factor = min(1.0, _LARGEST_PX / max(size.width_px, size.height_px))
    wide, high = (_even(side * factor) for side in (size.width_px, size.height_px))
    if (wide, high) != (size.width_px, size.height_px):
        notes.add(
            "canvas", f"it is {wide} x {high} here, not {size.width_px:.0f} x {size.height_px:.0f}"
        )
    return Canvas(wide, high, rate_hz)


def _even(side_px: float) -> int:
    return min(_LARGEST_PX, max(_SMALLEST_PX, 2 * round(side_px / 2)))
