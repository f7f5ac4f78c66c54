import pytest

from studio.core.imports.carried_filters import carry_filters, note_lost
from studio.core.imports.draft import DraftFilter
from studio.core.imports.placing import Size
from studio.core.imports.report import Notebook
from studio.core.picture_filters import (
    ChromaKey,
    ColourCorrection,
    CropPad,
    Lut,
    Mask,
    MaskShape,
    PictureFilter,
    Scroll,
    Sharpen,
)

HD = Size(1920.0, 1080.0)
UNKNOWN = Size(1920.0, 1080.0, is_known=False)


def _carried(
    kind: str, settings: dict[str, object], size: Size = HD
) -> tuple[tuple[PictureFilter, ...], list[str]]:
    notes = Notebook()
    made = carry_filters((DraftFilter("One", kind, settings),), size, notes, "here")
    return made, [note.what for note in notes.finished()]


@pytest.mark.parametrize(
    ("kind", "settings", "wanted"),
    [
        ("chroma_key_filter_v2", {}, (ChromaKey(),)),
        (
            "chroma_key_filter_v2",
            {"key_color_type": "custom", "key_color": 0xFF2010F0, "similarity": 250, "spill": 1},
            (ChromaKey(colour="#f01020", similarity=0.25, spill=0.001),),
        ),
        (
            "chroma_key_filter",
            {"key_color_type": "blue", "opacity": 50, "contrast": 0.1},
            (ChromaKey(colour="#0099ff"), ColourCorrection(contrast=0.1, opacity=0.5)),
        ),
        (
            "color_filter_v2",
            {"gamma": -0.2, "hue_shift": 400, "saturation": -1.0, "opacity": 0.25},
            (ColourCorrection(gamma=-0.2, hue_deg=180.0, saturation=-1.0, opacity=0.25),),
        ),
        (
            "clut_filter",
            {"image_path": "/a.cube", "clut_amount": 0.5},
            (Lut(path="/a.cube", amount=0.5),),
        ),
        ("crop_filter", {"left": 192, "bottom": -108}, (CropPad(left=0.1, bottom=-0.1),)),
        (
            "crop_filter",
            {"relative": False, "left": 192, "cx": 960, "cy": 540},
            (CropPad(left=0.1, right=0.4, bottom=0.5),),
        ),
        (
            "mask_filter_v2",
            {"type": "mask_alpha_filter.effect", "image_path": "/m.png"},
            (Mask(shape=MaskShape.IMAGE_ALPHA, path="/m.png"),),
        ),
        (
            "mask_filter",
            {"image_path": "/m.png"},
            (Mask(shape=MaskShape.IMAGE_LUMA, path="/m.png"),),
        ),
        ("sharpness_filter", {}, (Sharpen(amount=0.08),)),
        ("scroll_filter", {"speed_x": 192.0, "speed_y": -54.0}, (Scroll(x=-0.1, y=0.05),)),
    ],
)
def test_what_we_have_too_is_carried(
    kind: str, settings: dict[str, object], wanted: tuple[PictureFilter, ...]
) -> None:
    assert _carried(kind, settings) == (wanted, [])


@pytest.mark.parametrize(
    ("kind", "settings", "size"),
    [
        ("luma_key_filter_v2", {}, HD),
        ("clut_filter", {}, HD),
        ("crop_filter", {"left": 10}, UNKNOWN),
        ("crop_filter", {"left": 1900, "right": 1900}, HD),
        ("scroll_filter", {"speed_x": 10}, UNKNOWN),
        ("mask_filter_v2", {"type": "blend_mul_filter.effect", "image_path": "/m.png"}, HD),
        ("", {"similarity": "much"}, HD),
    ],
)
def test_what_we_have_not_is_noted(kind: str, settings: dict[str, object], size: Size) -> None:
    assert _carried(kind, settings, size) == ((), ["the filter 'One' is not carried"])


def test_what_is_carried_in_part_says_what_is_lost() -> None:
    made, said = _carried("color_filter_v2", {"color_multiply": 0xFF8000, "brightness": 0.1})
    assert made == (ColourCorrection(brightness=0.1),)
    assert said == ["the filter 'One' is carried without its colour multiplied or added"]
    _, said = _carried("scroll_filter", {"loop": False})
    assert said == ["the filter 'One' is carried without its end: it goes round here"]
    assert _carried("color_filter_v2", {"color_multiply": 0xFFFFFFFF})[1] == []


def test_strange_values_do_no_harm_and_eight_are_the_most() -> None:
    for kind in ("chroma_key_filter", "color_filter", "crop_filter", "scroll_filter"):
        made, _said = _carried(
            kind, {"similarity": "x", "gamma": None, "left": [], "speed_x": 1e300}
        )
        assert len(made) == 1
    notes = Notebook()
    many = tuple(DraftFilter(f"S{n}", "sharpness_filter", is_enabled=False) for n in range(9))
    assert carry_filters(many, HD, notes, "here") == (Sharpen(is_enabled=False),) * 8
    assert [note.what for note in notes.finished()] == ["the filter 'S8' is not carried"]
    note_lost(many[:1], notes, "there")
    assert len(notes.finished()) == 2
