import pytest

from studio.core import edits as ed
from studio.core.editing import apply_edit
from studio.core.errors import BadInputError, NotFoundError
from studio.core.scene import Canvas, Source, Strip, Transition
from studio.core.sound_filters import Compressor, Ducking, NoiseGate
from studio.core.sources import ColourSettings, MicrophoneSettings, PatternSettings
from tests.support.small_show import small_show


def test_a_microphone_gets_a_strip_and_a_colour_none() -> None:
    show = apply_edit(small_show(), ed.AddSource(Source("mic", "Mic", MicrophoneSettings())))
    assert show.strips[-1] == Strip("mic")
    show = apply_edit(show, ed.AddSource(Source("red", "Red", ColourSettings("#ff0000"))))
    assert show.strips[-1] == Strip("mic")


def test_a_removed_source_takes_layers_and_strip_along() -> None:
    show = apply_edit(small_show(), ed.RemoveSource("film"))
    assert all(layer.source_id != "film" for scene in show.scenes for layer in scene.layers)
    assert [strip.source_id for strip in show.strips] == ["tone"]


def test_a_source_is_set_anew_but_keeps_its_kind() -> None:
    changed = ed.ChangeSource("cam", "Front", PatternSettings(width_px=640))
    source = apply_edit(small_show(), changed).source("cam")
    assert source == Source("cam", "Front", PatternSettings(width_px=640))
    with pytest.raises(BadInputError, match="another kind"):
        apply_edit(small_show(), ed.ChangeSource("cam", settings=ColourSettings()))


def test_a_strip_changes_only_where_asked() -> None:
    show = apply_edit(small_show(), ed.ChangeStrip("tone", is_muted=True, delay_ms=40))
    assert show.strips == (
        Strip("film"),
        Strip("tone", gain_db=-6.0, is_muted=True, delay_ms=40),
    )
    with pytest.raises(NotFoundError, match="cam"):
        apply_edit(small_show(), ed.ChangeStrip("cam", is_muted=True))


def test_filters_of_a_strip_are_set_and_taken_away() -> None:
    filters = (NoiseGate(), Compressor(ratio=2.0))
    show = apply_edit(small_show(), ed.ChangeStrip("tone", filters=filters))
    assert show.strips[1] == Strip("tone", gain_db=-6.0, filters=filters)
    assert apply_edit(show, ed.ChangeStrip("tone", filters=())).strips == small_show().strips


def test_a_strip_never_listens_to_itself_or_to_nobody() -> None:
    def ducked(source_id: str, key: str) -> ed.ChangeStrip:
        return ed.ChangeStrip(source_id, filters=(Ducking(key_source_id=key),))

    show = apply_edit(small_show(), ducked("film", "tone"))
    for source_id, key in (("tone", "film"), ("film", "film"), ("film", "gone")):
        with pytest.raises(BadInputError):
            apply_edit(show, ducked(source_id, key))
    (film,) = apply_edit(show, ed.RemoveSource("tone")).strips
    assert film == Strip("film", filters=(Ducking(),))


def test_the_show_itself() -> None:
    show = small_show()
    for edit in (
        ed.ChangeCanvas(Canvas(720, 1280, 60)),
        ed.ChangeTransition(Transition(duration_ms=900)),
        ed.RenameShow("Evening"),
    ):
        show = apply_edit(show, edit)
    assert (show.canvas, show.transition.duration_ms, show.name) == (
        Canvas(720, 1280, 60),
        900,
        "Evening",
    )
