"""Export and import of one file, and every way in which such a file can lie."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from studio.core.errors import BadInputError, StudioError, UnavailableError
from studio.core.library import Profile
from studio.core.media_paths import paths_in
from studio.core.scene import Show, Source
from studio.core.sources import ImageSettings
from studio.processes.library.bundle import is_bundle, read_bundle, write_bundle, write_report
from tests.support.small_show import small_show

_PROFILE = Profile(1, "Evening")
_MANIFEST = b'{"format":"hawker-bundle","version":1,"studio":"0"}'


def _with_logo(path: Path) -> Show:
    show = small_show()
    logo = Source("logo", "Logo", ImageSettings(str(path)))
    return msgspec.structs.replace(show, sources=(*show.sources, logo))


def test_show_profile_and_media_travel(tmp_path: Path) -> None:
    logo = tmp_path / "here" / "logo.png"
    logo.parent.mkdir()
    logo.write_bytes(b"a picture" * 100)
    path = tmp_path / "shop.hawker.zip"
    write_bundle(path, _with_logo(logo), _PROFILE, has_media=True)
    assert is_bundle(path)
    logo.unlink()
    bundle = read_bundle(path, tmp_path / "there")
    assert bundle.profile == _PROFILE
    assert bundle.show is not None
    (place,) = [one for one in paths_in(bundle.show) if "logo" in one]
    assert Path(place).parent == (tmp_path / "there").resolve()
    assert Path(place).read_bytes() == b"a picture" * 100
    assert bundle.missing == 1  # the film of the small show is nowhere


def test_without_media_only_the_words_travel(tmp_path: Path) -> None:
    path = tmp_path / "shop.zip"
    write_bundle(path, small_show(), _PROFILE, has_media=False)
    assert read_bundle(path, tmp_path / "there").show == small_show()
    assert not (tmp_path / "there").exists()


def test_it_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="could not be written"):
        write_bundle(tmp_path / "nowhere" / "a.zip", small_show(), _PROFILE, has_media=False)
    assert list(tmp_path.iterdir()) == []


def _escaping(file: zipfile.ZipFile) -> None:
    file.writestr("../outside.json", "x")


def _absolute(file: zipfile.ZipFile) -> None:
    file.writestr("/etc/cron.d/x", "x")


def _in_media(file: zipfile.ZipFile) -> None:
    file.writestr("media/../../x", "x")


def _link(file: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("media/0123456789ab-x")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    file.writestr(info, "/etc/passwd")


def _bomb(file: zipfile.ZipFile) -> None:
    file.writestr("media/0123456789ab-x", b"\0" * 30_000_000)


def _huge_show(file: zipfile.ZipFile) -> None:
    file.writestr("show.json", b" " * 5_000_000)


def _many(file: zipfile.ZipFile) -> None:
    for number in range(1_001):
        file.writestr(f"media/{number:012x}-x", b"")


def _not_a_show(file: zipfile.ZipFile) -> None:
    file.writestr("show.json", b'{"version":1,"show":{"name":"x"}}')


def _newer(file: zipfile.ZipFile) -> None:
    file.writestr("manifest.json", b'{"format":"hawker-bundle","version":2,"studio":"9"}')


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_escaping, "does not belong"),
        (_absolute, "does not belong"),
        (_in_media, "does not belong"),
        (_link, "a link"),
        (_bomb, "cannot be honest"),
        (_huge_show, "too large"),
        (_many, "more than 1000"),
        (_not_a_show, "does not hold what it should"),
    ],
)
def test_a_file_that_lies_is_refused_and_writes_nothing(
    tmp_path: Path, spoil: Callable[[zipfile.ZipFile], None], words: str
) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("manifest.json", _MANIFEST)
        spoil(file)
    with pytest.raises(BadInputError, match=words):
        read_bundle(path, tmp_path / "there")
    assert [place.name for place in tmp_path.iterdir()] == ["evil.zip"]


@pytest.mark.parametrize("spoil", [_newer, lambda file: file.writestr("show.json", b"{}")])
def test_what_is_not_ours_or_newer_is_refused(
    tmp_path: Path, spoil: Callable[[zipfile.ZipFile], None]
) -> None:
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as file:
        spoil(file)
    with pytest.raises(StudioError):
        read_bundle(path, tmp_path / "there")


def test_a_cut_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "shop.zip"
    write_bundle(path, small_show(), _PROFILE, has_media=False)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadInputError, match="damaged"):
        read_bundle(path, None)


def test_a_report_is_text(tmp_path: Path) -> None:
    write_report(tmp_path / "r" / "report.txt", ["Scene: lost a filter", "二"])
    assert (tmp_path / "r" / "report.txt").read_text(encoding="utf-8").splitlines()[1] == "二"
