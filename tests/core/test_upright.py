from math import cos, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.scene import Box, Canvas, Fit, Layer, Placement, Scene, Source
from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    CardSettings,
    ColourSettings,
    ImageSettings,
    TextSettings,
)
from studio.core.upright import LEAST_LETTER, arranged
from studio.core.words_size import own_size_px

_WIDE, _UPRIGHT = Canvas(1280, 720), Canvas(720, 1280)
_TITLE = TextSettings("Clay & Co.", size_px=40)
_TICKER = TextSettings("Free shipping", size_px=34, scroll_px_per_s=90)
_KINDS: tuple[AnySourceSettings, ...] = (
    CameraSettings(),
    ImageSettings("a.png"),
    ColourSettings(),
    CardSettings("Bowl"),
    _TITLE,
    _TICKER,
    TextSettings("A long line of words that says more than a title should say"),
)
_SOURCES = {f"s{place}": Source(f"s{place}", "S", kind) for place, kind in enumerate(_KINDS)}


def _placed(*layers: Layer, second: Canvas = _UPRIGHT) -> dict[str, Placement]:
    return arranged(Scene("s", "S", layers=layers), _SOURCES, _WIDE, second)


def _around(place: Placement, canvas: Canvas) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the turned box takes up, in fractions."""
    box, turn = place.box, radians(place.rotation_deg)
    wide, high = box.width * canvas.width_px, box.height * canvas.height_px
    across = (wide * abs(cos(turn)) + high * abs(sin(turn))) / canvas.width_px / 2
    down = (wide * abs(sin(turn)) + high * abs(cos(turn))) / canvas.height_px / 2
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return x - across, y - down, x + across, y + down


_boxes = st.builds(
    Box,
    st.floats(-0.3, 0.95),
    st.floats(-0.3, 0.95),
    st.floats(0.06, 1.3),
    st.floats(0.06, 1.3),
).filter(lambda box: box.x + box.width > 0.02 and box.y + box.height > 0.02)
_layers = st.lists(
    st.tuples(
        st.sampled_from(sorted(_SOURCES)),
        _boxes,
        st.sampled_from([0.0, 0.0, 0.0, 30.0, 90.0, -90.0, 180.0]),
        st.sampled_from(list(Fit)),
    ),
    min_size=1,
    max_size=8,
).map(
    lambda all_: tuple(
        Layer(f"l{place}", "L", source, box=box, rotation_deg=turn, fit=fit)
        for place, (source, box, turn, fit) in enumerate(all_)
    )
)


@given(_layers, st.sampled_from([_UPRIGHT, Canvas(1080, 1920), Canvas(1080, 1080), _WIDE]))
def test_what_is_seen_stays_on_the_canvas(layers: tuple[Layer, ...], second: Canvas) -> None:
    for place in _placed(*layers, second=second).values():
        left, top, right, bottom = _around(place, second)
        assert left >= -1e-6
        assert top >= -1e-6
        assert right <= 1 + 1e-6
        assert bottom <= 1 + 1e-6


@given(_layers)
def test_every_layer_has_a_place_and_the_order_is_kept(layers: tuple[Layer, ...]) -> None:
    assert list(_placed(*layers)) == [layer.id for layer in layers]


@given(_boxes, st.booleans())
def test_cards_are_wide_and_letters_are_not_too_small(box: Box, is_upright: bool) -> None:
    card, title = Layer("card", "C", "s3", box=box), Layer("title", "T", "s4", box=box)
    canvas = _UPRIGHT if is_upright else Canvas(1080, 1920)
    assert _placed(card, second=canvas)["card"].box.width >= 0.8 - 1e-6
    place = _placed(title, second=canvas)["title"].box
    wide, high = own_size_px(_TITLE)
    scale = min(place.width * canvas.width_px / wide, place.height * canvas.height_px / high)
    assert scale * _TITLE.size_px >= LEAST_LETTER * canvas.width_px - 1e-6


def test_the_lowest_full_picture_is_cropped_to_fill() -> None:
    places = _placed(
        Layer("screen", "Screen", "s1"),
        Layer("corner", "Camera", "s0", box=Box(0.74, 0.7, 0.24, 0.27), fit=Fit.COVER),
    )
    assert places["screen"] == Placement(fit=Fit.COVER)
    corner = places["corner"].box
    assert corner.width * 720 == pytest.approx(0.24 * 1280)  # as large as it was
    assert corner.x + corner.width == pytest.approx(0.845, abs=0.02)  # at its edge


def test_a_camera_on_its_side_still_fills_the_canvas() -> None:
    place = _placed(Layer("camera", "Camera", "s0", rotation_deg=90.0))["camera"]
    assert _around(place, _UPRIGHT) == pytest.approx((0, 0, 1, 1))
    assert place.rotation_deg == 90.0


def test_pictures_side_by_side_stand_above_each_other() -> None:
    half = Box(0.0, 0.0, 0.5, 1.0)
    places = _placed(
        Layer("left", "Left", "s0", box=half, fit=Fit.COVER),
        Layer("right", "Right", "s1", box=Box(0.5, 0.0, 0.5, 1.0), fit=Fit.COVER),
    )
    assert places["left"].box == Box(0.0, 0.0, 1.0, 0.5)
    assert places["right"].box == Box(0.0, 0.5, 1.0, 0.5)


@pytest.mark.parametrize(("y", "is_below"), [(0.935, True), (0.0, False)])
def test_a_ticker_runs_over_the_whole_width_at_its_edge(y: float, is_below: bool) -> None:
    box = _placed(Layer("t", "T", "s5", box=Box(0.1, y, 0.8, 0.065)))["t"].box
    assert (box.x, box.width) == (0.0, 1.0)
    assert box.height * 1280 >= 0.065 * 720 - 1e-6
    assert box.y + box.height == pytest.approx(1.0) if is_below else box.y == 0.0


def test_what_grew_does_not_cover_its_neighbour() -> None:
    places = _placed(
        Layer("film", "Film", "s0"),
        Layer("title", "Title", "s4", box=Box(0.6, 0.03, 0.38, 0.07)),
        Layer("card", "Card", "s3", box=Box(0.03, 0.06, 0.34, 0.26)),
    )
    title, card = places["title"].box, places["card"].box
    assert title.y + title.height <= card.y


def test_a_hidden_picture_is_not_what_fills() -> None:
    places = _placed(Layer("off", "Off", "s1", is_visible=False), Layer("on", "On", "s0"))
    assert places["on"].fit is Fit.COVER


def test_what_lies_off_the_canvas_stays_off() -> None:
    box = Box(1.2, 0.2, 0.3, 0.3)
    assert _placed(Layer("camera", "Camera", "s0", box=box))["camera"].box == box
