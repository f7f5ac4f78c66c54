import msgspec
import pytest

from studio.core.errors import BadInputError
from studio.core.monitoring import Monitor
from studio.core.picture_filters import Blur, CropPad, PictureFilter
from studio.core.scene import Layer, Scene, Show, Source, Strip
from studio.core.show_check import check_show
from studio.core.sound_filters import Ducking, NoiseGate
from studio.core.sources import ColourSettings, SystemSoundSettings, ToneSettings
from tests.support.small_show import small_show


def _with(**fields: object) -> Show:
    return msgspec.structs.replace(small_show(), **fields)


def _filtered(*filters: PictureFilter) -> Show:
    layer = Layer("a", "A", "cam", filters=filters)
    return _with(scenes=(Scene("one", "A", layers=(layer,)),))


def test_a_whole_show_passes() -> None:
    show = small_show()
    assert check_show(show, "here") is show


@pytest.mark.parametrize(
    ("show", "words"),
    [
        (_with(scenes=()), "at least one scene"),
        (_with(current_scene_id="gone"), "'gone'"),
        (_with(scenes=(Scene("one", "A"), Scene("one", "B"))), "two scenes"),
        (_with(scenes=tuple(Scene(f"s{n}", "S") for n in range(101))), "101 scenes"),
        (_with(strips=(Strip("film"),)), "has no strip"),
        (_with(strips=(Strip("film"), Strip("tone"), Strip("cam"))), "gives no sound"),
        (_with(strips=(Strip("film"), Strip("film"), Strip("tone"))), "two strips"),
        (_with(strips=(Strip("film", filters=(NoiseGate(),) * 9), Strip("tone"))), "9 filters"),
        (
            _with(strips=(Strip("film", filters=(Ducking(key_source_id="cam"),)), Strip("tone"))),
            "which is no strip",
        ),
        (
            _with(strips=(Strip("film", filters=(Ducking(key_source_id="film"),)), Strip("tone"))),
            "listen to itself",
        ),
        (_with(sources=()), "strip names"),
        (
            Show(
                "X",
                (Scene("one", "A"),),
                "one",
                sources=(Source("desk", "D", SystemSoundSettings()),),
                strips=(Strip("desk", monitor=Monitor.BOTH),),
            ),
            "would echo",
        ),
        (_filtered(*(Blur(),) * 9), "9 filters"),
        (_filtered(CropPad(left=0.5, right=0.5)), "cropped to nothing"),
        (_with(scenes=(Scene("one", "A", layers=(Layer("a", "A", "gone"),)),)), "not there"),
        (_with(scenes=(Scene("one", "A", layers=(Layer("a", "A", "tone"),)),)), "without a pic"),
        (_with(scenes=(Scene("one", "A", layers=(Layer("a", "A", "cam"),) * 2),)), "two layers"),
        (
            Show(
                "X", (Scene("one", "A"),), "one", sources=(Source("x", "X", ColourSettings()),) * 2
            ),
            "two sources",
        ),
        (
            Show("X", (Scene("one", "A"),), "one", sources=(Source("x", "X", ToneSettings()),)),
            "no strip",
        ),
    ],
)
def test_what_leads_nowhere_is_named(show: Show, words: str) -> None:
    with pytest.raises(BadInputError, match=words) as caught:
        check_show(show, "show.json")
    assert caught.value.where.startswith("show.json")
