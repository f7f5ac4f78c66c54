"""Keeps every viewer on the rendition that their line carries, and each rendition at their rate."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from studio.core.clock import NS_PER_S, Clock
from studio.engine.adapt import choice
from studio.engine.adapt.audience import rate_for
from studio.engine.adapt.choice import SOUND_BPS, Choice, LineNow
from studio.engine.adapt.rungs import Rung
from studio.engine.outputs.shared_peer import SharedPeer

_STEP_S = 0.1
_ASK_AGAIN_S = 1.0
_CEILING_SHARE = 1.5  # of the best rendition: what is worth knowing of a line


class Renditions(Protocol):
    """What is made, and who is told what is watched."""

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """What may be chosen now, best first."""
        ...

    def want(self, rates_bps: Mapping[int, int]) -> None:
        """What is watched, by number of the rung, and the rate that its viewers bear."""
        ...


class OneRendition:
    """A programme that is made once; its rate follows nobody."""

    def __init__(self, rungs: tuple[Rung, ...] = ()) -> None:
        self.rungs = rungs

    def want(self, rates_bps: Mapping[int, int]) -> None:
        """Nothing changes."""


class Adaptation:
    """On the viewers' event loop."""

    def __init__(self, renditions: Renditions) -> None:
        self._renditions = renditions
        self._choices: dict[SharedPeer, Choice] = {}
        self._asked_s: dict[int, float] = {}

    async def run(
        self,
        peers: Callable[[], Iterable[SharedPeer]],
        clock: Clock,
        ask_for_key: Callable[[int], None],
    ) -> None:
        """A few times a second: everybody on the rendition that their line carries."""
        while True:
            await asyncio.sleep(_STEP_S)
            watching = [peer for peer in peers() if peer.connection.connectionState == "connected"]
            for number in self.step(watching, clock.monotonic_ns() / NS_PER_S):
                ask_for_key(number)

    def step(self, peers: Iterable[SharedPeer], now_s: float) -> set[int]:
        """Decide for each and say what is watched; gives the rungs that need a key frame."""
        ladder = self._renditions.rungs
        if not ladder:
            return set()
        before = self._choices
        self._choices = {}
        rooms: dict[int, list[float]] = {}
        waited: set[int] = set()
        for peer in peers:
            line = line_of(peer, now_s)
            chosen = choice.decide(before.get(peer, Choice()), line, ladder)
            self._choices[peer] = chosen
            self._tell(peer, chosen.number, ladder)
            if peer.stitch.wanted != peer.stitch.current:
                waited.add(chosen.number)
            room_bps = choice.room_for_picture(line) if line.estimate_bps else None
            counted = rooms.setdefault(chosen.number, [])
            if room_bps is not None:
                counted.append(room_bps)
        rungs = {rung.number: rung for rung in ladder}
        rates_bps = {number: rate_for(rungs[number], found) for number, found in rooms.items()}
        self._renditions.want(rates_bps)
        return self._to_ask(waited, now_s)

    def _to_ask(self, waited: set[int], now_s: float) -> set[int]:
        """Not again within a second: one key frame answers everybody who waits."""
        asked = {
            number for number in waited if now_s - self._asked_s.get(number, -1e9) >= _ASK_AGAIN_S
        }
        self._asked_s.update(dict.fromkeys(asked, now_s))
        return asked

    def _tell(self, peer: SharedPeer, number: int, ladder: tuple[Rung, ...]) -> None:
        best = ladder[0]
        peer.estimate.ceiling_bps = round((best.most_bps + SOUND_BPS) * _CEILING_SHARE)
        peer.stitch.wanted = number
        needed_bps = (best.most_bps + SOUND_BPS) * 1.2
        peer.want_more(peer.estimate.target_bps < needed_bps)


def line_of(peer: SharedPeer, now_s: float) -> LineNow:
    """What is known of a peer's line."""
    return LineNow(
        now_s=now_s,
        estimate_bps=0 if peer.is_local else peer.estimate_bps,
        loss=peer.loss,
        round_trip_ms=peer.round_trip_ms,
        waiting_ms=peer.waiting_ms,
    )
