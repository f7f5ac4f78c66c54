import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import edits as ed
from studio.core.editing import apply_edit, describe_edit
from studio.core.errors import StudioError
from studio.core.scene import Box, Canvas, Crop, Group, Layer, Scene, Source, Transition
from studio.core.show_check import check_show
from studio.core.sources import ColourSettings, MediaSettings, ToneSettings
from tests.support.small_show import small_show

ids = st.sampled_from(["one", "two", "back", "cam", "film", "tone", "g", "new", "other"])
indices = st.none() | st.integers(0, 5)
sources = st.builds(
    Source,
    ids,
    st.just("Source"),
    st.sampled_from([ColourSettings(), MediaSettings("film.mp4"), ToneSettings()]),
)
layers = st.builds(Layer, ids, st.just("Layer"), ids)
fractions = st.floats(0, 1)
edits = st.one_of(
    st.builds(ed.AddScene, st.builds(Scene, ids, st.just("Scene")), indices),
    st.builds(ed.RemoveScene, ids),
    st.builds(ed.RenameScene, ids, st.just("Renamed")),
    st.builds(ed.MoveScene, ids, st.integers(0, 5)),
    st.builds(ed.DuplicateScene, ids, ids, st.just("Copy")),
    st.builds(ed.AddLayer, ids, layers, st.none() | sources, indices),
    st.builds(ed.RemoveLayers, ids, st.lists(ids, max_size=3).map(tuple)),
    st.builds(ed.MoveLayer, ids, ids, st.integers(0, 5)),
    st.builds(
        ed.ChangeLayer,
        ids,
        ids,
        box=st.just(Box(0.1, 0.1, 0.5, 0.5)),
        crop=st.none() | st.builds(Crop, fractions, fractions, fractions, fractions),
    ),
    st.builds(
        ed.GroupLayers,
        ids,
        st.builds(Group, ids, st.just("Group")),
        st.lists(ids, max_size=3).map(tuple),
    ),
    st.builds(ed.Ungroup, ids, ids),
    st.builds(ed.ChangeGroup, ids, ids, is_visible=st.just(False)),
    st.builds(ed.AddSource, sources),
    st.builds(ed.RemoveSource, ids),
    st.builds(ed.ChangeSource, ids, st.just("Renamed"), st.none() | st.just(ColourSettings())),
    st.builds(ed.ChangeStrip, ids, gain_db=st.floats(-60, 24)),
    st.just(ed.ChangeCanvas(Canvas(1920, 1080))),
    st.just(ed.ChangeTransition(Transition(duration_ms=100))),
    st.just(ed.RenameShow("Renamed")),
)


@given(st.lists(edits, max_size=12))
def test_any_edit_leaves_a_whole_show_or_says_why_not(some: list[ed.Edit]) -> None:
    show = small_show()
    for edit in some:
        before = show
        try:
            show = apply_edit(show, edit)
        except StudioError:
            assert show == before
        assert check_show(show, "test") is show
        assert describe_edit(before, edit)


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        (ed.RemoveScene("two"), "Remove Two"),
        (ed.ChangeLayer("one", "cam", opacity=0.5), "Fade Camera"),
        (ed.ChangeLayers("one", (ed.LayerChange("cam", box=Box(0.5)),)), "Move Camera"),
        (
            ed.ChangeLayers(
                "one",
                (
                    ed.LayerChange("cam", is_visible=False),
                    ed.LayerChange("film", is_visible=False),
                ),
            ),
            "Hide 2 layers",
        ),
        (ed.AddLayers("one", (Layer("n", "Logo", "cam"),)), "Add Logo"),
        (ed.RemoveLayers("one", ("cam",)), "Remove layer"),
        (ed.RemoveLayers("one", ("cam", "back")), "Remove 2 layers"),
        (ed.AddSource(Source("x", "Jingle", ToneSettings())), "Add Jingle"),
        (ed.ChangeStrip("film", gain_db=1.0), "Mix Film"),
        (ed.ChangeStrip("film", filters=()), "Filter Film"),
        (ed.ChangeLayer("one", "cam", filters=()), "Filter Camera"),
        (ed.ChangeGroup("one", "g", is_visible=False), "Change Frame"),
        (ed.ChangeCanvas(Canvas()), "Change picture size"),
        (ed.ChangeSceneTransition("two", None), "Change transition to Two"),
        (ed.RenameScene("gone", "X"), "Rename"),
    ],
)
def test_an_edit_has_a_name_for_undo(edit: ed.Edit, name: str) -> None:
    assert describe_edit(small_show(), edit) == name


def test_the_show_before_is_unchanged() -> None:
    show = small_show()
    apply_edit(show, ed.RemoveSource("film"))
    assert show == small_show()


_PLACED = ed.PlaceLayers("one", (ed.LayerChange("cam", rotation_deg=9.0),))


def test_every_kind_of_edit_can_be_applied_and_named() -> None:
    kinds = {kind for kind in ed.Edit.__subclasses__() if kind.__name__ in dir(ed)}
    covered = {
        type(edit)
        for edit in (
            ed.AddScene(Scene("n", "N")),
            ed.RemoveScene("two"),
            ed.RenameScene("two", "Three"),
            ed.MoveScene("two", 0),
            ed.DuplicateScene("one", "n", "N"),
            ed.AddLayer("two", Layer("n", "N", "cam")),
            ed.RemoveLayers("one", ("cam",)),
            ed.MoveLayer("one", "cam", 0),
            ed.ChangeLayer("one", "cam", name="N"),
            ed.ChangeLayers("one", (ed.LayerChange("cam", name="N"),)),
            ed.AddLayers("one", (Layer("n", "N", "cam"),)),
            ed.ArrangeLayers(
                "one", (ed.LayerPlace("cam"), ed.LayerPlace("film"), ed.LayerPlace("back"))
            ),
            ed.GroupLayers("one", Group("n", "N"), ("back", "cam")),
            ed.Ungroup("one", "g"),
            ed.ChangeGroup("one", "g", name="N"),
            ed.AddSource(Source("n", "N", ColourSettings())),
            ed.RemoveSource("cam"),
            ed.ChangeSource("cam", "N"),
            ed.ChangeStrip("film", is_muted=True),
            ed.ChangeCanvas(Canvas(1920, 1080)),
            _PLACED,
            ed.PlaceByThemselves("one", ("cam",)),
            ed.ChangeSecondCanvas(Canvas(720, 1280)),
            ed.ChangeTransition(Transition(duration_ms=9)),
            ed.ChangeSceneTransition("two", Transition(duration_ms=9)),
            ed.RenameShow("N"),
        )
        if _changes(edit)
    }
    assert covered == kinds


def _changes(edit: ed.Edit) -> bool:
    show = small_show()
    if isinstance(edit, ed.PlaceByThemselves):
        show = apply_edit(show, _PLACED)
    return apply_edit(show, edit) != show
