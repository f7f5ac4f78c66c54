import av
import numpy as np
import pytest

from studio.core.scene import (
    Box,
    Canvas,
    Crop,
    Direction,
    Fit,
    Group,
    Layer,
    Scene,
    Transition,
    TransitionKind,
)
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.geometry import Rect
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.patch import Patch
from studio.engine.compose.planes import new_buffer, planes_of
from studio.engine.media import Picture
from tests.support.float_picture import (
    BT709,
    Formula,
    Reference,
    raster,
    rgb,
    slope,
    veil,
    yuv_frame,
)

CANVAS = Canvas(640, 360)
BACKGROUND = "#304050"


def _nothing(_source_id: str) -> Picture | None:
    return None


def _scene(*layers: Layer, groups: tuple[Group, ...] = ()) -> Scene:
    return Scene("scene", "Scene", layers=layers, groups=groups, background=BACKGROUND)


def _reference() -> Reference:
    return Reference(CANVAS.width_px, CANVAS.height_px, (0x30, 0x40, 0x50))


def _bgr0(formula: Formula, width_px: int, height_px: int) -> av.VideoFrame:
    return av.VideoFrame.from_numpy_buffer(raster(formula, width_px, height_px), format="bgra")


def _assert_like(layer: Layer, picture: Picture, formula: Formula) -> None:
    wanted = _reference()
    wanted.lay(layer, formula, (picture.width_px, picture.height_px))
    made = Compositor(CANVAS).compose(SceneMix(_scene(layer)), {layer.source_id: picture}.get)
    assert max(wanted.errors(made)) <= 2.0


GEOMETRY = {
    "whole": Layer("a", "A", "s", fit=Fit.STRETCH),
    "small": Layer("a", "A", "s", box=Box(0.1, 0.2, 0.35, 0.4), fit=Fit.STRETCH),
    "odd place": Layer("a", "A", "s", box=Box(0.113, 0.207, 0.339, 0.421), fit=Fit.STRETCH),
    "contain": Layer("a", "A", "s", box=Box(0.1, 0.1, 0.8, 0.5)),
    "cover": Layer("a", "A", "s", box=Box(0.1, 0.1, 0.8, 0.5), fit=Fit.COVER),
    "cropped": Layer("a", "A", "s", crop=Crop(0.2, 0.1, 0.3, 0.25), fit=Fit.STRETCH),
    "half seen": Layer("a", "A", "s", opacity=0.4),
    "beyond the canvas": Layer("a", "A", "s", box=Box(-0.6, -0.3, 2.0, 1.9), fit=Fit.STRETCH),
    "far beyond": Layer("a", "A", "s", box=Box(-7.0, -7.0, 16.0, 16.0), fit=Fit.STRETCH),
    "turned": Layer("a", "A", "s", box=Box(0.2, 0.1, 0.5, 0.7), rotation_deg=30, fit=Fit.STRETCH),
    "turned and cropped": Layer(
        "a", "A", "s", Box(0.2, 0.2, 0.6, 0.6), Crop(0.1, 0.1, 0.1, 0.1), -75.0, fit=Fit.STRETCH
    ),
    "a quarter": Layer("a", "A", "s", box=Box(0.3, 0.2, 0.4, 0.5), rotation_deg=90),
}


@pytest.mark.parametrize("layer", GEOMETRY.values(), ids=GEOMETRY.keys())
def test_geometry_of_a_captured_frame_is_the_references(layer: Layer) -> None:
    _assert_like(layer, Picture(0, 1, frame=_bgr0(slope, 480, 320)), slope)


@pytest.mark.parametrize("layer", GEOMETRY.values(), ids=GEOMETRY.keys())
def test_geometry_of_a_translucent_raster_is_the_references(layer: Layer) -> None:
    _assert_like(layer, Picture(0, 1, bgra=raster(veil, 480, 320)), veil)


@pytest.mark.parametrize("layer", GEOMETRY.values(), ids=GEOMETRY.keys())
def test_geometry_of_a_decoded_frame_is_the_references(layer: Layer) -> None:
    _assert_like(layer, Picture(0, 1, frame=yuv_frame(slope, 480, 320)), slope)


def _tagged(frame: av.VideoFrame, space: int, colour_range: int) -> av.VideoFrame:
    frame.colorspace = space
    frame.color_range = colour_range
    return frame


