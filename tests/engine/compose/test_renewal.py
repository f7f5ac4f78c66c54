import av
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.picture_filters import Blur, ColourCorrection
from studio.core.scene import Box, Canvas, Crop, Fit, Layer, Scene
from studio.engine.compose.compositor import Compositor
from studio.engine.compose.mix import SceneMix
from studio.engine.compose.renewal import areas_since
from studio.engine.media import Bytes, Change, Picture

_CANVAS = Canvas(640, 360)


def noise(width_px: int, height_px: int, seed: int) -> Bytes:
    rng = np.random.default_rng(seed)
    return rng.integers(0, 255, (height_px, width_px, 4), dtype=np.uint8)


def picture_of(pixels: Bytes, serial: int, changes: tuple[Change, ...] = ()) -> Picture:
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="bgra")
    return Picture(0, serial, frame=frame, changes=changes)


def composed(layer: Layer, *pictures: Picture) -> Bytes:
    """What one compositor shows after all these pictures."""
    compositor = Compositor(_CANVAS)
    scene = Scene("s", "S", layers=(layer,))
    for picture in pictures:
        shown = compositor.compose(SceneMix(scene), {"screen": picture}.get)
    return np.array(shown)


LAYERS = st.builds(
    Layer,
    st.just("screen"),
    st.just("Screen"),
    st.just("screen"),
    box=st.sampled_from([Box(), Box(0.1, 0.2, 0.5, 0.5), Box(0.55, 0.1, 0.4, 0.8)]),
    fit=st.sampled_from(list(Fit)),
    crop=st.sampled_from([Crop(), Crop(left=0.1, top=0.25)]),
    opacity=st.sampled_from([1.0, 0.5]),
    filters=st.sampled_from(
        [(), (ColourCorrection(contrast=0.2, saturation=0.5),), (Blur(amount=0.01),)]
    ),
)


@settings(max_examples=60)
@given(
    LAYERS,
    st.sampled_from([(960, 540), (640, 360), (480, 270), (1366, 768), (1920, 1080)]),
    st.tuples(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.01, 0.5), st.floats(0.01, 0.5)),
)
def test_a_renewed_layer_looks_as_if_it_were_made_anew(
    layer: Layer, size: tuple[int, int], place: tuple[float, float, float, float]
) -> None:
    width_px, height_px = size
    before = noise(width_px, height_px, 1)
    left, top = int(place[0] * width_px), int(place[1] * height_px)
    right = min(width_px, left + 1 + int(place[2] * width_px))
    bottom = min(height_px, top + 1 + int(place[3] * height_px))
    after = before.copy()
    after[top:bottom, left:right] = noise(width_px, height_px, 2)[top:bottom, left:right]
    change = Change(1, ((left, top, right, bottom),))
    renewed = composed(layer, picture_of(before, 1), picture_of(after, 2, (change,)))
    anew = composed(layer, picture_of(after, 2))
    assert np.abs(renewed.astype(int) - anew.astype(int)).max() <= (2 if layer.filters else 1)


def test_steps_that_were_missed_are_added_up() -> None:
    first, second = Change(1, ((0, 0, 4, 4),)), Change(2, ((8, 8, 9, 9),))
    now = picture_of(noise(16, 16, 1), 3, (first, second))
    assert areas_since(picture_of(noise(16, 16, 2), 1), now) == (*first.areas, *second.areas)
    assert areas_since(picture_of(noise(16, 16, 2), 2), now) == second.areas
    assert areas_since(picture_of(noise(16, 16, 2), 9), now) is None
