"""Who may open a control socket, told from the request before anybody speaks."""

from contextlib import ExitStack

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from studio.core.clock import NS_PER_S
from studio.core.team import OWNER, Role, Who
from studio.web.control_door import ControlDoor
from tests.fakes.virtual_clock import VirtualClock

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
