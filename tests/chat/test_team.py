"""The team: who is here, and that a message is worked on by one of them at most."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from studio.chat.team import CLAIM_S, LEFT_S, Team
from studio.core.clock import NS_PER_S
from studio.core.errors import BadInputError, NotFoundError
from studio.core.team import OWNER, Role, Who
from tests.fakes.virtual_clock import VirtualClock

MO = Who("device-mo", "Mo", Role.MODERATOR)
LI = Who("device-li", "Li", Role.MODERATOR)
TEAM = (OWNER, MO, LI)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def team(clock: VirtualClock) -> Team:
    made = Team(clock)
    made.present(TEAM)
    return made


def holders(team: Team) -> dict[str, str]:
    return {claim.message_id: claim.by for claim in team.claims()}


def test_who_comes_goes_and_looks_is_seen(team: Team, clock: VirtualClock) -> None:
    assert [member.who for member in team.members()] == [*TEAM]
    assert not team.present(TEAM)
    assert team.look(MO, "held", "m1")
    assert not team.look(MO, "held", "m1")
    clock.advance(NS_PER_S)
    assert team.present((MO, Who("device-li", "Li Wei", Role.MODERATOR)))
    mo, li = team.members()
    assert (mo.lane, mo.message_id, mo.since_wall_ms) == ("held", "m1", 1_700_000_000_000)
    assert li.who.name == "Li Wei"
    assert not team.look(OWNER, "live", "m1")


def test_who_only_looks_on_is_none_of_the_team(team: Team) -> None:
    team.present((MO, Who("overlay-1", "Overlay", Role.OVERLAY)))
    assert [member.who for member in team.members()] == [MO]


def test_a_message_is_worked_on_by_one(team: Team) -> None:
    assert team.claim("m1", MO)
    assert not team.claim("m1", MO)
    with pytest.raises(BadInputError, match="Mo works on this already"):
        team.claim("m1", LI)
    with pytest.raises(BadInputError, match="Mo works on this"):
        team.release("m1", LI)
    assert holders(team) == {"m1": MO.id}
    assert team.release("m1", MO)
    assert not team.release("m1", MO)
    assert team.claim("m1", LI)
    assert team.release("m1", OWNER)  # the studio's own may free what is stuck


def test_it_is_handed_over_to_somebody_who_is_here(team: Team) -> None:
    team.claim("m1", MO)
    with pytest.raises(BadInputError):
        team.check_hand_over("m1", LI, LI.id)
    with pytest.raises(NotFoundError):
        team.check_hand_over("m1", MO, "device-none")
    team.check_hand_over("m1", MO, LI.id)
    assert team.hand_over("m1", LI.id)
    assert holders(team) == {"m1": LI.id}
    team.check_hand_over("m2", MO, LI.id)  # nobody works on it: it is put before Li
    assert team.hand_over("m2", LI.id)
    assert holders(team) == {"m1": LI.id, "m2": LI.id}


def test_a_claim_waits_for_its_holder_and_not_for_ever(team: Team, clock: VirtualClock) -> None:
    team.claim("m1", MO)
    team.claim("m2", LI)
    team.present((OWNER, LI))
    clock.advance((LEFT_S - 1) * NS_PER_S)
    team.present(TEAM)  # back in time
    clock.advance(2 * NS_PER_S)
    assert not team.sweep()
    team.present((OWNER, LI))
    clock.advance(LEFT_S * NS_PER_S)
    assert team.sweep()
    assert holders(team) == {"m2": LI.id}
    clock.advance(CLAIM_S * NS_PER_S)
    assert team.sweep()
    assert team.claims() == ()


def test_who_asked_and_left_at_once_holds_nothing_for_long(team: Team, clock: VirtualClock) -> None:
    team.present((OWNER, LI))
    team.claim("m1", MO)
    clock.advance(LEFT_S * NS_PER_S)
    assert team.sweep()


def test_what_is_decided_needs_nobody(team: Team) -> None:
    team.claim("m1", MO)
    assert team.decided(["m1", "m2"])
    assert not team.decided(["m1"])
    assert team.claims() == ()


def test_claims_are_bounded(team: Team) -> None:
    for number in range(500):
        team.claim(f"m{number}", MO)
    with pytest.raises(BadInputError, match="give some back"):
        team.claim("m500", MO)


class AnyOrder(RuleBasedStateMachine):
    """Everybody does anything, in any order: never two holders, never a ghost."""

    who = st.sampled_from(TEAM)
    message = st.sampled_from(["m1", "m2", "m3"])

    def __init__(self) -> None:
        super().__init__()
        self.clock = VirtualClock()
        self.team = Team(self.clock)
        self.here: set[str] = set()
        self.left_ns: dict[str, int] = {}
        self.since_ns: dict[str, int] = {}
        self.holder: dict[str, str] = {}

    def _took(self, message_id: str, by: str) -> None:
        self.holder[message_id] = by
        self.since_ns[message_id] = self.clock.monotonic_ns()
        if by not in self.here:
            self.left_ns.setdefault(by, self.clock.monotonic_ns())

    @rule(who=st.sets(st.sampled_from([0, 1, 2])))
    def come_and_go(self, who: set[int]) -> None:
        now = {TEAM[number].id for number in who}
        for gone in self.here - now:
            self.left_ns[gone] = self.clock.monotonic_ns()
        for back in now:
            self.left_ns.pop(back, None)
        self.here = now
        self.team.present([TEAM[number] for number in sorted(who)])

    @rule(who=who, message_id=message)
    def claim(self, who: Who, message_id: str) -> None:
        other = self.holder.get(message_id, who.id) != who.id
        try:
            took = self.team.claim(message_id, who)
        except BadInputError:
            assert other
            return
        assert not other
        if took:
            self._took(message_id, who.id)

    @rule(who=who, message_id=message)
    def release(self, who: Who, message_id: str) -> None:
        try:
            was = self.team.release(message_id, who)
        except BadInputError:
            assert self.holder[message_id] != who.id
            return
        if was:
            del self.holder[message_id]

    @rule(who=who, to=who, message_id=message)
    def hand_over(self, who: Who, to: Who, message_id: str) -> None:
        try:
            self.team.check_hand_over(message_id, who, to.id)
        except (BadInputError, NotFoundError):
            return
        self.team.hand_over(message_id, to.id)
        self._took(message_id, to.id)

    @rule(message_id=message)
    def decide(self, message_id: str) -> None:
        self.team.decided([message_id])
        self.holder.pop(message_id, None)

    @rule(seconds=st.integers(1, CLAIM_S))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds * NS_PER_S)
        self.team.sweep()
        now_ns = self.clock.monotonic_ns()
        for message_id, by in list(self.holder.items()):
            is_old = now_ns - self.since_ns[message_id] >= CLAIM_S * NS_PER_S
            left_ns = self.left_ns.get(by)
            is_gone = left_ns is not None and now_ns - left_ns >= LEFT_S * NS_PER_S
            if is_old or is_gone:
                del self.holder[message_id]
        for by, left_ns in list(self.left_ns.items()):
            if now_ns - left_ns >= LEFT_S * NS_PER_S:
                del self.left_ns[by]

    @invariant()
    def one_holder_each_and_no_ghost(self) -> None:
        claimed = [claim.message_id for claim in self.team.claims()]
        assert len(claimed) == len(set(claimed))
        assert holders(self.team) == self.holder
        assert {member.who.id for member in self.team.members()} == self.here


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
