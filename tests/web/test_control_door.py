"""Who may open a control socket, from this machine and from others, and who is put out."""

from collections.abc import AsyncIterator
from contextlib import ExitStack

import pytest
from aiohttp import WSMsgType, WSServerHandshakeError, web
from aiohttp.test_utils import make_mocked_request

from studio.core.clock import NS_PER_S
from studio.core.messages import envelope as frames
from studio.core.messages.events import Topic
from studio.core.messages.requests import GetSnapshot, StartRecording
from studio.core.team import OWNER, Role, Who
from studio.web.control_door import ControlDoor
from tests.fakes.virtual_clock import VirtualClock
from tests.support.control_hub import (
    LIVE,
    NOTHING,
    OTHERS,
    TOKEN,
    ControlHub,
    ask,
    close_code,
    next_event,
    next_frame,
    next_kind,
    next_response,
    opened_hub,
)
from tests.support.waiting import until

MO = Who("helper-mo", "Mo", Role.MODERATOR)


def _door(clock: VirtualClock | None = None) -> ControlDoor:
    return ControlDoor("owner's", {"mo's": MO}.get, clock or VirtualClock())


def _request(**headers: str) -> web.Request:
    return make_mocked_request("GET", "/control", headers=headers)


def test_the_owner_s_token_is_good_here_only() -> None:
    door = _door()
    assert door.who_has("owner's", "127.0.0.1", is_remote=False) == OWNER
    assert door.who_has("owner's", "192.0.2.7", is_remote=True) is None
    for is_remote in (False, True):
        assert door.who_has("mo's", "192.0.2.7", is_remote=is_remote) == MO
        for wrong in ("", "mo", "mo's ", "\udcff"):
            assert door.who_has(wrong, "192.0.2.7", is_remote=is_remote) is None


def test_names_of_this_machine_are_asked_for_here_and_any_from_afar() -> None:
    door = _door()
    door.check(_request(Host="localhost:81"), is_remote=False)
    door.check(_request(Host="studio.lan"), is_remote=True)
    with pytest.raises(web.HTTPForbidden):
        door.check(_request(Host="studio.lan"), is_remote=False)
    for is_remote in (False, True):
        with pytest.raises(web.HTTPForbidden):
            door.check(_request(Host="localhost", Origin="null"), is_remote=is_remote)


def test_ten_wrong_tokens_shut_out_for_a_while_and_knocking_does_not_make_it_longer() -> None:
    clock = VirtualClock()
    door = _door(clock)
    address = _request().remote or ""
    for _ in range(10):
        door.check(_request(), is_remote=True)
        door.who_has("guess", address, is_remote=True)
    for _ in range(3):
        with pytest.raises(web.HTTPTooManyRequests):
            door.check(_request(), is_remote=True)
    clock.advance(7 * NS_PER_S)
    door.check(_request(), is_remote=True)


def test_only_so_many_may_be_silent_at_once() -> None:
    door = _door()
    with ExitStack() as silent:
        for _ in range(32):
            silent.enter_context(door.hearing(is_remote=True))
        with pytest.raises(web.HTTPServiceUnavailable):
            door.check(_request(), is_remote=True)
        door.check(_request(Host="localhost"), is_remote=False)
    door.check(_request(), is_remote=True)
    with pytest.raises(ZeroDivisionError), door.hearing(is_remote=True):
        raise ZeroDivisionError
    door.check(_request(), is_remote=True)


@pytest.fixture
async def hub() -> AsyncIterator[ControlHub]:
    async with opened_hub() as hub:
        yield hub


async def test_from_afar_only_paired_devices_are_let_in(hub: ControlHub) -> None:
    assert await close_code(await hub.knock(token=TOKEN, is_remote=True)) == 4009
    helper = await hub.window(NOTHING, "a moderator", is_remote=True)
    await ask(helper, "ask-1", GetSnapshot())
    assert (await next_response(helper)).status == frames.Status.SUCCESS


async def test_from_afar_any_name_will_do_but_no_web_page(hub: ControlHub) -> None:
    url = f"http://127.0.0.1:{hub.remote_port}/control"
    async with hub.session.ws_connect(url, headers={"Host": "studio.lan"}) as socket:
        assert isinstance(await next_frame(socket), frames.Hello)
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.session.ws_connect(url, origin="https://studio.lan")
    assert caught.value.status == 403


async def test_a_device_that_is_put_out_hears_and_asks_nothing_more(hub: ControlHub) -> None:
    windows = [await hub.window(Topic.SHOW, "a moderator", is_remote=True) for _ in range(2)]
    owner = await hub.window(Topic.SHOW)
    del hub.known["a moderator"]
    hub.server.put_out("d-1")
    hub.server.tell(LIVE)
    for socket in windows:
        assert await next_kind(socket) is WSMsgType.CLOSE
        assert socket.close_code == 4009
    assert await next_event(owner) == LIVE
    assert hub.server.present == (OWNER,)
    assert await close_code(await hub.knock(token="a moderator", is_remote=True)) == 4009
    assert hub.asked == []


async def test_what_was_asked_before_and_read_after_is_not_done(hub: ControlHub) -> None:
    socket = await hub.window(NOTHING, "a moderator", is_remote=True)
    await ask(socket, "late", GetSnapshot())
    hub.server.put_out("d-1")  # before the loop had a turn to read the question
    assert await close_code(socket) == 4009
    assert hub.asked == []


async def test_who_is_there_is_told_once_for_all_their_windows(hub: ControlHub) -> None:
    helper = OTHERS["a moderator"]
    first = await hub.window(NOTHING, "a moderator")
    second = await hub.window(NOTHING, "a moderator", is_remote=True)
    owner = await hub.window()
    assert hub.present == [(helper,), (helper, OWNER)]
    hub.server.rename(Who("d-1", "Moritz", Role.MODERATOR))
    await first.close()
    await owner.close()
    await until(lambda: hub.server.clients == 1)
    await second.close()
    await until(lambda: hub.server.clients == 0)
    renamed = Who("d-1", "Moritz", Role.MODERATOR)
    assert set(hub.present[2]) == {renamed, OWNER}
    assert hub.present[3:] == [(renamed,), ()]
    assert hub.server.present == ()


async def test_one_device_opens_so_many_windows_and_no_more(hub: ControlHub) -> None:
    windows = [await hub.window(NOTHING, "a moderator", is_remote=True) for _ in range(4)]
    fifth = await hub.knock(token="a moderator", is_remote=True)
    assert await close_code(fifth) == 4008
    windows += [await hub.window() for _ in range(5)]
    await until(lambda: hub.server.clients == len(windows))


async def test_who_guesses_from_afar_is_shut_out_for_a_while(hub: ControlHub) -> None:
    for number in range(10):
        assert await close_code(await hub.knock(token=f"no {number}", is_remote=True)) == 4009
    with pytest.raises(WSServerHandshakeError) as caught:
        await hub.knock(token="a moderator", is_remote=True)
    assert caught.value.status == 429
    socket = await hub.window()  # this machine's own windows are not concerned
    await socket.close()


async def test_a_client_that_asks_and_asks_is_read_no_faster_than_answered(hub: ControlHub) -> None:
    socket = await hub.window()
    for number in range(70):
        await ask(socket, f"ask-{number}", StartRecording("/a.mp4"))
    await until(lambda: len(hub.asked) == 64)
    other = await hub.window()  # whoever else there is goes on meanwhile
    assert len(hub.asked) == 64
    await other.close()
    hub.gate.set()
    for _ in range(70):
        assert (await next_response(socket)).status == frames.Status.SUCCESS
