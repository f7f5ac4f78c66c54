import pytest

from studio.core.messages import requests as ask
from studio.web.obs_socket.codes import Code
from tests.support.obs_studio import PlayedStudio

_ACTION = "OBS_WEBSOCKET_MEDIA_INPUT_ACTION_"


@pytest.fixture
async def studio() -> PlayedStudio:
    return PlayedStudio()


async def test_inputs_are_listed_with_their_kinds(studio: PlayedStudio) -> None:
    found = (await studio.call("GetInputList"))["inputs"]
    assert [one["inputName"] for one in found] == ["Back", "Film", "Camera", "Tone"]
    films = (await studio.call("GetInputList", inputKind="ffmpeg_source"))["inputs"]
    assert [one["inputName"] for one in films] == ["Film"]
    assert "text_ft2_source_v2" in (await studio.call("GetInputKindList"))["inputKinds"]
    plain = (await studio.call("GetInputKindList", unversioned=True))["inputKinds"]
    assert "text_ft2_source" in plain
    assert (await studio.call("GetSpecialInputs"))["mic1"] is None


async def test_a_strip_is_muted_and_its_fader_moved(studio: PlayedStudio) -> None:
    tone = {"inputName": "Tone"}
    assert (await studio.call("GetInputVolume", **tone))["inputVolumeDb"] == -6.0
    await studio.call("SetInputVolume", **tone, inputVolumeMul=1.0)
    assert (await studio.call("GetInputVolume", **tone))["inputVolumeDb"] == 0.0
    await studio.call("SetInputVolume", **tone, inputVolumeDb=-100)
    assert (await studio.call("GetInputVolume", **tone))["inputVolumeMul"] == 0.0
    await studio.call("SetInputMute", **tone, inputMuted=True)
    assert await studio.call("ToggleInputMute", **tone) == {"inputMuted": False}
    assert await studio.call("GetInputMute", **tone) == {"inputMuted": False}
    await studio.call("SetInputAudioSyncOffset", **tone, inputAudioSyncOffset=120)
    assert await studio.call("GetInputAudioSyncOffset", **tone) == {"inputAudioSyncOffset": 120}
    assert (await studio.call("GetInputAudioMonitorType", **tone))["monitorType"]


async def test_steps_of_a_dial_are_one_step_to_undo(studio: PlayedStudio) -> None:
    for volume_db in (-3, -4, -5):
        await studio.call("SetInputVolume", inputName="Tone", inputVolumeDb=volume_db)
    edits = [one for one in studio.asked if isinstance(one, ask.ApplyEdit)]
    assert {one.merge_key for one in edits} == {"obs-tone"}


async def test_what_cannot_be_heard_has_no_fader(studio: PlayedStudio) -> None:
    assert await studio.refused("GetInputMute", inputName="Back") is Code.INVALID_STATE
    assert await studio.refused("GetInputMute", inputName="Gone") is Code.NOT_FOUND
    assert await studio.refused("SetInputVolume", inputName="Tone") is Code.MISSING_FIELD
    both = {"inputName": "Tone", "inputVolumeDb": 0, "inputVolumeMul": 1}
    assert await studio.refused("SetInputVolume", **both) is Code.CANNOT_ACT


async def test_settings_are_read_and_a_colour_set(studio: PlayedStudio) -> None:
    back = {"inputName": "Back"}
    await studio.call("SetInputSettings", **back, inputSettings={"color": 0xFF0000FF})
    found = await studio.call("GetInputSettings", **back)
    assert found == {"inputKind": "color_source_v3", "inputSettings": {"color": 0xFF0000FF}}


@pytest.mark.parametrize(
    ("action", "asked"),
    [
        ("PLAY", ask.ControlMedia("film", False)),
        ("PAUSE", ask.ControlMedia("film", True)),
        ("STOP", ask.ControlMedia("film", True, 0.0)),
        ("RESTART", ask.ControlMedia("film", False, 0.0)),
    ],
)
async def test_films_are_played(studio: PlayedStudio, action: str, asked: ask.ControlMedia) -> None:
    await studio.call("TriggerMediaInputAction", inputName="Film", mediaAction=_ACTION + action)
    assert studio.asked[-1] == asked
    assert studio.heard[-1].name == "MediaInputActionTriggered"
    state = (await studio.call("GetMediaInputStatus", inputName="Film"))["mediaState"]
    assert state == f"OBS_MEDIA_STATE_{'PAUSED' if asked.is_paused else 'PLAYING'}"


async def test_films_are_wound(studio: PlayedStudio) -> None:
    status = await studio.call("GetMediaInputStatus", inputName="Film")
    assert (status["mediaCursor"], status["mediaDuration"]) == (2500, 60_000)
    await studio.call("SetMediaInputCursor", inputName="Film", mediaCursor=9000)
    assert studio.asked[-1] == ask.ControlMedia("film", None, 9.0)
    await studio.call("OffsetMediaInputCursor", inputName="Film", mediaCursorOffset=-4000)
    assert studio.asked[-1] == ask.ControlMedia("film", None, 0.0)


async def test_only_films_are(studio: PlayedStudio) -> None:
    for action in ("PLAY", f"{_ACTION}NEXT"):
        wrong = await studio.refused(
            "TriggerMediaInputAction", inputName="Film", mediaAction=action
        )
        assert wrong is Code.INVALID_FIELD
    assert await studio.refused("GetMediaInputStatus", inputName="Tone") is Code.INVALID_KIND
