from collections.abc import AsyncIterator, Mapping

import pytest

from studio.core.clock import NS_PER_MS
from studio.core.scene import Canvas
from studio.engine.adapt.feedback import Arrival
from studio.engine.adapt.rungs import Rung, ladder_of
from studio.engine.outputs.adaptation import Adaptation, OneRendition, line_of
from studio.engine.outputs.shared_payloads import SharedPayloads
from studio.engine.outputs.shared_peer import SharedPeer

_LADDER = ladder_of(Canvas(1280, 720, 30), 2_500_000, 3)


class Renditions(OneRendition):
    """Keeps what is wanted."""

    def __init__(self, rungs: tuple[Rung, ...] = _LADDER) -> None:
        super().__init__(rungs)
        self.wanted: dict[int, int] = {}

    def want(self, rates_bps: Mapping[int, int]) -> None:
        """Keep it."""
        self.wanted = dict(rates_bps)


@pytest.fixture
async def peers() -> AsyncIterator[list[SharedPeer]]:
    made = [
        SharedPeer(SharedPayloads(), NS_PER_MS.__mul__, lambda: None, lambda: None)
        for _ in range(5)
    ]
    yield made
    for peer in made:
        await peer.close()


def _measure(peer: SharedPeer, bps: int) -> None:
    peer.estimate.heard([Arrival(0, None)], 0.0)
    peer.estimate.target_bps = float(bps)


async def test_everybody_gets_what_their_line_carries(peers: list[SharedPeer]) -> None:
    renditions = Renditions()
    adaptation = Adaptation(renditions)
    for peer, bps in zip(peers, (6_000_000, 6_000_000, 6_000_000, 1_700_000, 700_000), strict=True):
        _measure(peer, bps)
    asked = adaptation.step(peers, 0.0)
    assert [peer.stitch.wanted for peer in peers] == [0, 0, 0, 1, 2]
    assert asked == {1, 2}
    assert set(renditions.wanted) == {0, 1, 2}
    assert renditions.wanted[0] == 2_500_000
    assert 1_000_000 <= renditions.wanted[1] <= 1_500_000
    assert renditions.wanted[2] < 700_000


async def test_a_key_frame_is_asked_for_again_only_after_a_while(peers: list[SharedPeer]) -> None:
    adaptation = Adaptation(Renditions())
    _measure(peers[0], 700_000)
    assert adaptation.step(peers[:1], 0.0) == {2}
    assert adaptation.step(peers[:1], 0.5) == set()
    assert adaptation.step(peers[:1], 1.1) == {2}
    peers[0].stitch.current = 2
    assert adaptation.step(peers[:1], 3.0) == set()


async def test_with_one_rendition_its_rate_follows_but_not_the_outlier(
    peers: list[SharedPeer],
) -> None:
    renditions = Renditions(ladder_of(Canvas(1280, 720, 30), 2_500_000, 0))
    adaptation = Adaptation(renditions)
    for peer, bps in zip(peers, (2_000_000, 1_800_000, 2_100_000, 1_900_000, 200_000), strict=True):
        _measure(peer, bps)
    adaptation.step(peers, 0.0)
    assert {peer.stitch.wanted for peer in peers} == {0}
    assert 1_400_000 < renditions.wanted[0] < 1_800_000


async def test_nobody_measured_leaves_everything_as_it_is(peers: list[SharedPeer]) -> None:
    renditions = Renditions()
    assert Adaptation(renditions).step(peers, 0.0) == set()
    assert renditions.wanted == {0: 2_500_000}
    assert line_of(peers[0], 1.0).estimate_bps == 0


async def test_without_a_ladder_nothing_is_decided(peers: list[SharedPeer]) -> None:
    _measure(peers[0], 100_000)
    assert Adaptation(OneRendition()).step(peers, 0.0) == set()
    assert peers[0].stitch.wanted == 0
