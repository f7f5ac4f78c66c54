"""Viewers with less than the whole picture are spoken of in words, and only they."""

import pytest

from studio.core.status import EncoderStatus, EngineStats, RenditionStatus, ViewerStatus
from studio.core.targets import TargetState, TargetStatus
from studio.ui import words
from studio.ui.health.judge import Look
from studio.ui.health.renditions import lesser_pictures, picture_of
from studio.ui.state import ViewState
from tests.support.small_show import small_show

_RENDITIONS = (RenditionStatus(1, 1280, 720, 15), RenditionStatus(2, 640, 360, 30))


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.choose("en")


def _state(*rungs: int, target_bps: int = 2_500_000) -> ViewState:
    viewers = tuple(ViewerStatus(str(at), rung=rung) for at, rung in enumerate(rungs))
    encoder = EncoderStatus("x264", target_bps=target_bps)
    stats = EngineStats(encoder=encoder, viewers=viewers, renditions=_RENDITIONS)
    return ViewState(show=small_show(), stats=stats)


def _said(state: ViewState, shown: frozenset[str] = frozenset()) -> list[str]:
    return [reason.text for reason in lesser_pictures(Look(state, 0.0, shown, ()))]


def test_when_all_have_the_whole_nothing_is_said() -> None:
    assert _said(_state(0, 0)) == []


def test_who_has_less_is_counted_by_what_they_lack() -> None:
    assert _said(_state(0, 0, 0, 2, 2)) == [
        "2 of 5 viewers get the smaller picture: their line is poor"
    ]
    assert _said(_state(0, 1, 2)) == [
        "1 of 3 viewers get every second picture: their line is poor",
        "1 of 3 viewers get the smaller picture: their line is poor",
    ]


def test_when_most_have_less_it_may_be_the_streamers_own_line() -> None:
    (few,) = lesser_pictures(Look(_state(0, 0, 2), 0.0, frozenset(), ()))
    (most,) = lesser_pictures(Look(_state(0, 2, 2), 0.0, frozenset(), ()))
    assert few.advice == ""
    assert "your own line" in most.advice


def test_a_rate_that_follows_the_audience_is_said_and_leaves_late() -> None:
    (said,) = _said(_state(0, target_bps=1_400_000))
    assert said.startswith("The picture takes 1.4 of 2.5 Mb/s")
    assert _said(_state(0, target_bps=2_300_000)) == []
    assert _said(_state(0, target_bps=2_300_000), frozenset({"rate-follows"}))


def test_a_server_that_takes_less_is_named() -> None:
    server = TargetStatus("shop", "Shop TV", TargetState.LIVE, room_bps=1_600_000)
    stats = EngineStats(encoder=EncoderStatus("x264", target_bps=1_400_000), targets=(server,))
    assert _said(ViewState(show=small_show(), stats=stats)) == [
        "The picture takes 1.4 of 2.5 Mb/s: the way to Shop TV carries no more"
    ]


def test_it_is_said_in_chinese() -> None:
    words.choose("zh")
    assert _said(_state(0, 2)) == ["2 位观众中有 1 位的网络较差，收到的是小尺寸画面"]


def test_each_viewers_picture_has_its_size_and_rate() -> None:
    state = _state(0, 1, 2, 3)
    said = [picture_of(viewer, state) for viewer in state.stats.viewers]
    assert said == ["720p 30", "720p 15", "360p 30", ""]
