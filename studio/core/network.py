"""How others on the network reach this computer."""

import socket

import psutil

LOOPBACK = "127.0.0.1"
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - names, nothing listens here
_SOMEWHERE = ("192.0.2.1", 9)  # an address for documentation (RFC 5737); nothing is sent to it


def address_for_others() -> str:
    """The address from which this computer talks to its network; loopback when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_SOMEWHERE)  # a datagram socket only looks the route up
            return str(asked.getsockname()[0])
        except OSError:
            # A network that leads nowhere else, such as a router without a line, is one too.
            here = sorted(one for one in usable_addresses() if ":" not in one)
            return here[0] if here else LOOPBACK


def url_of(host: str, port: int) -> str:
    """The address to give to viewers of a page that listens there, with a slash at its end."""
    shown = address_for_others() if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def usable_addresses() -> frozenset[str]:
    """This computer's addresses on networks that are there now, without loopback."""
    stats = psutil.net_if_stats()
    found = set()
    for name, addresses in psutil.net_if_addrs().items():
        if name not in stats or not stats[name].isup:
            continue
        for one in addresses:
            is_ip = one.family in (socket.AF_INET, socket.AF_INET6)
            address = one.address.partition("%")[0]
            if is_ip and not is_loopback(address) and not address.startswith("fe80:"):
                found.add(address)
    return frozenset(found)


def is_loopback(address: str) -> bool:
    """Whether the address never leaves this computer."""
    return address.startswith("127.") or address == "::1"
