"""The WHIP sender against a real peer, and against servers that bend the rules."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from studio.core.clock import NS_PER_MS
from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.engine.media import PacketKind
from studio.engine.outputs.rtc_hooks import use_host_addresses
from studio.engine.outputs.targets.whip import WhipMemory, WhipSender
from studio.engine.outputs.targets.whip_http import IceServer
from tests.support.broadcast import Broadcast
from tests.support.encoded import video
from tests.support.janus import JANUS, janus
from tests.support.servers import free_port
from tests.support.turn_server import TURN, TurnServer
from tests.support.waiting import wait_until
from tests.support.whip_server import WhipServer

_PATIENCE_S = 30.0


@pytest.fixture(autouse=True)
def _on_loopback() -> None:
    use_host_addresses(is_loopback_only=True)


def sender_to(url: str, token: str = "", memory: WhipMemory | None = None) -> WhipSender:
    return WhipSender(
        url, token, memory or WhipMemory(), lambda media_ns: media_ns * NS_PER_MS, lambda: None
    )


@contextmanager
def sending(sender: WhipSender) -> Iterator[threading.Event]:
    """The programme goes to it; the event is set when it fails."""
    has_failed, is_over = threading.Event(), threading.Event()
    with Broadcast() as programme:
        reader = programme.fanout.attach("whip", sender.kinds, 400)
        first = reader.get(10)
        assert first is not None
        sender.open(first, None, None)

        def pump() -> None:
            while not is_over.is_set():
                packet = reader.get(0.1)
                try:
                    if packet is not None:
                        sender.write(packet)
                except StudioError:
                    has_failed.set()
                    return

        pumping = threading.Thread(target=pump, name="pump")
        pumping.start()
        yield has_failed
        is_over.set()
        pumping.join(10)
        reader.close()
        sender.close()


def test_picture_and_sound_arrive_and_the_end_is_told() -> None:
    with WhipServer() as server:
        sender = sender_to(server.url, "secret-token")
        with sending(sender):
            wait_until(lambda: server.pictures > 20 and server.sounds > 20, _PATIENCE_S)
            wait_until(lambda: sender.sent_bytes > 1000)
        assert server.width_px == 160
        assert server.tokens == ["Bearer secret-token"]
        assert server.ended == ["1"]


def test_a_redirect_that_keeps_the_method_is_followed_and_no_token_means_no_header() -> None:
    with WhipServer() as server:
        with sending(sender_to(server.url.replace("/whip", "/moved"))):
            wait_until(lambda: server.pictures > 3, _PATIENCE_S)
        assert server.tokens == [""]


def test_a_server_that_names_no_session_gets_the_show_and_cannot_be_told_the_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with WhipServer(headers={"Location": ""}) as server:
        with sending(sender_to(server.url)):
            wait_until(lambda: server.pictures > 3, _PATIENCE_S)
        assert server.ended == []
    assert "names no session" in caplog.text


def test_a_server_that_goes_is_noticed() -> None:
    with WhipServer() as server, sending(sender_to(server.url)) as has_failed:
        wait_until(lambda: server.pictures > 3, _PATIENCE_S)
        server.drop_all()
        assert has_failed.wait(_PATIENCE_S)


def test_the_servers_ice_servers_are_kept_for_the_next_time() -> None:
    memory = WhipMemory()
    link = '<turn:127.0.0.1:9?transport=udp>; rel="ice-server"; username="me"; credential="word"'
    with WhipServer(headers={"Link": link}) as server, sending(sender_to(server.url, "", memory)):
        wait_until(lambda: server.pictures > 1, _PATIENCE_S)
    assert memory.ice_servers == (IceServer("turn:127.0.0.1:9?transport=udp", "me", "word"),)


def refusal(sender: WhipSender) -> StudioError:
    with pytest.raises(StudioError) as caught:
        sender.open(video(1.0)[0], None, None)
    sender.close()
    sender.close()
    assert "secret-token" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("status", "headers", "text", "kind", "words"),
    [
        (401, {}, "", BadInputError, "refuses the token"),
        (403, {}, "", BadInputError, "refuses the token"),
        (404, {}, "", BadInputError, "nothing at this address"),
        (415, {}, "", BadInputError, "the server refuses: 415"),
        (409, {}, "", UnavailableError, "somebody streams there already"),
        (503, {"Retry-After": "5"}, "", UnavailableError, "cannot take it now"),
        (500, {}, "", UnavailableError, "cannot take it now"),
        (301, {"Location": "/other"}, "", BadInputError, "as WHIP forbids"),
        (307, {"Location": "/whip"}, "", BadInputError, "sends us on and on"),
        (307, {"Location": "file:///etc/passwd"}, "", BadInputError, "to a wrong address"),
        (200, {}, "<html>welcome</html>", BadInputError, "does not answer as WHIP does"),
        (201, {}, "v=0\r\n" + "a=x\r\n" * 20_000, BadInputError, "does not answer as WHIP does"),
        (201, {}, "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n", BadInputError, "not take H.264"),
        (
            201,
            {},
            "v=0\r\nm=video 9 X 96\r\na=rtpmap:96 H264/90000\r\n",
            BadInputError,
            "cannot be read",
        ),
        (
            201,
            {},
            "v=0\r\nm=video 0 X 96\r\na=rtpmap:96 H264/90000\r\n",
            BadInputError,
            "not take H.264",
        ),
    ],
)
def test_servers_that_bend_the_rules_get_one_sentence(
    status: int, headers: dict[str, str], text: str, kind: type[StudioError], words: str
) -> None:
    async def behave(_request: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers=headers, text=text)

    with WhipServer(behave) as server:
        error = refusal(sender_to(server.url, "secret-token"))
    assert isinstance(error, kind)
    assert words in error.what
    assert error.where == server.url.removesuffix("/whip")


def test_nobody_there() -> None:
    error = refusal(sender_to(f"http://127.0.0.1:{free_port()}/whip", "secret-token"))
    assert isinstance(error, UnavailableError)
    assert error.what == "the server does not answer"


def test_no_such_name() -> None:
    assert "can be found" in refusal(sender_to("http://no-such-host.invalid/whip")).what


def test_a_server_that_stalls_can_be_left() -> None:
    async def stall(_request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(60)
        return web.Response()

    with WhipServer(stall) as server:
        sender = sender_to(server.url)
        threading.Timer(0.5, sender.abort).start()
        error = refusal(sender)
    assert isinstance(error, UnavailableError)


def test_it_takes_opus() -> None:
    sender = sender_to("http://127.0.0.1:9/whip")
    assert sender.kinds == {PacketKind.VIDEO, PacketKind.AUDIO}
    with pytest.raises(UnavailableError, match="closed"):
        sender.write(video(1.0)[0])
    sender.close()


def only_relays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sender and server have no kind of address in common, so no direct way leads there."""

    def addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
        is_server = threading.current_thread().name == "whip-peer"
        return ["127.0.0.1"] if is_server else ["::1"]

    monkeypatch.setattr("aioice.ice.get_host_addresses", addresses)


