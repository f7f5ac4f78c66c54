import stat
from pathlib import Path

import pytest

from studio.core.devices import MOST_DEVICES
from studio.core.errors import BadInputError, NotFoundError, UnavailableError
from studio.core.team import Role, Who
from studio.web.device_book import DeviceBook
from tests.fakes.virtual_clock import VirtualClock


class Desk:
    """A book on disk."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "devices.json"
        self.clock = VirtualClock()
        self.book = self.reopened()

    def reopened(self) -> DeviceBook:
        return DeviceBook(self.path, self.clock)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_token_lets_in_and_is_kept_as_a_hash_only(desk: Desk) -> None:
    device, token = desk.book.add("Mo\u202e's laptop", Role.MODERATOR)
    assert device.name == "Mo's laptop"
    who = Who(device.id, "Mo's laptop", Role.MODERATOR)
    assert desk.book.who_has(token) == desk.reopened().who_has(token) == who
    for wrong in ("", token[:-1], token + "x", "\udcff"):
        assert desk.book.who_has(wrong) is None
    assert token not in desk.path.read_text()
    assert stat.S_IMODE(desk.path.stat().st_mode) == 0o600


def test_a_revoked_device_is_let_in_no_more_and_keeps_its_name(desk: Desk) -> None:
    device, token = desk.book.add("Mo", Role.MODERATOR)
    desk.book.revoke(device.id)
    for book in (desk.book, desk.reopened()):
        assert book.who_has(token) is None
        assert book.who_has("") is None
        (kept,) = book.devices()
        assert (kept.name, kept.is_revoked) == ("Mo", True)
    with pytest.raises(NotFoundError):
        desk.book.revoke(device.id)
    with pytest.raises(NotFoundError):
        desk.book.rename(device.id, "Mo")


def test_a_renamed_device_is_called_so_from_now_on(desk: Desk) -> None:
    device, token = desk.book.add("", Role.OVERLAY)
    assert device.name == "Overlay"
    assert desk.book.rename(device.id, "  Screen   left ").name == "Screen left"
    who = desk.reopened().who_has(token)
    assert who is not None
    assert who.name == "Screen left"
    with pytest.raises(BadInputError, match="needs a name"):
        desk.book.rename(device.id, "\u200b ")


def test_when_it_was_last_here_is_kept_but_not_at_every_moment(desk: Desk) -> None:
    device, _token = desk.book.add("Mo", Role.MODERATOR)
    paired = device.paired_wall_ms
    desk.clock.advance(1_000_000_000)
    desk.book.seen(device.id)
    desk.book.seen("nobody")
    assert desk.book.devices()[0].last_seen_wall_ms == paired + 1_000
    assert desk.reopened().devices()[0].last_seen_wall_ms == 0
    desk.clock.advance(60_000_000_000)
    desk.book.seen(device.id)
    assert desk.reopened().devices()[0].last_seen_wall_ms == paired + 61_000


def test_there_is_a_limit_which_revoked_ones_do_not_fill(desk: Desk) -> None:
    first, _token = desk.book.add("First", Role.MODERATOR)
    for _ in range(MOST_DEVICES - 1):
        desk.book.add("Mo", Role.MODERATOR)
    with pytest.raises(BadInputError, match="the limit"):
        desk.book.add("Mo", Role.MODERATOR)
    desk.book.revoke(first.id)
    desk.book.add("Mo", Role.MODERATOR)


def test_a_broken_file_lets_nobody_in_and_is_kept(desk: Desk) -> None:
    _device, token = desk.book.add("Mo", Role.MODERATOR)
    desk.path.write_text('{"entries": [{"device": 3}]}')
    assert desk.reopened().who_has(token) is None
    assert list(desk.path.parent.glob("devices.broken-*"))


def test_a_disk_that_refuses_changes_nothing(desk: Desk) -> None:
    device, token = desk.book.add("Mo", Role.MODERATOR)
    desk.path.unlink()
    desk.path.mkdir()
    with pytest.raises(UnavailableError, match="could not be saved"):
        desk.book.add("Eve", Role.MODERATOR)
    with pytest.raises(UnavailableError):
        desk.book.revoke(device.id)
    assert desk.book.who_has(token) is not None
    assert len(desk.book.devices()) == 1
