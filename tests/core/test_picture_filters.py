import msgspec
import pytest

from studio.core.picture_filters import (
    KINDS,
    Blur,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    active,
    file_of,
    key_for,
    leaves_nothing,
)
from studio.core.scene import Layer


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_itself(kind: type[PictureFilter]) -> None:
    made = kind(is_enabled=False)
    again: object = msgspec.json.decode(msgspec.json.encode(made), type=PictureFilter)
    assert again == made
    assert type(again) is kind


def test_a_layer_of_an_old_file_has_no_filters_and_eight_are_the_most() -> None:
    old = b'{"id": "a", "name": "A", "source_id": "s"}'
    assert msgspec.json.decode(old, type=Layer).filters == ()
    nine = msgspec.json.encode(Layer("a", "A", "s", filters=(Blur(),) * 9))
    with pytest.raises(msgspec.ValidationError, match="filters"):
        msgspec.json.decode(nine, type=Layer)


@pytest.mark.parametrize(
    "text",
    [
        '{"filter": "sepia"}',
        '{"filter": "blur", "amount": 3}',
        '{"filter": "chroma_key", "colour": "green"}',
        '{"filter": "mask", "shape": "star"}',
        '{"filter": "lut", "more": 1}',
    ],
)
def test_what_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=PictureFilter)


def test_which_filters_are_on_and_which_need_a_file() -> None:
    assert active((Blur(is_enabled=False), Lut(path="a.cube"))) == (Lut(path="a.cube"),)
    assert file_of(Lut(path="a.cube")) == "a.cube"
    assert file_of(Mask(shape=MaskShape.IMAGE_LUMA, path="m.png")) == "m.png"
    assert file_of(Mask(shape=MaskShape.CIRCLE, path="m.png")) == ""
    assert file_of(Blur()) == ""


def test_a_crop_of_everything_is_noticed() -> None:
    assert leaves_nothing((Blur(), CropPad(left=0.5, right=0.5)))
    assert not leaves_nothing((CropPad(left=0.9, right=-0.5),))


def test_a_key_is_as_narrow_as_its_colour_is_pale() -> None:
    pure, painted, grey = (key_for(one) for one in ("#00ff00", "#1ebe3c", "#808080"))
    assert pure.similarity == pytest.approx(0.21, abs=0.01)
    assert 0.1 < painted.similarity < 0.15
    assert (grey.similarity, grey.smoothness, grey.spill) == (0.04, 0.02, 0.03)
    assert painted.colour == "#1ebe3c"