with_turn = pytest.mark.skipif(not TURN.exists(), reason="needs coturn, which not all have")


@with_turn
@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_where_only_a_relay_leads_there_the_first_try_goes_over_it(
    transport: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_relays(monkeypatch)
    with TurnServer(tmp_path / "turn") as turn:
        headers = {"Link": turn.link(transport), "ETag": '"one"'}
        with WhipServer(headers=headers) as server:
            sender = sender_to(server.url)
            with sending(sender):
                wait_until(lambda: server.pictures > 20 and server.sounds > 20, _PATIENCE_S)
            ((etag, fragment),) = server.patches
            assert len(server.offers) == 1
        assert turn.allocations >= 1
    assert etag == '"one"'
    assert " typ relay raddr " in fragment
    assert fragment.endswith("a=end-of-candidates\r\n")


@with_turn
def test_without_the_right_word_no_relay_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_relays(monkeypatch)
    with TurnServer(tmp_path / "turn") as turn:
        link = turn.link().replace('credential="word"', 'credential="wrong"')
        with WhipServer(headers={"Link": link}) as server:
            error = refusal(sender_to(server.url))
            assert (turn.allocations, server.patches) == (0, [])
            assert server.ended == ["1"]
    assert isinstance(error, UnavailableError)
    assert "firewall" in error.what


@with_turn
def test_a_server_that_takes_no_trickle_is_told_with_the_next_offer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_relays(monkeypatch)
    memory = WhipMemory()
    with TurnServer(tmp_path / "turn") as turn, WhipServer(headers={"Link": turn.link()}) as server:
        server.patch_statuses = [405]
        for count in (1, 2):
            with sending(sender_to(server.url, "", memory)):
                wait_until(lambda: server.pictures > 3, _PATIENCE_S)
            server.pictures = 0
            assert (" typ relay " in server.offers[-1]) is (count == 2)
        assert len(server.patches) == 1


@with_turn
@pytest.mark.parametrize(
    ("statuses", "etags"),
    [
        ([200], ["*"]),
        ([412, 204], ['"one"', "*"]),
        ([428, 428], ["", "*"]),
        ([422], ['"one"']),
        ([500], [""]),
    ],
)
def test_whatever_is_answered_to_candidates_the_way_is_tried(
    statuses: list[int], etags: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_relays(monkeypatch)
    memory = WhipMemory()
    with TurnServer(tmp_path / "turn") as turn:
        headers = {"Link": turn.link()} | ({"ETag": etags[0]} if etags[0] else {})
        with WhipServer(headers=headers) as server:
            server.patch_statuses = statuses
            with sending(sender_to(server.url, "", memory)):
                wait_until(lambda: server.pictures > 3, _PATIENCE_S)
            assert [etag for etag, _ in server.patches] == etags
    assert memory.takes_trickle


def test_an_unknown_kind_of_ice_server_is_passed_over() -> None:
    link = '<turn:[::1]:1>; rel="ice-server", <stun:127.0.0.1:1?transport=x>; rel="ice-server"'
    with WhipServer(headers={"Link": link}) as server, sending(sender_to(server.url)):
        wait_until(lambda: server.pictures > 3, _PATIENCE_S)
    assert server.patches == []


def test_a_path_that_dies_without_a_word_is_noticed() -> None:
    with WhipServer() as server, sending(sender_to(server.url)) as has_failed:
        wait_until(lambda: server.pictures > 3, _PATIENCE_S)
        server.go_deaf()
        assert has_failed.wait(_PATIENCE_S)


def test_an_end_that_hangs_is_left() -> None:
    with WhipServer() as server:
        server.delete_s = 60.0
        with sending(sender_to(server.url)):
            wait_until(lambda: server.pictures > 3, _PATIENCE_S)
        assert server.ended == ["1"]


@pytest.mark.skipif(not JANUS.exists(), reason="needs janus, which not every system has")
def test_a_real_janus_takes_it(tmp_path: Path) -> None:
    use_host_addresses(is_loopback_only=False)  # Janus takes no part of loopback
    with janus(tmp_path / "janus") as server:
        with sending(sender_to(server.url)):
            wait_until(lambda: min(server.recorded_bytes().values()) > 5000, _PATIENCE_S)
        assert server.ended == 1
