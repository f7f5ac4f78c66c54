import msgspec
import pytest

from studio.core.messages.events import StatsReported
from studio.core.settings import RecordingSettings
from studio.core.status import EncoderStatus, EngineStats
from studio.web.obs_socket.answering import HANDLERS
from studio.web.obs_socket.codes import Code
from studio.web.obs_socket.fields import Fields
from studio.web.obs_socket.output_requests import timecode
from tests.support.obs_studio import PlayedStudio


@pytest.fixture
async def studio() -> PlayedStudio:
    return PlayedStudio()


async def test_the_show_is_the_stream(studio: PlayedStudio) -> None:
    assert not (await studio.call("GetStreamStatus"))["outputActive"]
    assert await studio.refused("StopStream") is Code.NOT_RUNNING
    await studio.call("StartStream")
    studio.tell(StatsReported(EngineStats(encoder=EncoderStatus(actual_bps=800_000))))
    assert studio.book.sent_bytes == 100_000
    found = await studio.call("GetStreamStatus")
    assert (found["outputActive"], found["outputReconnecting"]) == (True, False)
    assert await studio.refused("StartStream") is Code.RUNNING
    assert await studio.call("ToggleStream") == {"outputActive": False}
    assert await studio.call("ToggleStream") == {"outputActive": True}


async def test_recordings_are_started_and_stopped(studio: PlayedStudio) -> None:
    desk = await studio.desk()
    assert await studio.refused("StopRecord") is Code.NOT_RUNNING
    assert await studio.refused("PauseRecord") is Code.NOT_RUNNING
    nothing = Fields(None)
    await HANDLERS["StartRecord"](desk, nothing)
    status = await HANDLERS["GetRecordStatus"](desk, nothing)
    assert status is not None
    assert status["outputActive"]
    assert await HANDLERS["ToggleRecord"](desk, nothing) == {"outputActive": False}
    await HANDLERS["StartRecord"](desk, nothing)
    assert await HANDLERS["StopRecord"](desk, nothing) == {"outputPath": "/tmp/film.mp4"}


async def test_replays_are_saved(studio: PlayedStudio) -> None:
    assert await studio.call("GetReplayBufferStatus") == {"outputActive": True}
    assert await studio.refused("StartReplayBuffer") is Code.RUNNING
    assert await studio.refused("StopReplayBuffer") is Code.CANNOT_ACT
    await studio.call("SaveReplayBuffer")
    assert studio.heard[-1].data == {"savedReplayPath": "/tmp/replay.mp4"}
    saved = await studio.call("GetLastReplayBufferReplay")
    assert saved == {"savedReplayPath": "/tmp/replay.mp4"}


async def test_replays_that_are_turned_off_are_not_available(studio: PlayedStudio) -> None:
    off = RecordingSettings(replay_s=0, folder="/videos")
    studio.settings = msgspec.structs.replace(studio.settings, recording=off)
    for name in ("GetReplayBufferStatus", "StartReplayBuffer", "SaveReplayBuffer"):
        assert await studio.refused(name) is Code.INVALID_STATE
    assert await studio.call("GetRecordDirectory") == {"recordDirectory": "/videos"}
    assert await studio.call("GetVirtualCamStatus") == {"outputActive": False}


def test_a_timecode_has_thousandths() -> None:
    assert timecode(3_723_004) == "01:02:03.004"
    assert timecode(-5) == "00:00:00.000"
