"""A real Chromium that watches the viewer page and writes down what it sees and hears."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Page, Playwright, sync_playwright

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    # Media stays on loopback: Chromium would hide its address, and leave 127.0.0.1 out.
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
_FAKE_DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
_KEEP_PEERS_JS = """
window.peers = [];
window.RTCPeerConnection = class extends window.RTCPeerConnection {
  constructor(...all) { super(...all); window.peers.push(this); }
};
"""
_INBOUND_JS = """async (kind) => {
  const sum = {};
  for (const peer of window.peers) {
    for (const row of (await peer.getStats()).values()) {
      if (row.type !== 'inbound-rtp' || row.kind !== kind) continue;
      for (const [name, value] of Object.entries(row)) {
        if (typeof value === 'number') sum[name] = (sum[name] || 0) + value;
      }
    }
  }
  return sum;
}"""
_WATCH_JS = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class SeenPicture:
    """One shown picture: its programme number, when it was composed and when it was shown."""

    number: int
    stamp_ms: int
    shown_ms: float

    @property
    def delay_ms(self) -> float:
        """From composing to showing."""
        return (self.shown_ms - self.stamp_ms) % 2**32


class Browser:
    """One Chromium; every `watch` is a viewer of its own."""

    def __init__(
        self, executable: str = "/usr/bin/chromium", *, has_fake_devices: bool = False
    ) -> None:
        self._executable = executable
        self._arguments = [*_ARGUMENTS, *(_FAKE_DEVICES if has_fake_devices else ())]

    def __enter__(self) -> Self:
        self._playwright: Playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=self._executable, args=self._arguments
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def open(self, url: str, **context: Any) -> Page:
        """A page in a context of its own."""
        page = self._browser.new_context(**context).new_page()
        page.goto(url)
        return page

    def watch(self, url: str) -> "Viewer":
        """Open the viewer page and begin to read it."""
        context = self._browser.new_context(viewport={"width": 1280, "height": 720})
        context.add_init_script(_KEEP_PEERS_JS)
        page = context.new_page()
        page.goto(url)
        page.evaluate(_WATCH_JS)
        return Viewer(page)


class Viewer:
    """One person who watches."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def pictures(self) -> list[SeenPicture]:
        """Every picture seen so far whose timecode could be read, in the order shown."""
        rows = self.page.evaluate("() => window.watching.pictures")
        return [SeenPicture(int(row[0]), int(row[1]), float(row[2])) for row in rows]

    def numbers(self) -> list[int]:
        """The programme numbers of every decoded picture, in order."""
        return [int(number) for number in self.page.evaluate("() => window.watching.numbers")]

    def handed(self) -> list[SeenPicture]:
        """Every decoded picture, with the moment at which the browser handed it to the page."""
        rows = self.page.evaluate("() => window.watching.handed")
        return [SeenPicture(int(row[0]), int(row[1]), float(row[2])) for row in rows]

    def missing(self) -> int:
        """Pictures between the first and the last that were not shown; they must come in order."""
        numbers = self.numbers()
        assert numbers == sorted(set(numbers)), "a picture came twice or out of its place"
        return numbers[-1] - numbers[0] + 1 - len(numbers)

    def lost_here(self) -> int:
        """Pictures that arrived and that this browser dropped, or its page was too busy to take."""
        untaken = int(self.page.evaluate("() => window.watching.untaken()"))
        return untaken + int(self.inbound("video")["framesDropped"])

    def inbound(self, kind: str) -> dict[str, float]:
        """The browser's own inbound-rtp figures (W3C webrtc-stats), summed over connections."""
        return {str(k): float(v) for k, v in self.page.evaluate(_INBOUND_JS, kind).items()}

    def beeps_ms(self) -> list[float]:
        """Wall clock at which each beep began to be heard."""
        return [float(ms) for ms in self.page.evaluate("() => window.watching.beeps")]

    def loudest_hz(self) -> tuple[float, float]:
        """The strongest frequency heard now, and its level in dB."""
        heard = self.page.evaluate("() => window.watching.loudest()")
        return float(heard["hz"]), float(heard["db"] if heard["db"] is not None else -200.0)

    def wait_for(self, condition: Callable[["Viewer"], bool], timeout_s: float) -> None:
        """Look again and again; AssertionError when the time is over."""
        deadline = time.monotonic() + timeout_s
        while not condition(self):
            if time.monotonic() > deadline:
                text = self.page.evaluate("() => document.body.innerText")
                raise AssertionError(f"not seen within {timeout_s} s; the page says: {text!r}")
            self.page.wait_for_timeout(100)

    def wait_for_pictures(self, count: int, timeout_s: float = 20.0) -> list[SeenPicture]:
        """At least ``count`` pictures more than now."""
        before = len(self.pictures())
        self.wait_for(lambda viewer: len(viewer.pictures()) >= before + count, timeout_s)
        return self.pictures()[before:]
