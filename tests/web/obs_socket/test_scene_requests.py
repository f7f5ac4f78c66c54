import pytest

from studio.core.errors import BadInputError
from studio.core.messages import requests as ask
from studio.core.scene import Transition, TransitionKind
from studio.web.obs_socket.codes import Code
from studio.web.obs_socket.naming import uuid_of
from studio.web.obs_socket.scene_requests import transition_of
from tests.support.obs_studio import PlayedStudio


@pytest.fixture
async def studio() -> PlayedStudio:
    return PlayedStudio()


async def test_scenes_are_listed_from_the_last_as_obs_does(studio: PlayedStudio) -> None:
    found = await studio.call("GetSceneList")
    listed = [(one["sceneIndex"], one["sceneName"]) for one in found["scenes"]]
    assert listed == [(0, "Two"), (1, "One")]
    assert (found["currentProgramSceneName"], found["currentPreviewSceneName"]) == ("One", None)
    assert await studio.call("GetGroupList") == {"groups": []}


async def test_the_programme_is_switched_by_name_or_uuid(studio: PlayedStudio) -> None:
    await studio.call("SetCurrentProgramScene", sceneName="Two")
    assert studio.show.current_scene_id == "two"
    await studio.call("SetCurrentProgramScene", sceneUuid=uuid_of("scene", "one"))
    found = await studio.call("GetCurrentProgramScene")
    assert (found["sceneName"], found["currentProgramSceneName"]) == ("One", "One")
    assert await studio.refused("SetCurrentProgramScene", sceneName="Three") is Code.NOT_FOUND
    assert await studio.refused("SetCurrentProgramScene") is Code.MISSING_FIELD


async def test_without_studio_mode_nothing_is_prepared(studio: PlayedStudio) -> None:
    assert await studio.call("GetStudioModeEnabled") == {"studioModeEnabled": False}
    for name in (
        *("GetCurrentPreviewScene", "SetCurrentPreviewScene", "TriggerStudioModeTransition"),
        "SetTBarPosition",
    ):
        assert await studio.refused(name, sceneName="Two") is Code.STUDIO_MODE_NOT_ACTIVE


async def test_in_studio_mode_a_scene_is_prepared_and_taken(studio: PlayedStudio) -> None:
    await studio.call("SetStudioModeEnabled", studioModeEnabled=True)
    await studio.call("SetCurrentPreviewScene", sceneName="Two")
    assert (await studio.call("GetCurrentPreviewScene"))["currentPreviewSceneName"] == "Two"
    assert (await studio.call("GetSceneList"))["currentPreviewSceneName"] == "Two"
    await studio.call("SetTBarPosition", position=0.25)
    assert studio.asked[-1] == ask.MoveTransition(0.25)
    await studio.call("TriggerStudioModeTransition")
    assert studio.show.current_scene_id == "two"
    asked = len(studio.asked)
    await studio.call("SetStudioModeEnabled", studioModeEnabled=True)
    assert len(studio.asked) == asked + 1, "only the snapshot: it is on already"


async def test_what_the_studio_refuses_is_refused(studio: PlayedStudio) -> None:
    await studio.call("SetStudioModeEnabled", studioModeEnabled=True)
    with pytest.raises(BadInputError, match="it sticks"):
        await studio.call("SetTBarPosition", position=0.5)


async def test_transitions_are_chosen_and_timed(studio: PlayedStudio) -> None:
    names = [
        one["transitionName"]
        for one in (await studio.call("GetSceneTransitionList"))["transitions"]
    ]
    assert names[:2] == ["Cut", "Fade"]
    assert len((await studio.call("GetTransitionKindList"))["transitionKinds"]) == len(names)
    await studio.call("SetCurrentSceneTransition", transitionName="Cut")
    found = await studio.call("GetCurrentSceneTransition")
    assert (found["transitionName"], found["transitionDuration"]) == ("Cut", None)
    await studio.call("SetCurrentSceneTransition", transitionName="Fade")
    await studio.call("SetCurrentSceneTransitionDuration", transitionDuration=9000)
    assert studio.show.transition == Transition(TransitionKind.FADE, 5000)
    assert (
        await studio.refused("SetCurrentSceneTransition", transitionName="Cube") is Code.NOT_FOUND
    )
    wrong = await studio.refused("SetCurrentSceneTransitionDuration", transitionDuration=5)
    assert wrong is Code.OUT_OF_RANGE
    assert await studio.call("GetCurrentSceneTransitionCursor") == {"transitionCursor": 1.0}


def test_a_cut_and_a_stinger_have_their_own_length() -> None:
    fixed = {
        kind.value for kind in TransitionKind if transition_of(Transition(kind))["transitionFixed"]
    }
    assert fixed == {"cut", "stinger"}
