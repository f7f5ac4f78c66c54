"""Real IRC servers for tests, each on a port of its own on loopback, and a person who writes."""

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers import free_port
from tests.support.waiting import wait_until

_NGIRCD = """[Global]
Name = irc.test.local
AdminInfo1 = test
Info = test
Listen = 127.0.0.1
Ports = {port}
ServerUID = irc
ServerGID = irc
PidFile =
[Options]
DNS = no
Ident = no
PAM = no
[Limits]
MaxConnections = {most}
MaxConnectionsIP = 0
MaxNickLength = 30
PingTimeout = 120
PongTimeout = 20
"""
_INSPIRCD = """<server name="irc.test.local" description="test" id="97K" network="Test">
<admin name="t" nick="t" email="t@test.local">
<bind address="127.0.0.1" port="{port}" type="clients">
<connect name="all" allow="*" timeout="30" pingfreq="120" hardsendq="1M" softsendq="1M"
 recvq="64K" localmax="{most}" globalmax="{most}" resolvehostnames="no" useident="no" maxchans="20"
 fakelag="no" commandrate="100000" threshold="10000">
<options defaultmodes="ot">
<module name="cap">
<module name="ircv3_ctctags">
<module name="ircv3_msgid">
<module name="ircv3_servertime">
<security runasuser="irc" runasgroup="irc">
<pid file="{folder}/pid">
"""


@contextmanager
def running_irc(kind: str, port: int = 0, most: int = 50) -> Iterator[int]:
    """``kind``: ngircd or inspircd, for at most so many; gives its port.

    Who is not in a room may write into it.
    """
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="hawker-irc-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        config = folder / "ircd.conf"
        text = _NGIRCD if kind == "ngircd" else _INSPIRCD
        config.write_text(text.format(port=port, folder=folder, most=most))
        commands = {
            "ngircd": ["/usr/sbin/ngircd", "-n", "-f"],
            "inspircd": ["/usr/sbin/inspircd", "--nofork", "--nopid", "--runasroot", "--config"],
        }
        command = [*commands[kind], str(config)]
        log = (folder / "log").open("wb")
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
        try:
            wait_until(lambda: _answers(port) or server.poll() is not None, 10)
            assert server.poll() is None, (folder / "log").read_text()
            yield port
        finally:
            server.kill()
            server.wait(10)
            log.close()


class Writer:
    """Somebody in the room, over a plain socket."""

    def __init__(self, port: int, nick: str, channel: str) -> None:
        self._channel = channel
        self._socket = socket.create_connection(("127.0.0.1", port), 5)
        self._heard = b""
        self._socket.sendall(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n".encode())
        self._until(b" 376 ", b" 422 ")
        self._socket.sendall(f"JOIN #{channel}\r\n".encode())
        self._until(b" 366 ")

    def say(self, text: str) -> None:
        """One line in the room."""
        self._socket.sendall(f"PRIVMSG #{self._channel} :{text}\r\n".encode())

    def hears(self, text: str) -> None:
        """Wait until somebody said that."""
        self._until(text.encode())

    def close(self) -> None:
        """Leave."""
        self._socket.close()

    def _until(self, *signs: bytes) -> None:
        deadline = time.monotonic() + 10
        while not any(sign in self._heard for sign in signs):
            assert time.monotonic() < deadline, self._heard[-500:]
            data = self._socket.recv(65536)
            assert data, self._heard[-500:]
            for line in data.split(b"\r\n"):
                if line.startswith(b"PING"):
                    self._socket.sendall(line.replace(b"PING", b"PONG") + b"\r\n")
            self._heard += data


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
    except OSError:
        return False
    return True
