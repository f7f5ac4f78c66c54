"""A real bad network for a test: namespaces of its own, joined by a line that can be spoilt.

The studio runs in one namespace (10.77.0.1), the browser in another (10.77.0.2), and every
frame between them goes through `network_relay`. The page itself comes over a tunnel that is
never spoilt, so that what is measured is the media. Needs root and Linux; `why_not` says so.
"""

import contextlib
import ctypes
import fcntl
import os
import select
import shutil
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.network_relay import Line, told

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_SIOCETHTOOL, _STXCSUM = 0x8946, 0x17
_ADDRESSES = ("10.77.0.1/24", "10.77.0.2/24")
_PREFIX = "hawker"
_ROOT = Path(__file__).parents[2]


def why_not() -> str:
    """Why it cannot be had here; empty when it can."""
    if not sys.platform.startswith("linux") or shutil.which("ip") is None:
        return "a bad network needs Linux with iproute2"
    if os.geteuid() != 0:
        return "a bad network needs root (network namespaces)"
    made = subprocess.run(["ip", "netns", "add", _name("try")], capture_output=True, check=False)
    if made.returncode:
        return "this machine allows no network namespaces"
    _ip("netns", "del", _name("try"))
    return ""


class NetworkTrouble:
    """While it is entered, this thread and what it starts live in the studio's namespace."""

    def __init__(self) -> None:
        self._studio, self._viewer, self._middle = _name("st"), _name("vi"), _name("mi")
        self._undo = contextlib.ExitStack()

    def __enter__(self) -> Self:
        _sweep()
        with contextlib.ExitStack() as undo:
            for name in (self._studio, self._viewer, self._middle):
                _ip("netns", "add", name)
                undo.callback(_ip, "netns", "del", name)
                _ip("-n", name, "link", "set", "lo", "up")
            self._join(self._studio, "st", _ADDRESSES[0])
            self._join(self._viewer, "vi", _ADDRESSES[1])
            undo.enter_context(inside(self._studio))
            self._relay = subprocess.Popen(
                [
                    *("ip", "netns", "exec", self._middle, sys.executable),
                    *("-m", "tests.support.network_relay", "st1", "vi1"),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=_ROOT,
            )
            undo.callback(self._end_relay)
            self.set(Line())
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._undo.close()

    def set(self, line: Line) -> None:
        """The line is so from now on."""
        assert self._relay.stdin is not None
        assert self._relay.stdout is not None
        self._relay.stdin.write(told(line))
        self._relay.stdin.flush()
        assert self._relay.stdout.readline() == "ok\n", "the relay has ended"

    def there(self) -> list[str]:
        """What starts a program at the viewer's end."""
        return ["ip", "netns", "exec", self._viewer]

    def browser(self, folder: Path, executable: str = "/usr/bin/chromium") -> str:
        """An executable that starts the browser at the viewer's end."""
        script = folder / "browser-over-there"
        script.write_text(f'#!/bin/sh\nexec {" ".join(self.there())} {executable} "$@"\n')
        script.chmod(0o755)
        return str(script)

    def open_tunnel(self, port: int) -> None:
        """What the viewer's 127.0.0.1:``port`` takes goes to the studio's, as long as this is."""
        with inside(self._viewer):
            door = socket.create_server(("127.0.0.1", port))
        tunnel = _Tunnel(door, port)
        self._undo.callback(tunnel.close)

    def _join(self, name: str, link: str, address: str) -> None:
        """An interface in the namespace, whose other end lies in the middle."""
        _ip("-n", name, "link", "add", f"{link}0", "type", "veth", "peer", "name", f"{link}1")
        _ip("-n", name, "link", "set", f"{link}1", "netns", self._middle)
        _ip("-n", name, "addr", "add", address, "dev", f"{link}0")
        with inside(name):
            _write_checksums(f"{link}0")
        _ip("-n", name, "link", "set", f"{link}0", "up")
        _ip("-n", self._middle, "link", "set", f"{link}1", "up")

    def _end_relay(self) -> None:
        assert self._relay.stdin is not None
        assert self._relay.stdout is not None
        self._relay.stdin.close()
        self._relay.stdout.close()
        self._relay.wait(10)


class _Tunnel:
    """One thread that carries bytes between the two loopbacks."""

    def __init__(self, door: socket.socket, port: int) -> None:
        self._door = door
        self._port = port
        self._end, self._told = socket.socketpair()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._thread = threading.Thread(target=self._run, name="tunnel")
        self._thread.start()

    def close(self) -> None:
        """End it."""
        self._end.close()
        self._thread.join()

    def _run(self) -> None:
        while True:
            readable, _, _ = select.select([self._told, self._door, *self._pairs], [], [])
            if self._told in readable:
                break
            for one in readable:
                if one is self._door:
                    self._accept()
                elif one in self._pairs:
                    self._carry(one)
        for one in (self._told, self._door, *self._pairs):
            one.close()

    def _accept(self) -> None:
        near, _ = self._door.accept()
        try:
            far = socket.create_connection(("127.0.0.1", self._port))
        except OSError:  # the studio has ended
            near.close()
            return
        self._pairs[near], self._pairs[far] = far, near

    def _carry(self, one: socket.socket) -> None:
        other = self._pairs[one]
        with contextlib.suppress(OSError):
            some = one.recv(65_536)
            if some:
                other.sendall(some)
                return
        for end in (one, other):
            del self._pairs[end]
            end.close()


@contextlib.contextmanager
def inside(name: str) -> Iterator[None]:
    """This thread, and what it makes meanwhile, in the namespace."""
    with open("/proc/thread-self/ns/net", "rb") as home, open(f"/run/netns/{name}", "rb") as there:
        _enter(there.fileno())
        try:
            yield
        finally:
            _enter(home.fileno())


def _enter(fd: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.setns(fd, _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "cannot enter a network namespace")


def _write_checksums(interface: str) -> None:
    """Have the kernel write checksums: between veths it would leave them to hardware."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        value = ctypes.create_string_buffer(struct.pack("II", _STXCSUM, 0))
        request = struct.pack("16sP", interface.encode(), ctypes.addressof(value))
        fcntl.ioctl(any_socket, _SIOCETHTOOL, request)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


def _name(part: str) -> str:
    return f"{_PREFIX}-{os.getpid()}-{part}"


def _sweep() -> None:
    """Remove what a killed process of ours has left behind."""
    for place in Path("/run/netns").glob(f"{_PREFIX}-*-*"):
        if not Path("/proc", place.name.split("-")[1]).exists():
            _ip("netns", "del", place.name)
