"""Clients that others wrote for OBS Studio, unchanged, against a whole studio that runs."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import obsws_python
import pytest
import simpleobsws
from obsws_python.baseclient import ObsClient
from obsws_python.error import OBSSDKError, OBSSDKRequestError

from studio.core.messages.requests import GetObsAccess
from studio.core.messages.results import ObsAccess
from studio.core.paths import SETTINGS_FILE
from studio.core.settings import ObsSettings, Settings
from studio.core.settings_file import save_settings
from studio.core.status import ShowState
from tests.support.servers import free_port
from tests.support.studio import RunningStudio
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]
_PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    place = tmp_path_factory.mktemp("studio")
    settings = Settings(obs=ObsSettings(True, "127.0.0.1", free_port()))
    save_settings(place / SETTINGS_FILE, settings)
    with RunningStudio(place, "--demo") as running:
        yield running


@pytest.fixture
def access(studio: RunningStudio) -> ObsAccess:
    found = studio.ask(GetObsAccess())
    assert isinstance(found, ObsAccess)
    assert found.is_listening, found.reason
    return found


def client(access: ObsAccess, kind: Any = obsws_python.ReqClient, **more: Any) -> Any:
    return kind(host="127.0.0.1", port=access.port, password=access.password, timeout=20, **more)


def test_obsws_python_runs_the_desk(access: ObsAccess, caplog: pytest.LogCaptureFixture) -> None:
    with client(access) as obs:
        version = obs.get_version()
        assert version.rpc_version == 1
        assert "SetCurrentProgramScene" in version.available_requests
        scenes = [one["sceneName"] for one in obs.get_scene_list().scenes]
        now = obs.get_current_program_scene().current_program_scene_name
        other = next(name for name in scenes if name != now)
        obs.set_current_program_scene(other)
        wait_until(lambda: obs.get_current_program_scene().scene_name == other)
        _items(obs, other)
        _sound(obs)
        obs.set_current_scene_transition("Cut")
        wait_until(lambda: obs.get_current_scene_transition().transition_name == "Cut")
        wait_until(lambda: obs.get_stats().active_fps > 0, _PATIENCE_S)
        video = obs.get_video_settings()
        assert (video.base_width, video.fps_denominator) == (1280, 1)
        with pytest.raises(OBSSDKRequestError, match="600"):
            obs.set_current_program_scene("nowhere")
        assert "No source was found" in caplog.text


def _items(obs: Any, scene: str) -> None:
    item = obs.get_scene_item_list(scene).scene_items[-1]
    number = item["sceneItemId"]
    assert obs.get_scene_item_id(scene, item["sourceName"]).scene_item_id > 0
    for is_shown in (False, True):
        obs.set_scene_item_enabled(scene, number, is_shown)
        wait_until(
            lambda: obs.get_scene_item_enabled(scene, number).scene_item_enabled is is_shown  # noqa: B023
        )
    obs.set_scene_item_transform(scene, number, {"positionX": 64.0, "positionY": 36.0})
    wait_until(
        lambda: (
            obs.get_scene_item_transform(scene, number).scene_item_transform["positionX"] == 64.0
        )
    )


def _sound(obs: Any) -> None:
    strips = [
        one["inputName"]
        for one in obs.get_input_list().inputs
        if one["inputKind"] in ("ffmpeg_source", "hawker_tone", "pulse_input_capture")
    ]
    name = strips[0]
    was_muted = obs.get_input_mute(name).input_muted
    assert obs.toggle_input_mute(name).input_muted is not was_muted
    wait_until(lambda: obs.get_input_mute(name).input_muted is not was_muted)
    obs.toggle_input_mute(name)
    obs.set_input_volume(name, vol_db=-12.0)
    wait_until(lambda: obs.get_input_volume(name).input_volume_db == -12.0)
    assert obs.get_input_volume(name).input_volume_mul == pytest.approx(0.251, abs=0.001)


def _evening(studio: RunningStudio, access: ObsAccess, heard: list[str]) -> str:
    """The show, a recording and a replay; where the recording lies."""
    with client(access) as obs:
        obs.stop_stream()  # `serve` has begun the show
        wait_until(lambda: not obs.get_stream_status().output_active, _PATIENCE_S)
        obs.start_stream()
        wait_until(lambda: obs.get_stream_status().output_active, _PATIENCE_S)
        assert studio.snapshot().state is ShowState.LIVE
        wait_until(lambda: obs.get_stream_status().output_bytes > 0, _PATIENCE_S)
        obs.start_record()
        wait_until(lambda: obs.get_record_status().output_active, _PATIENCE_S)
        wait_until(lambda: obs.get_record_status().output_bytes > 0, _PATIENCE_S)
        path: str = obs.stop_record().output_path
        wait_until(lambda: not obs.get_record_status().output_active, _PATIENCE_S)
        obs.save_replay_buffer()
        wait_until(lambda: bool(obs.get_last_replay_buffer_replay().saved_replay_path))
        assert obs.toggle_stream().output_active is False
        wait_until(lambda: heard.count("OBS_WEBSOCKET_OUTPUT_STOPPED") == 2, _PATIENCE_S)
        obs.start_stream()
    return path


def test_the_show_and_a_recording_are_started_and_what_happens_is_heard(
    studio: RunningStudio, access: ObsAccess
) -> None:
    heard: list[str] = []
    levels = threading.Event()

    def on_stream_state_changed(data: Any) -> None:
        heard.append(data.output_state)

    def on_record_state_changed(data: Any) -> None:
        heard.append(f"record {data.output_active}")

    def on_input_volume_meters(_data: Any) -> None:
        levels.set()

    subs = obsws_python.Subs.LOW_VOLUME | obsws_python.Subs.INPUTVOLUMEMETERS
    events = client(access, obsws_python.EventClient, subs=subs)
    events.callback.register(
        [on_stream_state_changed, on_record_state_changed, on_input_volume_meters]
    )
    path = _evening(studio, access, heard)
    wait_until(lambda: Path(path).exists(), _PATIENCE_S)
    assert levels.wait(_PATIENCE_S)
    events.disconnect()
    events.base_client.ws.shutdown()
    words = ("STOPPING", "STOPPED", "STARTING", "STARTED", "STOPPING", "STOPPED")
    states = [one.removeprefix("OBS_WEBSOCKET_OUTPUT_") for one in heard if one.startswith("OBS")]
    assert tuple(states[: len(words)]) == words
    assert {"record True", "record False"} <= set(heard)


def test_simpleobsws_asks_in_batches_and_sees_pictures(access: ObsAccess) -> None:
    asyncio.run(_simple(access))


async def _simple(access: ObsAccess) -> None:
    url = f"ws://127.0.0.1:{access.port}"
    remote = simpleobsws.WebSocketClient(url, access.password)
    await remote.connect()
    await remote.wait_until_identified()
    scenes = await remote.call(simpleobsws.Request("GetSceneList"))
    names = [one["sceneName"] for one in scenes.responseData["scenes"]]
    batch = [simpleobsws.Request("SetCurrentProgramScene", {"sceneName": one}) for one in names[:2]]
    batch.insert(1, simpleobsws.Request("Sleep", {"sleepMillis": 20}))
    batch.append(simpleobsws.Request("Nonsense"))
    batch.append(simpleobsws.Request("GetVersion"))
    results = await remote.call_batch(batch, halt_on_failure=True)
    assert [one.requestStatus.code for one in results] == [100, 100, 100, 204]
    for name in names:
        fields = {"sourceName": name, "imageFormat": "jpg", "imageWidth": 160}
        picture = await remote.call(simpleobsws.Request("GetSourceScreenshot", fields))
        assert picture.ok(), picture.requestStatus
        data = base64.b64decode(picture.responseData["imageData"].partition(",")[2])
        found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        assert found is not None
        assert found.shape == (90, 160, 3)
        assert found.std() > 5, "a picture of something"
    await remote.disconnect()


def test_nobody_comes_in_without_the_password(access: ObsAccess) -> None:
    obs = ObsClient(host="127.0.0.1", port=access.port, password="wrong", timeout=20)
    with pytest.raises(OBSSDKError):
        obs.authenticate()
    obs.ws.shutdown()
