import base64
import hashlib
from pathlib import Path

import pytest

from studio.core.errors import BadInputError, UnavailableError
from studio.core.messages.requests import KeepPicture
from studio.engine.kept_pictures import KeptPictures

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def part(data: bytes, first: int, last: int, *, of: bytes = b"") -> KeepPicture:
    digest = hashlib.sha256(of or data).hexdigest()
    return KeepPicture(digest, len(data), first, base64.b64encode(data[first:last]).decode())


@pytest.fixture
def kept(tmp_path: Path) -> KeptPictures:
    return KeptPictures(tmp_path / "pictures")


def test_parts_become_a_file_named_after_what_is_in_it(kept: KeptPictures, tmp_path: Path) -> None:
    assert kept.take(part(PNG, 0, 500)) is None
    path = kept.take(part(PNG, 500, len(PNG)))
    assert path == tmp_path / "pictures" / f"{hashlib.sha256(PNG).hexdigest()}.png"
    assert path is not None
    assert path.read_bytes() == PNG
    assert kept.take(part(PNG, 0, 500)) == path  # known already


def test_beginning_again_is_allowed(kept: KeptPictures) -> None:
    assert kept.take(part(PNG, 0, 500)) is None
    assert kept.take(part(PNG, 0, 400)) is None
    assert kept.take(part(PNG, 400, len(PNG))) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        part(PNG, 100, 200),
        KeepPicture("0" * 64, 10, 0, "no base64!"),
        KeepPicture("0" * 64, 10, 0, ""),
        KeepPicture("0" * 64, 2, 0, base64.b64encode(b"more").decode()),
        part(PNG, 0, len(PNG), of=b"something else"),
        part(b"<svg/>", 0, 6),
    ],
)
def test_what_is_not_whole_or_no_picture_is_refused(
    kept: KeptPictures, wrong: KeepPicture, tmp_path: Path
) -> None:
    with pytest.raises(BadInputError):
        kept.take(wrong)
    assert list(tmp_path.rglob("*.png")) == []


def test_only_a_few_are_on_their_way_at_once(kept: KeptPictures) -> None:
    pictures = [PNG + bytes([number]) for number in range(5)]
    for picture in pictures:
        assert kept.take(part(picture, 0, 500)) is None
    with pytest.raises(BadInputError):
        kept.take(part(pictures[0], 500, len(pictures[0])))
    assert kept.take(part(pictures[4], 500, len(pictures[4]))) is not None


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("a file is in the way")
    with pytest.raises(UnavailableError, match="could not be kept"):
        KeptPictures(tmp_path / "pictures").take(part(PNG, 0, len(PNG)))
