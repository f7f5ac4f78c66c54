"""Real servers to send to, each on a free port of loopback: nginx with RTMP, SRT's own tool."""

import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

_NGINX = "/usr/sbin/nginx"
_MODULE = "/usr/lib/nginx/modules/ngx_rtmp_module.so"
_PATIENCE_S = 20.0


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port that nobody has now."""
    with socket.socket(socket.AF_INET, kind) as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class NginxRtmp:
    """nginx-rtmp that records what it gets into ``place``; `stop` and `start` as one likes.

    A key that is "refused" is refused.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.port = free_port()
        self._judge = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        (place / "nginx.conf").write_text(
            f"load_module {_MODULE}; daemon off; master_process off;\n"
            f"pid {place}/pid; error_log {place}/error.log info; events {{}}\n"
            f"http {{ access_log off; client_body_temp_path {place}; proxy_temp_path {place};\n"
            f"fastcgi_temp_path {place}; uwsgi_temp_path {place}; scgi_temp_path {place};\n"
            f"server {{ listen 127.0.0.1:{self._judge};\n"
            "location / { if ($arg_name = refused) { return 403; } return 204; } } }\n"
            f"rtmp {{ server {{ listen 127.0.0.1:{self.port}; access_log off;\n"
            "application live { live on; record all; record_unique on;\n"
            f"record_path {place}; notify_method get;\n"
            f"on_publish http://127.0.0.1:{self._judge}/; }} }} }}\n"
        )

    @property
    def url(self) -> str:
        """Without a key."""
        return f"rtmp://127.0.0.1:{self.port}/live"

    def start(self) -> None:
        """Listen."""
        self._process = subprocess.Popen(
            [_NGINX, "-p", str(self.place), "-c", str(self.place / "nginx.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self._judge}/", timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError((self.place / "error.log").read_text())

    def stop(self) -> None:
        """Go away."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def recordings(self) -> list[Path]:
        """What came, oldest first."""
        return sorted(self.place.glob("*.flv"), key=lambda path: path.stat().st_mtime_ns)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class SrtListener:
    """`srt-live-transmit` that writes what it gets into a file."""

    def __init__(self, path: Path, passphrase: str = "") -> None:
        self.path = path
        self.port = free_port(socket.SOCK_DGRAM)
        self._passphrase = passphrase

    def __enter__(self) -> Self:
        secret = f"&passphrase={self._passphrase}" if self._passphrase else ""
        with self.path.open("wb") as out:
            self._process = subprocess.Popen(
                [
                    *("srt-live-transmit", "-q", "-a:no"),
                    f"srt://127.0.0.1:{self.port}?mode=listener{secret}",
                    "file://con",
                ],
                stdout=out,
                stderr=subprocess.DEVNULL,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
