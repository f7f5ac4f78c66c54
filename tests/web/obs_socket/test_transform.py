import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box, Canvas, Crop, Fit, Layer
from studio.web.obs_socket.codes import Code, Refusal
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.transform import SourceSize, changed, transform_of

CANVAS = Canvas(1000, 500)
SIZE = SourceSize(400, 200)
LAYER = Layer("cam", "Cam", "cam", Box(0.1, 0.2, 0.4, 0.4), Crop(left=0.25))


def again(layer: Layer, **wanted: object) -> Layer:
    edit = changed("one", layer, CANVAS, SIZE, Fields(wanted))
    names = ("box", "crop", "rotation_deg", "fit")
    return msgspec.structs.replace(layer, **{name: getattr(edit, name) for name in names})


def test_a_box_is_told_in_pixels() -> None:
    told = transform_of(LAYER, CANVAS, SIZE)
    assert (told["positionX"], told["positionY"]) == (100, 100)
    assert (told["boundsWidth"], told["height"]) == (400, 200)
    assert (told["cropLeft"], told["boundsType"]) == (100, "OBS_BOUNDS_SCALE_INNER")
    assert told["scaleX"] == pytest.approx(400 / 300)


@given(
    st.floats(-360, 360),
    st.floats(-3, 3),
    st.floats(-3, 3),
    st.floats(0.05, 4),
    st.sampled_from(list(Fit)),
)
def test_what_is_told_can_be_said_back(
    rotation: float, x: float, y: float, width: float, fit: Fit
) -> None:
    layer = Layer("cam", "Cam", "cam", Box(x, y, width, 0.5), Crop(), rotation, fit=fit)
    told = transform_of(layer, CANVAS, SIZE)
    back = again(layer, **told)
    for name in ("x", "y", "width", "height"):
        assert getattr(back.box, name) == pytest.approx(getattr(layer.box, name), abs=1e-4)
    assert (back.rotation_deg, back.fit) == (rotation, fit)


def test_a_turn_leaves_the_corner_where_it_is_as_obs_does() -> None:
    turned = transform_of(again(LAYER, rotation=90.0), CANVAS, SIZE)
    assert (turned["positionX"], turned["positionY"]) == (100, 100)


def test_scale_and_crop_are_of_the_source() -> None:
    half = again(LAYER, scaleX=0.5, scaleY=0.5, cropLeft=0, cropRight=200)
    assert half.box.width == pytest.approx(0.1)
    assert (half.crop.left, half.crop.right) == (0.0, 0.5)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"positionX": 50_000.0}, Code.OUT_OF_RANGE),
        ({"boundsType": "OBS_BOUNDS_ROUND"}, Code.INVALID_FIELD),
        ({"rotation": "left"}, Code.FIELD_TYPE),
        ({"boundsWidth": 0}, Code.OUT_OF_RANGE),
    ],
)
def test_what_cannot_be_is_refused(wanted: dict[str, object], code: Code) -> None:
    with pytest.raises(Refusal) as caught:
        changed("one", LAYER, CANVAS, SIZE, Fields(wanted))
    assert caught.value.code is code


@pytest.mark.parametrize("wanted", [{"scaleX": 2.0}, {"cropTop": 5}])
def test_a_source_of_unknown_size_has_no_scale(wanted: dict[str, object]) -> None:
    with pytest.raises(Refusal, match="not known yet"):
        changed("one", LAYER, CANVAS, SourceSize(), Fields(wanted))
    assert changed("one", LAYER, CANVAS, SourceSize(), Fields({"positionX": 5})).box is not None