def _plain(frame: av.VideoFrame) -> av.VideoFrame:
    return frame


FRAMES = {
    "BT.601": _plain(yuv_frame(slope, 480, 320)),
    "BT.709, tagged": _tagged(yuv_frame(slope, 480, 320, matrix=BT709), 1, 1),
    "BT.709, HD without a tag": _plain(yuv_frame(slope, 1280, 720, matrix=BT709)),
    "full range, tagged": _tagged(yuv_frame(slope, 480, 320, is_full_range=True), 6, 2),
    "full range by name": _plain(yuv_frame(slope, 480, 320, is_full_range=True, name="yuvj420p")),
    "full range 4:2:2": _plain(yuv_frame(slope, 480, 320, is_full_range=True, name="yuvj422p")),
    "4:2:2": _plain(yuv_frame(slope, 480, 320, name="yuv422p")),
    "nv12": yuv_frame(slope, 480, 320).reformat(format="nv12"),
    "yuyv422": yuv_frame(slope, 480, 320, name="yuv422p").reformat(format="yuyv422"),
    "rgb24": av.VideoFrame.from_ndarray(rgb(slope, 480, 320), format="rgb24"),
    "rgb24, HD": av.VideoFrame.from_ndarray(rgb(slope, 1280, 720), format="rgb24"),
    "odd size": _bgr0(slope, 481, 321),
    "10 bits": yuv_frame(slope, 480, 320).reformat(format="yuv420p10le"),
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_each_pixel_format_gives_the_references_colours(frame: av.VideoFrame) -> None:
    _assert_like(Layer("a", "A", "s", fit=Fit.STRETCH), Picture(0, 1, frame=frame), slope)


def test_layers_lie_in_order_and_blend() -> None:
    layers = (
        Layer("a", "A", "s", fit=Fit.STRETCH),
        Layer("b", "B", "t", box=Box(0.1, 0.1, 0.6, 0.6), fit=Fit.STRETCH),
        Layer("c", "C", "s", box=Box(0.3, 0.3, 0.6, 0.6), opacity=0.5, fit=Fit.STRETCH),
    )
    pictures = {
        "s": Picture(0, 1, frame=_bgr0(slope, 480, 320)),
        "t": Picture(0, 1, bgra=raster(veil, 480, 320)),
    }
    wanted = _reference()
    for layer, formula in zip(layers, (slope, veil, slope), strict=True):
        wanted.lay(layer, formula, (480, 320))
    made = Compositor(CANVAS).compose(SceneMix(_scene(*layers)), pictures.get)
    assert max(wanted.errors(made)) <= 2.0


def test_a_fade_mixes_both_scenes() -> None:
    one, other = Layer("a", "A", "s", fit=Fit.STRETCH), Layer("b", "B", "t", fit=Fit.STRETCH)
    from_scene = Scene("from", "From", layers=(one,))
    to_scene = Scene("to", "To", layers=(other,))
    pictures = {
        "s": Picture(0, 1, frame=_bgr0(slope, 480, 320)),
        "t": Picture(0, 2, frame=_bgr0(lambda u, v: slope(1 - u, v), 480, 320)),
    }
    wanted = Reference(CANVAS.width_px, CANVAS.height_px)
    wanted.lay(one, slope, (480, 320))
    faded = Layer("b", "B", "t", opacity=0.25, fit=Fit.STRETCH)
    wanted.lay(faded, lambda u, v: slope(1 - u, v), (480, 320))
    made = Compositor(CANVAS).compose(SceneMix(to_scene, from_scene, 0.25), pictures.get)
    assert max(wanted.errors(made)) <= 2.0


def test_the_ends_of_a_fade_are_the_scenes_themselves() -> None:
    from_scene = Scene("from", "From", background="#ff0000")
    to_scene = Scene("to", "To", background="#0000ff")
    compositor = Compositor(CANVAS)
    first = compositor.compose(SceneMix(to_scene, from_scene, 0.0), _nothing)
    assert np.array_equal(first, compositor.compose(SceneMix(from_scene), _nothing))
    last = compositor.compose(SceneMix(to_scene, from_scene, 1.0), _nothing)
    assert np.array_equal(last, compositor.compose(SceneMix(to_scene), _nothing))
    assert not np.array_equal(first, last)


def test_what_is_hidden_leaves_no_trace() -> None:
    picture = Picture(0, 1, frame=_bgr0(slope, 480, 320))
    hidden = (
        Layer("a", "A", "s", is_visible=False),
        Layer("b", "B", "s", opacity=0.0),
        Layer("c", "C", "s", group_id="g"),
        Layer("d", "D", "missing"),
    )
    scene = _scene(*hidden, groups=(Group("g", "G", is_visible=False),))
    made = Compositor(CANVAS).compose(SceneMix(scene), {"s": picture}.get)
    assert max(_reference().errors(made)) <= 1.0


def test_a_picture_handed_out_is_never_changed_while_somebody_holds_it() -> None:
    compositor = Compositor(CANVAS)
    scene = _scene(Layer("a", "A", "s", box=Box(0.1, 0.1, 0.3, 0.3)))
    rng = np.random.default_rng(7)
    held, copies = [], []
    for serial in range(20):
        bgra = rng.integers(0, 255, (64, 96, 4), dtype=np.uint8)
        bgra[:, :, 3] = 255
        made = compositor.compose(SceneMix(scene), {"s": Picture(0, serial, bgra=bgra)}.get)
        held.append(av.VideoFrame.from_numpy_buffer(made, format="yuv420p"))
        copies.append(made.copy())
        del made
    for frame, copy in zip(held, copies, strict=True):
        assert np.array_equal(frame.to_ndarray(), copy)


def test_an_overlay_lies_over_the_scene_and_not_in_it() -> None:
    rect = Rect(0, 0, CANVAS.width_px, CANVAS.height_px)
    white = planes_of(new_buffer(rect.width, rect.height), rect.width, rect.height)
    for plane, value in zip(white.all(), (235, 128, 128), strict=True):
        plane[...] = value
    compositor = Compositor(CANVAS)
    plain = compositor.compose(SceneMix(_scene()), _nothing).copy()
    over = compositor.compose(SceneMix(_scene(), overlay=Patch(rect, white)), _nothing)
    assert int(over[: rect.height].min()) == 235
    half = Patch(rect, white, opacity=0.5)
    mixed = compositor.compose(SceneMix(_scene(), overlay=half), _nothing)
    wanted = (plain[: rect.height].astype(int) + 235) / 2
    assert np.abs(mixed[: rect.height] - wanted).max() <= 1
    assert np.array_equal(compositor.compose(SceneMix(_scene()), _nothing), plain)


def test_a_transition_reaches_the_picture() -> None:
    new = Scene("new", "New", background="#ffffff")
    wipe = Transition(TransitionKind.WIPE, direction=Direction.RIGHT, softness=0.0)
    made = Compositor(CANVAS).compose(SceneMix(new, _scene(), 0.25, wipe), _nothing)
    luma = made[: CANVAS.height_px]
    assert set(luma[:, : CANVAS.width_px // 4].reshape(-1)) == {235}
    assert int(luma[:, CANVAS.width_px // 4 :].max()) < 100


def test_cards_lie_still_over_a_change_and_over_its_film() -> None:
    card_rect = Rect(40, 40, 140, 80)
    planes = planes_of(new_buffer(100, 40), 100, 40)
    for plane, value in zip(planes.all(), (235, 128, 128), strict=True):
        plane[...] = value
    cards = (Patch(card_rect, planes),)
    whole = Rect(0, 0, CANVAS.width_px, CANVAS.height_px)
    dark = planes_of(new_buffer(whole.width, whole.height), whole.width, whole.height)
    for plane, value in zip(dark.all(), (16, 128, 128), strict=True):
        plane[...] = value
    new = Scene("new", "New", background="#808080")
    push = Transition(TransitionKind.PUSH, direction=Direction.RIGHT)
    compositor = Compositor(CANVAS)
    for mix in (
        SceneMix(_scene(), cards=cards),
        SceneMix(new, _scene(), 0.3, push, cards=cards),
        SceneMix(new, _scene(), 0.6, push, cards=cards),
        SceneMix(new, cards=cards),
        SceneMix(new, overlay=Patch(whole, dark), cards=cards),
    ):
        luma = compositor.compose(mix, _nothing)[: CANVAS.height_px]
        is_card = luma == 235
        assert int(is_card.sum()) == card_rect.area
        assert is_card[40:80, 40:140].all()
    bare = compositor.compose(SceneMix(new), _nothing)[: CANVAS.height_px]
    assert not (bare == 235).any()
