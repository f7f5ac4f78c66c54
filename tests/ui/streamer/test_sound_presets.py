import msgspec
import pytest

from studio.core.editing import apply_edit
from studio.core.edits import AddSource, ChangeStrip
from studio.core.scene import Source
from studio.core.sound_filters import Ducking, Filters
from studio.core.sources import MicrophoneSettings
from studio.ui.streamer.sound_presets import PRESETS, likely_voice, preset
from tests.support.small_show import small_show


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_one_that_the_studio_takes(name: str) -> None:
    filters = preset(name, small_show(), "film")
    assert msgspec.convert(msgspec.to_builtins(filters), Filters) == filters
    show = apply_edit(small_show(), ChangeStrip("film", filters=filters))
    assert show.strips[0].filters == filters


def test_the_voice_is_a_microphone_if_there_is_one() -> None:
    show = small_show()
    assert likely_voice(show, "film") == "tone"
    show = apply_edit(show, AddSource(Source("mic", "Mic", MicrophoneSettings())))
    assert likely_voice(show, "film") == "mic"
    assert preset("music_under_voice", show, "film") == (Ducking(key_source_id="mic"),)


def test_there_may_be_no_voice() -> None:
    show = apply_edit(small_show(), ChangeStrip("tone", filters=(Ducking(key_source_id="film"),)))
    assert likely_voice(show, "film") == ""
