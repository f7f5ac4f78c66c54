import msgspec
import pytest

from studio.core.picture_filters import ChromaKey, PictureFilters
from studio.ui.streamer.picture_presets import PRESETS, preset
from studio.ui.words import tr


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_a_name_and_filters_that_can_be_saved(name: str) -> None:
    assert tr(f"preset_{name}") != f"preset_{name}"
    filters = preset(name)
    again: object = msgspec.json.decode(msgspec.json.encode(filters), type=PictureFilters)
    assert again == filters != ()


def test_a_green_screen_is_keyed_and_an_unknown_name_is_a_mistake() -> None:
    assert isinstance(preset("green_screen")[0], ChromaKey)
    with pytest.raises(KeyError):
        preset("sepia")
