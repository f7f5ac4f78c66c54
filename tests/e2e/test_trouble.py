"""A real browser on a bad line: losses are mended, and a narrow line gets a smaller picture."""

from collections.abc import Iterator

import pytest

from studio.core.status import ViewerStatus
from tests.support.far_viewer import FarViewer, far_viewer
from tests.support.network_relay import Line
from tests.support.network_trouble import why_not

_REASON = why_not()

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(_REASON), reason=_REASON),
]
_PATIENCE_S = 40.0


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarViewer]:
    with far_viewer(tmp_path_factory.mktemp("far"), "--demo") as made:
        yield made


def _status(far: FarViewer) -> ViewerStatus:
    (viewer,) = far.studio.snapshot().stats.viewers
    return viewer


def test_what_is_lost_is_sent_again(far: FarViewer) -> None:
    far.network.set(Line(loss=0.08, delay_ms=30, jitter_ms=10))
    numbers = len(far.viewer.numbers())
    again = far.viewer.inbound("video").get("retransmittedPacketsReceived", 0)

    def is_mended(_viewer: object) -> bool:
        inbound = far.viewer.inbound("video")
        has_enough = len(far.viewer.numbers()) > numbers + 90
        return has_enough and inbound["retransmittedPacketsReceived"] > again + 5

    far.viewer.wait_for(is_mended, _PATIENCE_S)
    assert far.viewer.numbers() == sorted(far.viewer.numbers())
    assert _status(far).loss > 0


def test_a_narrow_line_gets_a_smaller_picture_and_later_the_whole_again(far: FarViewer) -> None:
    far.network.set(Line())
    far.viewer.wait_for(lambda _: _status(far).rung == 0, _PATIENCE_S)
    far.network.set(Line(rate_bps=500_000, delay_ms=20))
    far.viewer.wait_for(lambda _: _status(far).rung >= 2, _PATIENCE_S)
    far.viewer.wait_for(lambda one: one.inbound("video")["frameHeight"] < 720, _PATIENCE_S)
    assert far.studio.snapshot().stats.renditions
    numbers = len(far.viewer.numbers())
    far.viewer.wait_for(lambda one: len(one.numbers()) > numbers + 15, _PATIENCE_S)
    far.network.set(Line())
    far.viewer.wait_for(lambda one: one.inbound("video")["frameHeight"] == 720, _PATIENCE_S)
    far.viewer.wait_for(lambda _: _status(far).rung == 0, _PATIENCE_S)
