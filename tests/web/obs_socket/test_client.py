"""One connection, by a client that also does what real ones never do."""

import msgspec
import pytest
from aiohttp import ClientSession

from studio.core.messages.events import MetersReported
from studio.core.status import Meter
from studio.web.obs_socket.auth import proof
from studio.web.obs_socket.codes import Close
from studio.web.obs_socket.wire import MSGPACK
from tests.support.obs_studio import PASSWORD, Remote, connected, played
from tests.support.waiting import until


async def test_who_proves_the_password_is_let_in_and_answered() -> None:
    async with played() as studio, connected(studio) as remote:
        assert await remote.identify() == {"op": 2, "d": {"negotiatedRpcVersion": 1}}
        found = await remote.ask("GetCurrentProgramScene")
        assert found["responseData"]["sceneName"] == "One"
        stats = (await remote.ask("GetStats"))["responseData"]
        assert stats["webSocketSessionIncomingMessages"] == 2


async def test_what_is_asked_is_heard_by_all_who_wanted_to() -> None:
    async with (
        played() as studio,
        connected(studio) as asking,
        connected(studio) as hearing,
        connected(studio) as choosy,
    ):
        await asking.identify(eventSubscriptions=0)
        await hearing.identify()
        await choosy.identify(eventSubscriptions=1 << 3)
        await asking.ask("SetCurrentProgramScene", sceneName="Two")
        assert (await hearing.until_event("CurrentProgramSceneChanged"))["sceneName"] == "Two"
        assert (await hearing.until_event("SceneTransitionEnded"))["transitionName"] == "Fade"
        await asking.ask("ToggleInputMute", inputName="Tone")
        assert (await choosy.until_event("InputMuteStateChanged"))["inputMuted"] is True
        assert choosy.events == []


async def test_subscriptions_can_be_changed() -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify(eventSubscriptions=0)
        studio.tell(MetersReported((Meter("tone"),)))
        await remote.send(3, eventSubscriptions=1 << 16)
        assert (await remote.next())["op"] == 2
        studio.tell(MetersReported((Meter("tone"),)))
        told = await remote.until_event("InputVolumeMeters")
        assert [one["inputName"] for one in told["inputs"]] == ["Tone"]


async def test_messagepack_is_spoken_with_who_names_it() -> None:
    async with played() as studio, ClientSession() as session:
        url = f"http://127.0.0.1:{studio.socket.port}/"
        async with session.ws_connect(url, protocols=[MSGPACK]) as socket:
            hello = msgspec.msgpack.decode((await socket.receive()).data)
            asked = hello["d"]["authentication"]
            answer = proof(PASSWORD, asked["salt"], asked["challenge"])
            identify = {"op": 1, "d": {"rpcVersion": 1, "authentication": answer}}
            await socket.send_bytes(msgspec.msgpack.encode(identify))
            assert msgspec.msgpack.decode((await socket.receive()).data)["op"] == 2


async def _ended(remote: Remote) -> int:
    message = await remote.next()
    assert message["op"] == -1
    code: int = message["d"]["code"]
    return code


async def test_a_wrong_password_ends_it(caplog: pytest.LogCaptureFixture) -> None:
    async with played() as studio, connected(studio) as remote:
        assert (await remote.identify("guess"))["d"]["code"] == Close.AUTHENTICATION
        await until(lambda: studio.socket.access().remotes == ())
    assert "wrong password" in caplog.text


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (6, {"requestType": "GetVersion"}, Close.NOT_IDENTIFIED),
        (1, {}, Close.MISSING_FIELD),
        (1, {"rpcVersion": 2}, Close.RPC_VERSION),
    ],
)
async def test_nothing_is_answered_before(op: int, data: dict[str, object], code: Close) -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.next()
        await remote.send(op, **data)
        assert await _ended(remote) == code


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (1, {}, Close.ALREADY_IDENTIFIED),
        (42, {}, Close.UNKNOWN_OP),
        (3, {"eventSubscriptions": "all"}, Close.FIELD_TYPE),
    ],
)
async def test_what_the_protocol_does_not_know_ends_it(
    op: int, data: dict[str, object], code: Close
) -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify()
        await remote.send(op, **data)
        assert await _ended(remote) == code


async def test_a_batch_is_answered() -> None:
    async with played() as studio, connected(studio) as remote:
        await remote.identify()
        await remote.send(8, requestId="b", requests=[{"requestType": "GetStudioModeEnabled"}])
        message = await remote.next()
        assert (message["op"], len(message["d"]["results"])) == (9, 1)
