import pytest

from studio.web.obs_socket.codes import Code
from studio.web.obs_socket.item_requests import is_shown
from studio.web.obs_socket.naming import item_ids
from tests.support.obs_studio import PlayedStudio


@pytest.fixture
async def studio() -> PlayedStudio:
    return PlayedStudio()


def number(studio: PlayedStudio, layer_id: str) -> int:
    return item_ids(studio.show.scenes[0])[layer_id]


async def test_items_are_listed_from_the_lowest(studio: PlayedStudio) -> None:
    found = (await studio.call("GetSceneItemList", sceneName="One"))["sceneItems"]
    assert [one["sourceName"] for one in found] == ["Back", "Film", "Camera"]
    assert [one["sceneItemIndex"] for one in found] == [0, 1, 2]
    assert found[1]["inputKind"] == "ffmpeg_source"
    assert found[1]["sceneItemTransform"]["sourceWidth"] == 640
    assert all(one["sceneItemEnabled"] and not one["isGroup"] for one in found)


async def test_an_item_is_found_by_its_source(studio: PlayedStudio) -> None:
    found = await studio.call("GetSceneItemId", sceneName="One", sourceName="Film")
    assert found == {"sceneItemId": number(studio, "film")}
    assert await studio.refused("GetSceneItemId", sceneName="One", sourceName="x") is Code.NOT_FOUND
    more = {"sceneName": "One", "sourceName": "Film", "searchOffset": 1}
    assert await studio.refused("GetSceneItemId", **more) is Code.NOT_FOUND
    item = {"sceneName": "One", "sceneItemId": number(studio, "film")}
    assert (await studio.call("GetSceneItemSource", **item))["sourceName"] == "Film"
    assert (await studio.call("GetSceneItemBlendMode", **item))["sceneItemBlendMode"]
    gone = {"sceneName": "One", "sceneItemId": 1}
    assert await studio.refused("GetSceneItemSource", **gone) is Code.NOT_FOUND


@pytest.mark.parametrize("what", ["Enabled", "Locked"])
async def test_items_are_shown_hidden_and_locked(studio: PlayedStudio, what: str) -> None:
    item = {"sceneName": "One", "sceneItemId": number(studio, "film")}
    for wanted in (True, False, True):
        await studio.call(f"SetSceneItem{what}", **item, **{f"sceneItem{what}": wanted})
        found = await studio.call(f"GetSceneItem{what}", **item)
        assert found == {f"sceneItem{what}": wanted}


async def test_items_are_moved(studio: PlayedStudio) -> None:
    item = {"sceneName": "One", "sceneItemId": number(studio, "film")}
    await studio.call("SetSceneItemIndex", **item, sceneItemIndex=99)
    assert await studio.call("GetSceneItemIndex", **item) == {"sceneItemIndex": 2}
    await studio.call("SetSceneItemTransform", **item, sceneItemTransform={"positionX": 128})
    found = await studio.call("GetSceneItemTransform", **item)
    assert found["sceneItemTransform"]["positionX"] == 128
    assert studio.show.scenes[0].layers[2].box.x == 0.1
    assert await studio.refused("SetSceneItemTransform", **item) is Code.MISSING_FIELD


async def test_a_hidden_group_hides_what_is_in_it(studio: PlayedStudio) -> None:
    scene = studio.show.scenes[0]
    assert all(is_shown(scene, layer) for layer in scene.layers)
