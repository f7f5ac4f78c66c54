"""The show as it is on the second canvas: the same scenes and sources in another shape."""

from studio.core.scene import Canvas, Placement, Scene, Show
from studio.core.show_parts import replace
from studio.core.upright import arranged


def turned(canvas: Canvas) -> Canvas:
    """The canvas on its side; a square one becomes the common upright size."""
    if canvas.width_px == canvas.height_px:
        return Canvas(720, 1280, canvas.rate_hz)
    return Canvas(canvas.height_px, canvas.width_px, canvas.rate_hz)


def shape_of(canvas: Canvas) -> str:
    """The word for its shape that viewers ask by; a square one is wide."""
    return "upright" if canvas.height_px > canvas.width_px else "wide"


def shapes_of(show: Show) -> tuple[str, ...]:
    """The shapes of its canvases, the first one's first; a second of the same shape adds none."""
    canvases = (show.canvas, show.second_canvas or show.canvas)
    return tuple(dict.fromkeys(shape_of(canvas) for canvas in canvases))


def places_of(show: Show, scene: Scene) -> dict[str, Placement]:
    """How each layer of the scene lies on the second canvas, by its id."""
    second = show.second_canvas or turned(show.canvas)
    sources = {source.id: source for source in show.sources}
    own = {layer.id: layer.second for layer in scene.layers if layer.second is not None}
    if len(own) == len(scene.layers):
        return own
    return {**arranged(scene, sources, show.canvas, second), **own}


def second_scene(show: Show, scene: Scene) -> Scene:
    """The scene as the second canvas shows it."""
    places = places_of(show, scene)
    layers = tuple(
        replace(
            layer,
            box=places[layer.id].box,
            crop=places[layer.id].crop,
            rotation_deg=places[layer.id].rotation_deg,
            fit=places[layer.id].fit,
            is_visible=layer.is_visible and places[layer.id].is_visible,
        )
        for layer in scene.layers
    )
    return replace(scene, layers=layers)


def second_show(show: Show) -> Show:
    """The show whose only canvas is the second one."""
    return replace(
        show,
        canvas=show.second_canvas or turned(show.canvas),
        second_canvas=None,
        scenes=tuple(second_scene(show, scene) for scene in show.scenes),
    )
