import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.engine.outputs.targets.whip_http import IceServer, WhipHttp, ice_servers_of


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ([], ()),
        (['<stun:stun.example.net>; rel="ice-server"'], (IceServer("stun:stun.example.net"),)),
        (
            [
                '<stun:a>; rel=ice-server, <turn:b:3478>; rel="ice-server"; username="u";'
                ' credential="c,d"; credential-type="password"'
            ],
            (IceServer("stun:a"), IceServer("turn:b:3478", "u", "c,d")),
        ),
        (['<https://x/events>; rel="urn:ietf:params:whip:ext:core:server-sent-events"'], ()),
        (['<https://x>; rel="ice-server"'], ()),
        (["nonsense", "<>", "<turn:b>"], ()),
    ],
)
def test_ice_servers_are_read_from_links(links: list[str], found: tuple[IceServer, ...]) -> None:
    assert ice_servers_of(links) == found


@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_header_is_read(links: list[str]) -> None:
    assert len(ice_servers_of(links)) <= 8


def test_many_are_cut() -> None:
    assert len(ice_servers_of(['<stun:a>; rel="ice-server"'] * 50)) == 8


async def test_outside_of_its_context_it_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="context"):
        await WhipHttp("http://127.0.0.1:9/", "").offer("v=0")
