import stat
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.guests import MOST_LINKS, GuestLifetime, GuestLink, GuestState
from studio.web.guest_book import GuestBook, GuestRefused
from tests.fakes.virtual_clock import VirtualClock

HOUR_S = 3600


class Desk:
    """A book, and what it said was closed."""

    def __init__(self, path: Path) -> None:
        self.path = path / "guests.json"
        self.clock = VirtualClock()
        self.closed: list[tuple[str, GuestState]] = []
        self.book = self.reopened()

    def reopened(self) -> GuestBook:
        return GuestBook(
            self.path, self.clock, lambda link, state: self.closed.append((link.name, state))
        )

    def make(
        self, name: str = "Phone", lifetime: GuestLifetime = GuestLifetime.HOUR
    ) -> tuple[GuestLink, str]:
        return self.book.create(name, lifetime, has_camera=True, has_microphone=True)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_token_lets_in_and_is_kept_as_a_hash_only(desk: Desk) -> None:
    link, token = desk.make()
    assert desk.book.find(token) == link
    assert desk.book.find(token + "x") == GuestRefused("unknown")
    assert desk.book.find("") == GuestRefused("unknown")
    assert token not in desk.path.read_text()
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600
    assert desk.reopened().find(token) == link


def test_a_link_expires_and_says_so_once(desk: Desk) -> None:
    link, token = desk.make()
    desk.clock.advance(HOUR_S * 10**9 - 1)
    desk.book.tick()
    assert desk.closed == []
    desk.clock.advance(10**9)
    assert desk.book.find(token) == GuestRefused("expired")
    desk.book.tick()
    desk.book.tick()
    assert desk.closed == [("Phone", GuestState.EXPIRED)]
    assert [one.state for one in desk.book.links()] == [GuestState.EXPIRED]
    desk.reopened().tick()
    assert len(desk.closed) == 1, "what expired before is no news"
    assert link.expires_wall_ms <= desk.clock.wall_ms()


def test_a_link_for_the_show_ends_with_it(desk: Desk) -> None:
    _, for_show = desk.make("Show", GuestLifetime.SHOW)
    _, for_day = desk.make("Day", GuestLifetime.DAY)
    desk.book.end_show()
    assert desk.book.find(for_show) == GuestRefused("expired")
    assert isinstance(desk.book.find(for_day), GuestLink)
    assert desk.closed == [("Show", GuestState.EXPIRED)]


def test_a_revoked_link_lets_nobody_in(desk: Desk) -> None:
    link, token = desk.make()
    desk.book.revoke(link.id, is_forgotten=False)
    assert desk.book.find(token) == GuestRefused("revoked")
    assert desk.closed == [("Phone", GuestState.REVOKED)]
    desk.book.revoke(link.id, is_forgotten=True)
    assert desk.book.find(token) == GuestRefused("unknown")
    assert desk.book.links() == ()
    assert len(desk.closed) == 1
    with pytest.raises(NotFoundError):
        desk.book.revoke(link.id, is_forgotten=False)


def test_a_renewed_link_has_another_token(desk: Desk) -> None:
    link, old = desk.make()
    desk.book.revoke(link.id, is_forgotten=False)
    renewed, fresh = desk.book.renew(link.id, "Anna", GuestLifetime.DAY, (True, False))
    assert (renewed.id, renewed.name, renewed.has_microphone) == (link.id, "Anna", False)
    assert desk.book.find(old) == GuestRefused("unknown")
    assert desk.book.find(fresh) == renewed


def test_there_is_a_limit_and_a_guest_sends_something(desk: Desk) -> None:
    with pytest.raises(BadInputError, match="a camera or a microphone"):
        desk.book.create("x", GuestLifetime.HOUR, has_camera=False, has_microphone=False)
    for _ in range(MOST_LINKS):
        desk.make()
    with pytest.raises(BadInputError, match="the limit"):
        desk.make()


def test_a_broken_file_lets_nobody_in_and_is_kept(desk: Desk) -> None:
    _, token = desk.make()
    desk.path.write_text('{"entries": [{"link": 3}]}')
    assert desk.reopened().find(token) == GuestRefused("unknown")
    assert [path.name for path in desk.path.parent.glob("guests.broken-*")]


def test_a_disk_that_refuses_makes_no_link(desk: Desk) -> None:
    desk.path.mkdir()
    with pytest.raises(UnavailableError, match="could not be saved"):
        desk.make()
    assert desk.book.links() == ()
