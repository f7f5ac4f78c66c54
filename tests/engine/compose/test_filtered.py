import msgspec
import numpy as np
import pytest

from studio.core.clock import NS_PER_S
from studio.core.picture_filters import (
    Blur,
    ChromaKey,
    ColourCorrection,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    Scroll,
)
from studio.core.scene import Box, Canvas, Crop, Fit, Layer, Scene
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.convert import FrameConverter
from studio.engine.compose.filtered import FilteredPatches, faded
from studio.engine.compose.filters.content import content_of
from studio.engine.compose.filters.files import FilterFiles
from studio.engine.compose.filters.lut import ChangePlanes
from studio.engine.compose.geometry import Rect
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import Planes
from studio.engine.media import Bytes, Picture
from tests.support.float_picture import Floats, Formula, Reference, raster, slope, veil, yuv_frame

CANVAS = Canvas(640, 360)
BOX = Box(0.113, 0.207, 0.539, 0.421)
SAME = ColourCorrection()

LAYERS = {
    "whole": Layer("a", "A", "s"),
    "odd place": Layer("a", "A", "s", box=BOX, fit=Fit.STRETCH),
    "contain": Layer("a", "A", "s", box=Box(0.1, 0.1, 0.8, 0.5)),
    "cover": Layer("a", "A", "s", box=Box(0.1, 0.1, 0.8, 0.5), fit=Fit.COVER),
    "cropped": Layer("a", "A", "s", crop=Crop(0.2, 0.1, 0.3, 0.25), fit=Fit.STRETCH),
    "half seen": Layer("a", "A", "s", opacity=0.4),
    "beyond": Layer("a", "A", "s", box=Box(-0.6, -0.3, 2.0, 1.9), fit=Fit.STRETCH),
    "far beyond": Layer("a", "A", "s", box=Box(-7.0, -7.0, 16.0, 16.0), fit=Fit.STRETCH),
    "turned": Layer("a", "A", "s", box=Box(0.2, 0.1, 0.5, 0.7), rotation_deg=30, fit=Fit.STRETCH),
}
PICTURES = {
    "frame": (Picture(0, 1, frame=yuv_frame(slope, 800, 450)), slope),
    "raster": (Picture(0, 1, bgra=raster(veil, 320, 180)), veil),
}


def _composed(layer: Layer, picture: Picture, media_ns: int = 0) -> Bytes:
    scene = Scene("scene", "Scene", layers=(layer,), background="#304050")
    return Compositor(CANVAS).compose(SceneMix(scene), {"s": picture}.get, media_ns)


def _errors(layer: Layer, formula: Formula, size: tuple[int, int], made: Bytes) -> float:
    wanted = Reference(CANVAS.width_px, CANVAS.height_px, (0x30, 0x40, 0x50))
    wanted.lay(layer, formula, size)
    return max(wanted.errors(made))


def _with(layer: Layer, *filters: object) -> Layer:
    return msgspec.structs.replace(layer, filters=filters)


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("name", LAYERS)
def test_a_filter_that_changes_nothing_leaves_the_picture_in_its_place(
    name: str, kind: str
) -> None:
    picture, formula = PICTURES[kind]
    layer = LAYERS[name]
    made = _composed(_with(layer, SAME), picture)
    assert _errors(layer, formula, (picture.width_px, picture.height_px), made) <= 3.0


def test_a_switched_off_filter_is_none() -> None:
    picture = PICTURES["frame"][0]
    off = _with(LAYERS["whole"], Blur(amount=0.1, is_enabled=False))
    assert np.array_equal(_composed(off, picture), _composed(LAYERS["whole"], picture))


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("angle_deg", [0.0, 20.0])
def test_a_crop_filter_is_like_the_layers_crop(kind: str, angle_deg: float) -> None:
    picture, formula = PICTURES[kind]
    box = Box(0.2, 0.2, 0.6, 0.6)
    plain = Layer("a", "A", "s", box, Crop(0.1, 0.2, 0.3, 0.1), angle_deg)
    filtered = _with(
        msgspec.structs.replace(plain, crop=Crop()),
        CropPad(left=0.1, top=0.2, right=0.3, bottom=0.1),
    )
    made = _composed(filtered, picture)
    assert _errors(plain, formula, (picture.width_px, picture.height_px), made) <= 4.0


def test_room_around_a_picture_makes_it_smaller() -> None:
    layer = Layer("a", "A", "s", fit=Fit.STRETCH)
    made = _composed(
        _with(layer, CropPad(left=-0.5, top=-0.5, right=-0.5, bottom=-0.5)), PICTURES["frame"][0]
    )
    inner = Layer("a", "A", "s", box=Box(0.25, 0.25, 0.5, 0.5), fit=Fit.STRETCH)
    assert _errors(inner, slope, (800, 450), made) <= 3.0


