"""Each change of a show is told as OBS would tell it."""

from typing import Any

import msgspec
import pytest

from studio.core import edits
from studio.core.editing import apply_edit
from studio.core.scene import Box, Layer, Scene, Show, Source, Transition, TransitionKind
from studio.core.sources import ColourSettings, TextSettings
from studio.web.obs_socket.book import Book, Told
from studio.web.obs_socket.codes import Events
from studio.web.obs_socket.show_events import events_of
from tests.support.small_show import small_show

_RED = ColourSettings("#ff0000")
_WORDS = Source("t", "T", TextSettings("Hi"))


def told(before: Show, after: Show) -> list[Told]:
    book = Book()
    book.take_show(after)
    return events_of(before, after, book)


@pytest.mark.parametrize(
    ("edit", "names", "data"),
    [
        (edits.AddScene(Scene("new", "New")), "SceneCreated SceneListChanged", {"isGroup": False}),
        (edits.RemoveScene("two"), "SceneRemoved SceneListChanged", {"sceneName": "Two"}),
        (
            edits.RenameScene("two", "Twice"),
            "SceneNameChanged SceneListChanged",
            {"oldSceneName": "Two", "sceneName": "Twice"},
        ),
        (
            edits.ChangeLayer("one", "film", is_visible=False),
            "SceneItemEnableStateChanged",
            {"sceneItemEnabled": False},
        ),
        (
            edits.ChangeLayer("one", "film", is_locked=True),
            "SceneItemLockStateChanged",
            {"sceneItemLocked": True},
        ),
        (edits.ChangeLayer("one", "film", box=Box(0.5)), "SceneItemTransformChanged", {}),
        (edits.ChangeLayer("one", "film", opacity=0.5), "", {}),
        (edits.MoveLayer("one", "back", 2), "SceneItemListReindexed", {"sceneName": "One"}),
        (
            edits.AddLayer("two", Layer("t", "T", "t"), _WORDS),
            "InputCreated SceneItemCreated",
            {"inputKind": "text_ft2_source_v2"},
        ),
        (
            edits.RemoveLayers("one", ("back",)),
            "InputRemoved SceneItemRemoved",
            {"inputName": "Back"},
        ),
        (edits.ChangeSource("back", name="Wall"), "InputNameChanged", {"oldInputName": "Back"}),
        (
            edits.ChangeSource("back", settings=_RED),
            "InputSettingsChanged",
            {"inputSettings": {"color": 0xFF0000FF}},
        ),
        (edits.ChangeStrip("tone", is_muted=True), "InputMuteStateChanged", {"inputMuted": True}),
        (edits.ChangeStrip("tone", gain_db=0.0), "InputVolumeChanged", {"inputVolumeMul": 1.0}),
        (
            edits.ChangeStrip("tone", delay_ms=90),
            "InputAudioSyncOffsetChanged",
            {"inputAudioSyncOffset": 90},
        ),
        (
            edits.ChangeTransition(Transition(TransitionKind.CUT, 700)),
            "CurrentSceneTransitionChanged CurrentSceneTransitionDurationChanged",
            {"transitionName": "Cut"},
        ),
    ],
)
def test_a_change_has_its_events(edit: edits.Edit, names: str, data: dict[str, Any]) -> None:
    show = small_show()
    found = told(show, apply_edit(show, edit))
    assert " ".join(one.name for one in found) == names
    if found:
        assert data.items() <= found[0].data.items()


def test_another_scene_on_air_is_a_transition_and_a_scene() -> None:
    show = small_show()
    found = told(show, msgspec.structs.replace(show, current_scene_id="two"))
    assert [one.name for one in found] == ["SceneTransitionStarted", "CurrentProgramSceneChanged"]
    assert found[1].data["sceneName"] == "Two"


def test_preparing_is_studio_mode() -> None:
    show = small_show()
    prepared = msgspec.structs.replace(show, preview_scene_id="two")
    found = told(show, prepared)
    assert [(one.name, one.topic) for one in found] == [
        ("StudioModeStateChanged", Events.UI),
        ("CurrentPreviewSceneChanged", Events.SCENES),
    ]
    assert [one.data for one in told(prepared, show)] == [{"studioModeEnabled": False}]


def test_the_same_show_is_no_news() -> None:
    assert told(small_show(), small_show()) == []
