"""A studio and a browser at the two ends of a network that can be spoilt."""

import contextlib
import itertools
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.browser import Browser, SeenPicture, Viewer
from tests.support.network_trouble import NetworkTrouble
from tests.support.studio import RunningStudio

_FIRST_PICTURES = 30
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class FarViewer:
    """Who watches over the network, and what they watch."""

    network: NetworkTrouble
    studio: RunningStudio
    viewer: Viewer


@contextlib.contextmanager
def far_viewer(place: Path, *arguments: str) -> Iterator[FarViewer]:
    """A studio with the data folder ``place/data``, seen by Chromium in another namespace."""
    environment = {**os.environ, "HAWKER_LOOPBACK_ONLY": ""}
    with (
        NetworkTrouble() as network,
        RunningStudio(place / "data", "--timecode", *arguments, environment=environment) as studio,
    ):
        network.open_tunnel(urlsplit(studio.viewer_url).port or 80)
        with Browser(network.browser(place)) as browser:
            viewer = browser.watch(studio.viewer_url)
            viewer.wait_for_pictures(_FIRST_PICTURES, _PATIENCE_S)
            yield FarViewer(network, studio, viewer)


def forget(viewer: Viewer) -> None:
    """Count from now on."""
    viewer.page.evaluate(
        "() => { for (const name of ['pictures', 'numbers', 'handed', 'quietMs'])"
        " window.watching[name].length = 0; }"
    )


def gaps_ms(pictures: Sequence[SeenPicture]) -> list[float]:
    """Between each picture and the next, as the browser handed them over."""
    return [after.shown_ms - before.shown_ms for before, after in itertools.pairwise(pictures)]


def quiet_ms(viewer: Viewer) -> list[float]:
    """How long each silence of more than 50 ms was."""
    return [float(ms) for ms in viewer.page.evaluate("() => window.watching.quietMs")]
