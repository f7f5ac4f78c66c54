"""Collections and profiles on a real disk."""

from pathlib import Path

import msgspec
import pytest

from studio.core.errors import BadInputError, NotFoundError
from studio.core.library import Profile, Shelf
from studio.core.targets import Target
from studio.processes.library.shelves import Index, Shelves, decode_profile
from tests.support.small_show import small_show


@pytest.fixture
def shelves(tmp_path: Path) -> Shelves:
    return Shelves(tmp_path, lambda: 1_764_000_000.0)


def test_what_is_written_is_listed_and_read(shelves: Shelves) -> None:
    show_id = shelves.write_show(small_show())
    target = Target("yt", "YouTube", "rtmp://a.example/live")
    profile_id = shelves.write_profile(Profile(1, "Evening", targets=(target,)))
    shelves.keep_index(Index(show_id, profile_id, "0"))
    (volume,) = shelves.volumes(Shelf.COLLECTION)
    assert (volume.name, volume.parts, volume.is_current) == ("Small", 2, True)
    (volume,) = shelves.volumes(Shelf.PROFILE)
    assert (volume.name, volume.parts) == ("Evening", 1)
    assert shelves.read_show(show_id) == small_show()
    assert shelves.read_profile(profile_id).targets == (target,)
    assert shelves.index() == Index(show_id, profile_id, "0")


def test_a_broken_one_is_listed_with_its_reason_and_never_opened(shelves: Shelves) -> None:
    show_id = shelves.write_show(small_show())
    shelves.path(Shelf.COLLECTION, show_id).write_text("{ broken")
    (volume,) = shelves.volumes(Shelf.COLLECTION)
    assert "this is not a show" in volume.reason
    with pytest.raises(BadInputError, match="not a show"):
        shelves.read_show(show_id)


def test_deleting_is_taken_back(shelves: Shelves) -> None:
    show_id = shelves.write_show(small_show())
    shelves.discard(Shelf.COLLECTION, show_id)
    assert shelves.volumes(Shelf.COLLECTION) == ()
    (discarded,) = shelves.discarded()
    assert (discarded.name, discarded.shelf) == ("Small", Shelf.COLLECTION)
    shelves.bring_back(discarded.id)
    assert [one.id for one in shelves.volumes(Shelf.COLLECTION)] == [show_id]
    assert shelves.discarded() == ()
    with pytest.raises(NotFoundError):
        shelves.bring_back(discarded.id)


def test_what_comes_back_overwrites_nothing(shelves: Shelves) -> None:
    show_id = shelves.write_show(small_show())
    shelves.discard(Shelf.COLLECTION, show_id)
    other = msgspec.structs.replace(small_show(), name="Other")
    shelves.write_show(other, show_id)
    shelves.bring_back(shelves.discarded()[0].id)
    assert {one.name for one in shelves.volumes(Shelf.COLLECTION)} == {"Small", "Other"}


def test_the_one_in_use_stays(shelves: Shelves) -> None:
    shelves.write_show(small_show(), "first")
    with pytest.raises(BadInputError, match="in use"):
        shelves.discard(Shelf.COLLECTION, "first")
    with pytest.raises(NotFoundError):
        shelves.discard(Shelf.COLLECTION, "nobody")


def test_names_get_a_number(shelves: Shelves) -> None:
    shelves.write_show(small_show())
    assert shelves.free_name(Shelf.COLLECTION, "Small") == "Small 2"
    assert shelves.free_name(Shelf.COLLECTION, "Large") == "Large"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "not a profile"),
        (b'{"version":9,"name":"x"}', "version 9"),
        (b'{"version":1,"name":"x","secret":"s"}', "not a profile"),
        (b" " * 4_000_001, "too large"),
        (
            b'{"version":1,"name":"x","targets":[{"id":"a","name":"A","url":"ftp://x"}]}',
            "must begin with",
        ),
    ],
)
def test_a_bad_profile_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        decode_profile(data, "p.json")