def test_colours_and_opacity_are_those_of_the_formula() -> None:
    layer = Layer("a", "A", "s", box=BOX, fit=Fit.STRETCH, opacity=0.8)

    def brighter(u: Floats, v: Floats) -> Floats:
        rgba = slope(u, v)
        rgba[..., :3] += 0.1 * 255
        return rgba

    correction = ColourCorrection(brightness=0.1, opacity=0.5)
    made = _composed(_with(layer, correction), PICTURES["frame"][0])
    seen = msgspec.structs.replace(layer, opacity=0.4)
    assert _errors(seen, brighter, (800, 450), made) <= 3.0
    round_made = _composed(_with(layer, correction, Mask(radius=0.0)), PICTURES["frame"][0])
    assert _errors(seen, brighter, (800, 450), round_made) <= 4.0


def test_a_keyed_picture_shows_what_lies_below() -> None:
    green = np.full((180, 320, 4), (40, 200, 0, 255), np.uint8)
    layer = _with(Layer("a", "A", "s"), ChromaKey(colour="#00c828", similarity=0.2))
    made = _composed(layer, Picture(0, 1, bgra=green))
    below = _composed(msgspec.structs.replace(layer, is_visible=False), Picture(0, 1, bgra=green))
    assert np.abs(made.astype(int) - below).max() <= 1


def test_a_still_layer_costs_nothing_and_a_scrolling_one_is_drawn() -> None:
    compositor = Compositor(CANVAS)
    picture = PICTURES["raster"][0]
    for filters, is_moving in (((Blur(),), False), ((Blur(), Scroll(x=0.1)), True)):
        scene = Scene("scene", "Scene", (_with(LAYERS["whole"], *filters),))
        shown = [
            compositor.compose(SceneMix(scene), {"s": picture}.get, tick * NS_PER_S)
            for tick in range(2)
        ]
        assert (shown[0] is not shown[1]) is is_moving
        assert bool(compositor.drawn_px) is is_moving


def test_a_scroll_looks_as_if_all_were_made_at_that_time() -> None:
    layer = _with(LAYERS["contain"], Blur(), Scroll(x=0.1, y=0.05), ColourCorrection(contrast=0.1))
    compositor = Compositor(CANVAS)
    scene = Scene("scene", "Scene", (layer,), background="#304050")
    for tick in range(4):
        for picture in (PICTURES["raster"][0], PICTURES["frame"][0]):
            made = compositor.compose(SceneMix(scene), {"s": picture}.get, tick * NS_PER_S)
            assert np.array_equal(made, _composed(layer, picture, tick * NS_PER_S))


def _inverted(planes: Planes) -> Planes:
    return Planes(255 - planes.y, planes.u, planes.v)


def test_a_file_that_comes_later_shows_at_the_next_picture() -> None:
    class _Late(FilterFiles):
        def lut(self, path: str) -> ChangePlanes | None:
            return _inverted if self.revision and path == "a.cube" else None

    files = _Late()
    compositor = Compositor(CANVAS, files)
    scene = Scene("scene", "Scene", (_with(LAYERS["whole"], Lut(path="a.cube")),))
    picture = PICTURES["raster"][0]
    before = compositor.compose(SceneMix(scene), {"s": picture}.get).copy()
    files.revision += 1
    assert not np.array_equal(before, compositor.compose(SceneMix(scene), {"s": picture}.get))


def test_a_strip_keeps_its_way_and_takes_the_colours() -> None:
    strip = raster(veil, 500, 18)
    layer = Layer("t", "T", "s", box=Box(0.0, 0.9, 1.0, 0.1))
    picture = Picture(0, 1, bgra=strip, offset_px=(30, 0), is_strip=True)
    plain = _composed(layer, picture)
    grey = ColourCorrection(saturation=-1.0)
    made = _composed(_with(layer, grey, Mask(shape=MaskShape.CIRCLE), CropPad(left=0.5)), picture)
    luma = slice(0, 360)
    assert np.abs(made[luma].astype(int) - plain[luma]).max() <= 4
    assert not np.array_equal(made, plain)


def test_what_lies_outside_is_not_made() -> None:
    away = _with(Layer("a", "A", "s", box=Box(2.0, 0.0, 0.5, 0.5)), Blur())
    patches = FilteredPatches(FrameConverter(), Rect(0, 0, 640, 360), FilterFiles())
    assert patches.make(away, PICTURES["frame"][0]) is None
    assert patches.patch(away, PICTURES["frame"][0]) is None


def test_only_colours_can_be_renewed_in_parts() -> None:
    patches = FilteredPatches(FrameConverter(), Rect(0, 0, 640, 360), FilterFiles())
    layer = LAYERS["whole"]
    assert patches.tone(_with(layer, SAME, Lut(path="x.cube"))) is not None
    assert patches.tone(_with(layer, Blur())) is None
    assert patches.tone(_with(layer, Blur(is_enabled=False))) is not None


def test_a_translucent_patch_fades() -> None:
    content = content_of(raster(veil, 8, 8))
    assert content.alpha is not None
    patch = Patch(Rect(0, 0, 8, 8), content.planes, content.planes)
    assert faded(patch, 1.0) is patch
    half = faded(patch, 0.5)
    assert half.inverse is not None
    assert np.abs(half.planes.y.astype(int) * 2 - content.planes.y).max() <= 1
    assert np.abs(half.inverse.y.astype(int) * 2 - content.planes.y - 255).max() <= 1
