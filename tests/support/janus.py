"""Janus behind a small WHIP front, for tests only: its own API is not WHIP.

It records what it gets into its room's folder. Janus takes no part of loopback, so media goes
over this machine's own address and never leaves the machine.
"""

import json
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from studio.core.ids import new_id
from tests.support.servers import free_port

JANUS = Path("/usr/bin/janus")
_LIBRARIES = Path("/usr/lib/x86_64-linux-gnu/janus")
_ROOM = 1234
_PATIENCE_S = 20.0


class Janus:
    """``url`` is a WHIP endpoint; `sound_and_picture_bytes` what was recorded until now."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.ended = 0
        self._port = free_port()
        for name in ("plugins", "transports", "handlers", "loggers", "room"):
            (place / name).mkdir()
        (place / "plugins" / "room.so").symlink_to(_LIBRARIES / "plugins/libjanus_videoroom.so")
        http = _LIBRARIES / "transports/libjanus_http.so"
        (place / "transports" / "libjanus_http.so").symlink_to(http)
        (place / "janus.jcfg").write_text(
            f'general: {{ configs_folder = "{place}"; plugins_folder = "{place}/plugins"\n'
            f'transports_folder = "{place}/transports"; events_folder = "{place}/handlers"\n'
            f'loggers_folder = "{place}/loggers" }}\nmedia: {{ ipv6 = false }}\n'
        )
        (place / "janus.transport.http.jcfg").write_text(
            f'general: {{ http = true; port = {self._port}; ip = "127.0.0.1" }}\n'
        )
        self._front = ThreadingHTTPServer(("127.0.0.1", 0), _front_of(self))
        self._serving = threading.Thread(target=self._front.serve_forever, name="whip-front")

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"http://127.0.0.1:{self._front.server_port}/whip"

    def recorded_bytes(self) -> dict[str, int]:
        """How much of sound and picture lies on its disk."""
        found = {"audio": 0, "video": 0}
        for path in (self.place / "room").glob("*.mjr"):
            for kind in found:
                found[kind] += path.stat().st_size if kind in path.name else 0
        return found

    def answer(self, offer_sdp: str) -> str:
        """Join the room as a publisher with this offer; Janus's answer."""
        session = self._ask("", {"janus": "create"})["data"]["id"]
        attach = {"janus": "attach", "plugin": "janus.plugin.videoroom"}
        handle = self._ask(f"/{session}", attach)["data"]["id"]
        room = {
            **{"request": "create", "room": _ROOM, "record": True},
            **{"rec_dir": str(self.place / "room"), "videocodec": "h264", "audiocodec": "opus"},
        }
        where = f"/{session}/{handle}"
        self._ask(where, {"janus": "message", "body": room})
        body = {"request": "joinandconfigure", "room": _ROOM, "ptype": "publisher"}
        jsep = {"type": "offer", "sdp": offer_sdp}
        self._ask(where, {"janus": "message", "body": body, "jsep": jsep})
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            event = self._get(f"/{session}?maxev=1")
            if isinstance(event, dict) and "jsep" in event:
                return str(event["jsep"]["sdp"])
        raise AssertionError("Janus gave no answer")

    def __enter__(self) -> Self:
        log = (self.place / "log").open("wb")
        self._process = subprocess.Popen(
            [str(JANUS), "-F", str(self.place), "-C", str(self.place / "janus.jcfg")],
            stdout=log,
            stderr=log,
        )
        log.close()
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            try:
                self._get("/info")
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        else:
            raise AssertionError((self.place / "log").read_text())
        self._serving.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._front.shutdown()
        self._front.server_close()
        self._serving.join(10)
        self._process.terminate()
        self._process.wait(20)

    def _ask(self, path: str, message: dict[str, Any]) -> Any:
        data = json.dumps({**message, "transaction": new_id("t")}).encode()
        return self._read(urllib.request.Request(self._address(path), data=data))

    def _get(self, path: str) -> Any:
        return self._read(urllib.request.Request(self._address(path)))

    def _address(self, path: str) -> str:
        return f"http://127.0.0.1:{self._port}/janus{path}"

    @staticmethod
    def _read(request: urllib.request.Request) -> Any:
        with urllib.request.urlopen(request, timeout=40) as answer:
            return json.load(answer)


def _front_of(front: Janus) -> type[BaseHTTPRequestHandler]:
    class Front(BaseHTTPRequestHandler):
        """POST offers, DELETE ends."""

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            answer = front.answer(self.rfile.read(length).decode())
            self.send_response(201)
            self.send_header("Content-Type", "application/sdp")
            self.send_header("Location", "/session")
            self.end_headers()
            self.wfile.write(answer.encode())

        def do_DELETE(self) -> None:
            front.ended += 1
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *_arguments: object) -> None:
            """Nothing."""

    return Front


@contextmanager
def janus(place: Path) -> Iterator[Janus]:
    """A Janus that runs."""
    place.mkdir()
    with Janus(place) as running:
        yield running
