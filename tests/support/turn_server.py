"""coturn on a free port of loopback, for tests: relays to loopback, and counts in its log."""

import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.servers import free_port

TURN = Path("/usr/bin/turnserver")
_PATIENCE_S = 20.0


class TurnServer:
    """Users are "studio" with the password "word"; `url` of UDP or TCP."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self.port = free_port()

    def url(self, transport: str = "udp") -> str:
        """As a Link header names it."""
        return f"turn:127.0.0.1:{self.port}?transport={transport}"

    def link(self, transport: str = "udp") -> str:
        """The Link header."""
        return (
            f'<{self.url(transport)}>; rel="ice-server"; username="studio"; '
            'credential="word"; credential-type="password"'
        )

    @property
    def allocations(self) -> int:
        """How often somebody was given a relay."""
        return self._log().count("ALLOCATE processed, success")

    def _log(self) -> str:
        return "".join(path.read_text("utf-8", "replace") for path in self._place.glob("turn*log"))

    def __enter__(self) -> Self:
        self._place.mkdir(exist_ok=True)
        options = (
            *("--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--allow-loopback-peers"),
            *(f"--listening-port={self.port}", "--realm=hawker", "--user=studio:word"),
            *("--lt-cred-mech", "--no-tls", "--no-dtls", "--no-cli", "--verbose"),
            *(f"--log-file={self._place}/turn.log", "--simple-log", f"--userdb={self._place}/db"),
            *(f"--pidfile={self._place}/pid", "--no-rfc5780", "-n"),
        )
        self._process = subprocess.Popen(
            [str(TURN), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + _PATIENCE_S
        while f"127.0.0.1:{self.port}" not in self._log():
            assert self._process.poll() is None, self._log()
            assert time.monotonic() < deadline, self._log()
            time.sleep(0.05)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
