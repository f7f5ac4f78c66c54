"""Where the hub is reached."""

import socket

import pytest
from aiohttp import web

from studio.core.running import HubCard
from studio.processes.listening import Listening, serve, serve_page


def test_where_a_hub_was_reached_is_read_from_its_card() -> None:
    card = HubCard(
        *(1, 1.0, "ws://127.0.0.1:9001/control", "token", "http://192.168.1.7:8480/"),
        *("http://192.168.1.7:8480/whep", 8480),
    )
    assert Listening.of_card(card) == Listening("192.168.1.7", 8480, 9001)
    assert Listening("127.0.0.1", 8480, 9001).viewer_url == "http://127.0.0.1:8480/"


async def runner() -> web.AppRunner:
    made = web.AppRunner(web.Application())
    await made.setup()
    return made


async def test_a_neighbour_does_as_well_unless_somebody_insists() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        first, second = await runner(), await runner()
        with pytest.raises(OSError, match=str(port)):
            await serve_page(first, "127.0.0.1", port, may_move=False)
        assert port < await serve_page(second, "127.0.0.1", port, may_move=True) <= port + 20
        await first.cleanup()
        await second.cleanup()


async def test_any_port_is_found() -> None:
    made = await runner()
    assert await serve(made, "127.0.0.1", 0) > 0
    await made.cleanup()
