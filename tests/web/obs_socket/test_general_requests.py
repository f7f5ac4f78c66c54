import pytest

from studio.core.messages import requests as ask
from studio.web.obs_socket.codes import Code
from studio.web.obs_socket.general_requests import version
from tests.support.obs_studio import PlayedStudio


@pytest.fixture
async def studio() -> PlayedStudio:
    return PlayedStudio()


def test_the_version_lists_what_can_be_asked() -> None:
    found = version(["GetStats"])
    assert (found["rpcVersion"], found["availableRequests"]) == (1, ["GetStats"])
    assert "Hawker" in found["platformDescription"]


async def test_figures_and_sizes(studio: PlayedStudio) -> None:
    stats = await studio.call("GetStats")
    assert stats["availableDiskSpace"] > 0
    assert set(stats) >= {"cpuUsage", "activeFps", "renderSkippedFrames", "outputTotalFrames"}
    video = await studio.call("GetVideoSettings")
    assert (video["baseWidth"], video["outputHeight"], video["fpsNumerator"]) == (1280, 720, 30)


async def test_an_event_of_one_s_own_is_handed_on(studio: PlayedStudio) -> None:
    await studio.call("BroadcastCustomEvent", eventData={"hello": 1})
    assert (studio.heard[-1].name, studio.heard[-1].data) == ("CustomEvent", {"hello": 1})
    assert await studio.refused("BroadcastCustomEvent", eventData=1) is Code.MISSING_FIELD


async def test_hotkeys_do_what_their_names_say(studio: PlayedStudio) -> None:
    names = (await studio.call("GetHotkeyList"))["hotkeys"]
    assert {"OBSBasic.StartStreaming", "Hawker.SelectScene.Two", "Hawker.ToggleMute.Tone"} <= {
        *names
    }
    await studio.call("TriggerHotkeyByName", hotkeyName="Hawker.SelectScene.Two")
    assert studio.show.current_scene_id == "two"
    await studio.call("TriggerHotkeyByName", hotkeyName="Hawker.ToggleMute.Tone")
    assert studio.show.strips[1].is_muted
    await studio.call("TriggerHotkeyByName", hotkeyName="OBSBasic.StartStreaming")
    assert ask.StartShow() in studio.asked
    assert await studio.refused("TriggerHotkeyByName", hotkeyName="x") is Code.NOT_FOUND


async def test_what_there_is_one_of_is_listed(studio: PlayedStudio) -> None:
    assert (await studio.call("GetSceneCollectionList"))["currentSceneCollectionName"] == "Small"
    assert (await studio.call("GetProfileList"))["profiles"] == ["Hawker"]
    assert await studio.call("GetMonitorList") == {"monitors": []}
    assert await studio.refused("Sleep", sleepMillis=1) is Code.CANNOT_ACT
