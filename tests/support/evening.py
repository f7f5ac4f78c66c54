"""Who and what takes part in a whole evening, and what of it is seen, here and there."""

from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from PySide6.QtGui import QColor

from studio.core.timecode import read_timecode
from studio.engine.outputs.recording_names import WORKING_SUFFIX
from studio.ui.words import tr
from tests.support.browser import Browser, Viewer
from tests.support.hand import Hand, says
from tests.support.janus import Janus
from tests.support.network_trouble import NetworkTrouble
from tests.support.newcomer import Newcomer
from tests.support.servers import NginxRtmp

_PHONE_AT = (0.79, 0.11)  # a place in the phone's picture where the fake camera is green
_PIXEL_JS = """([x, y]) => {
  const video = document.getElementById('video');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  const { videoWidth: width, videoHeight: height } = video;
  context.drawImage(video, width * x, height * y, 4, 4, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


@dataclass(slots=True)
class Evening:
    """``network`` where a line can be spoilt; ``skipped``: pictures that were never made."""

    person: Newcomer
    browser: Browser
    rtmp: NginxRtmp
    janus: Janus
    network: NetworkTrouble | None = None
    hand: Hand = field(default_factory=Hand)
    skipped: int = 0

    def state_is(self, word: str) -> None:
        """The word in the header."""
        header = self.person.window.header
        self.hand.until(lambda: header.state_text == tr(word), f"the header says {tr(word)}")

    def reads(self, words: str) -> None:
        """A sentence anywhere in the window."""
        window = self.person.window
        self.hand.until(lambda: says(window, words), f"the window says {words!r}")

    def press(self, word: str) -> None:
        """A button of the window."""
        self.hand.press(self.person.window, tr(word))

    def key(self, keys: str) -> None:
        """Keys in the window."""
        self.hand.key(self.person.window, keys)

    def skipped_now(self) -> int:
        """Pictures that a busy machine had no time for until now; told once a second."""
        session = self.person.shell.session
        before = session.state.stats.frames.rendered
        self.hand.until(lambda: session.state.stats.frames.rendered > before, "it counts")
        return session.state.stats.frames.skipped

    def rows(self) -> list[str]:
        """The scenes by name."""
        scenes = self.person.window.scenes.list
        return [scenes.item(row).text() for row in range(scenes.count())]

    def shows_phone(self) -> bool:
        """Whether the phone's picture is in the window's picture."""
        view = self.person.window.preview
        seen = view.grab().toImage()
        canvas = view.hands.contents.canvas
        x, y = _PHONE_AT[0] * canvas.width_px, _PHONE_AT[1] * canvas.height_px
        at = view.viewport.to_widget(x, y)
        ratio = seen.devicePixelRatio()
        colour = seen.pixelColor(round(at[0] * ratio), round(at[1] * ratio))
        return _is_green(colour)

    @property
    def recordings(self) -> list[Path]:
        """Finished recordings."""
        return self._films("Hawker")

    @property
    def replays(self) -> list[Path]:
        """Saved replays."""
        return self._films("Replay")

    def rtmp_bytes(self) -> int:
        """How much of the newest connection lies at nginx."""
        found = self.rtmp.recordings()
        return found[-1].stat().st_size if found else 0

    def _films(self, begin: str) -> list[Path]:
        found = (self.person.home / "Videos" / "Hawker").glob(f"{begin}*.mp4")
        return sorted(one for one in found if not one.name.endswith(WORKING_SUFFIX))


def sees_phone(viewer: Viewer) -> bool:
    """Whether the phone's picture is in the viewer's."""
    red, green, blue = viewer.page.evaluate(_PIXEL_JS, list(_PHONE_AT))
    return _is_green(QColor(red, green, blue))


def numbers_in(film: Path) -> list[int]:
    """The programme's number of every picture in a film; AssertionError: one cannot be read."""
    numbers: list[int] = []
    with av.open(str(film)) as opened:
        for frame in opened.decode(video=0):
            code = read_timecode(frame.to_ndarray(format="gray").astype(np.uint8))
            assert code is not None, f"picture {len(numbers)} of {film.name} has no number"
            numbers.append(code.number)
    return numbers


def sounds_in(film: Path) -> list[tuple[int, int]]:
    """Where each packet of the sound begins and ends, in the film's own units."""
    with av.open(str(film)) as opened:
        return [
            (packet.pts, packet.pts + packet.duration)
            for packet in opened.demux(audio=0)
            if packet.pts is not None and packet.duration is not None
        ]


def _is_green(colour: QColor) -> bool:
    return colour.green() > colour.red() + 60 and colour.green() > colour.blue() + 60
