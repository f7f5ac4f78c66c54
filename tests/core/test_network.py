import socket

import pytest

from studio.core.network import LOOPBACK, address_for_others, is_loopback, url_of, usable_addresses


def test_the_address_is_one_of_this_computer() -> None:
    address = address_for_others()
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind((address, 0))  # only an address of one's own can be bound


def test_without_a_network_it_is_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_socket: socket.socket, _address: object) -> None:
        raise OSError("network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    monkeypatch.setattr("studio.core.network.usable_addresses", lambda: frozenset[str]())
    assert address_for_others() == LOOPBACK
    alone = frozenset({"2001:db8::1", "192.0.2.20"})  # a router without a line
    monkeypatch.setattr("studio.core.network.usable_addresses", lambda: alone)
    assert address_for_others() == "192.0.2.20"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8480/"),
        ("::1", "http://[::1]:8480/"),
        ("shop.example", "http://shop.example:8480/"),
        ("0.0.0.0", f"http://{address_for_others()}:8480/"),
    ],
)
def test_viewers_get_an_address_that_they_can_open(host: str, url: str) -> None:
    assert url_of(host, 8480) == url


def test_the_addresses_to_use_are_those_of_networks_that_are_there() -> None:
    found = usable_addresses()
    assert not any(is_loopback(address) or address.startswith("fe80") for address in found)
    assert address_for_others() in found | {LOOPBACK}


@pytest.mark.parametrize(
    ("address", "is_own"), [("127.0.0.9", True), ("::1", True), ("10.0.0.1", False)]
)
def test_loopback_is_known(address: str, is_own: bool) -> None:
    assert is_loopback(address) is is_own
