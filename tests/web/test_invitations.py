"""An invitation is good once, for ten minutes, and for five wrong tries."""

import asyncio

import pytest

from studio.core.clock import NS_PER_S
from studio.core.team import Role
from studio.web.invitations import LASTS_S, Invitations, Redeemed, Refusal
from studio.web.pairing_proof import PairAsked, device_proof, new_nonce, shared_key
from tests.fakes.virtual_clock import VirtualClock
from tests.support.pairing_hub import quick_proofs

PRINT, OTHER = "ab" * 32, "cd" * 32


class Desk:
    """Invitations, and how often they changed."""

    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.changed = self.spoiled = 0
        self.invitations = Invitations(self.clock, self._change, self._spoil)

    def _change(self) -> None:
        self.changed += 1

    def _spoil(self) -> None:
        self.spoiled += 1


@pytest.fixture(autouse=True)
def _quick_proofs(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_proofs(monkeypatch)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def asked(code: str, fingerprint: str = PRINT, name: str = "Mo") -> PairAsked:
    nonce = new_nonce()
    return PairAsked(nonce, device_proof(shared_key(code, fingerprint, nonce), name), name)


async def test_the_code_lets_in_once(desk: Desk) -> None:
    opened = desk.invitations.invite(Role.MODERATOR, "Mo")
    request = asked(opened.code)
    redeemed = await desk.invitations.redeem(request, PRINT)
    assert isinstance(redeemed, Redeemed)
    assert redeemed.invitation == opened
    assert desk.invitations.open_now is None
    assert await desk.invitations.redeem(request, PRINT) is Refusal.OVER
    assert await desk.invitations.redeem(asked(opened.code), PRINT) is Refusal.OVER


async def test_two_at_once_are_not_both_let_in(desk: Desk) -> None:
    opened = desk.invitations.invite(Role.MODERATOR, "Mo")
    both = (desk.invitations.redeem(asked(opened.code), PRINT) for _ in range(2))
    outcomes = await asyncio.gather(*both)
    assert sorted(isinstance(one, Redeemed) for one in outcomes) == [False, True]


async def test_who_saw_another_certificate_is_not_let_in(desk: Desk) -> None:
    opened = desk.invitations.invite(Role.MODERATOR, "Mo")
    assert await desk.invitations.redeem(asked(opened.code, OTHER), PRINT) is Refusal.WRONG
    changed = asked(opened.code, PRINT)
    changed = PairAsked(changed.nonce, changed.proof, "Eve")
    assert await desk.invitations.redeem(changed, PRINT) is Refusal.WRONG


async def test_five_wrong_codes_end_it(desk: Desk) -> None:
    opened = desk.invitations.invite(Role.MODERATOR, "Mo")
    for left in range(5, 0, -1):
        assert desk.invitations.open_now is not None, left
        assert await desk.invitations.redeem(asked("AAAAAAAA"), PRINT) is Refusal.WRONG
    assert desk.invitations.open_now is None
    assert desk.spoiled == 1
    assert await desk.invitations.redeem(asked(opened.code), PRINT) is Refusal.OVER
    again = desk.invitations.invite(Role.MODERATOR, "Mo")
    assert isinstance(await desk.invitations.redeem(asked(again.code), PRINT), Redeemed)


async def test_it_ends_after_ten_minutes_and_says_so_once(desk: Desk) -> None:
    opened = desk.invitations.invite(Role.OVERLAY, "")
    assert opened.until_wall_ms == desk.clock.wall_ms() + 600_000
    desk.clock.advance((LASTS_S - 1) * NS_PER_S)
    desk.invitations.tick()
    assert desk.changed == 1
    desk.clock.advance(NS_PER_S)
    assert await desk.invitations.redeem(asked(opened.code), PRINT) is Refusal.OVER


def test_its_end_is_told(desk: Desk) -> None:
    desk.invitations.invite(Role.MODERATOR, "")
    desk.clock.advance(LASTS_S * NS_PER_S)
    for _ in range(3):
        desk.invitations.tick()
    assert desk.changed == 2
    assert not desk.invitations.cancel()


async def test_another_one_and_taking_back_end_the_earlier(desk: Desk) -> None:
    first = desk.invitations.invite(Role.MODERATOR, "")
    second = desk.invitations.invite(Role.MODERATOR, "")
    assert await desk.invitations.redeem(asked(first.code), PRINT) is Refusal.WRONG
    assert desk.invitations.cancel()
    assert await desk.invitations.redeem(asked(second.code), PRINT) is Refusal.OVER
