"""One file to carry a show elsewhere: show, profile without keys, and its media if wanted.

What is read is distrusted: names, sizes and counts are checked before a byte is unpacked, and
nothing is written outside the folder that is given.
"""

import hashlib
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

import msgspec

from studio import __version__
from studio.core.errors import BadInputError, UnavailableError
from studio.core.files import write_atomically
from studio.core.library import Profile
from studio.core.media_paths import paths_in, with_paths
from studio.core.scene import Show
from studio.core.show_check import check_show
from studio.engine.show_file import FILE_VERSION, ShowFile
from studio.processes.library.shelves import decode_profile

_FORMAT = "hawker-bundle"
_MANIFEST, _SHOW, _PROFILE, _MEDIA = "manifest.json", "show.json", "profile.json", "media/"
_MOST_ENTRIES = 1_000
_MOST_JSON_BYTES = 4_000_000
_MOST_BYTES = 8_000_000_000
_MOST_RATIO = 200
_CHUNK = 1_048_576
_MEDIA_NAME = re.compile(r"media/[0-9a-f]{12}-[^/\\:\x00-\x1f]{1,200}\Z")


class Manifest(msgspec.Struct, frozen=True):
    """What is inside; ``media``: name in the file to the path that the show names."""

    format: str
    version: int
    studio: str
    media: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was read, with the show's media already where they are to be."""

    show: Show | None
    profile: Profile | None
    missing: int = 0


def write_bundle(path: Path, show: Show, profile: Profile, *, has_media: bool) -> None:
    """Write it whole or not at all. Raises UnavailableError."""
    media = _media_of(show) if has_media else {}
    manifest = Manifest(
        _FORMAT, 1, __version__, {name: str(place) for name, place in media.items()}
    )
    beside = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(_MANIFEST, msgspec.json.encode(manifest))
            file.writestr(_SHOW, msgspec.json.encode(ShowFile(FILE_VERSION, show)))
            file.writestr(_PROFILE, msgspec.json.encode(profile))
            for name, place in media.items():
                file.write(place, name, zipfile.ZIP_STORED)
        beside.replace(path)
    except (OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise UnavailableError(f"the file could not be written: {error}", str(path)) from error


def is_bundle(path: Path) -> bool:
    """Whether it looks like one."""
    return zipfile.is_zipfile(path)


def read_bundle(path: Path, media_dir: Path | None) -> Bundle:
    """Check and read it; media go into ``media_dir``, nowhere when None. Raises StudioError."""
    try:
        with zipfile.ZipFile(path) as file:
            entries = _checked(file, str(path))
            return _read(file, entries, str(path), media_dir)
    except zipfile.BadZipFile as error:
        raise BadInputError("this file is damaged or no export of Hawker", str(path)) from error
    except (OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnavailableError(f"the file could not be read: {error}", str(path)) from error


def _media_of(show: Show) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in paths_in(show):
        place = Path(path)
        if place.is_file():
            digest = hashlib.sha256(path.encode()).hexdigest()[:12]
            name = re.sub(r"[/\\:\x00-\x1f]", "_", place.name)[-200:]
            found[f"{_MEDIA}{digest}-{name}"] = place
    return found


def _checked(file: zipfile.ZipFile, where: str) -> dict[str, zipfile.ZipInfo]:
    """Every entry by name; BadInputError for anything that is not as we would write it."""
    infos = file.infolist()
    if len(infos) > _MOST_ENTRIES:
        raise BadInputError(f"it holds more than {_MOST_ENTRIES} files", where)
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        raise BadInputError("it would unpack to more than there is room for", where)
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        is_plain = info.filename in (_MANIFEST, _SHOW, _PROFILE)
        if not is_plain and not _MEDIA_NAME.match(info.filename):
            raise BadInputError("it holds a file that does not belong there", where)
        if stat.S_ISLNK(info.external_attr >> 16) or info.filename in found:
            raise BadInputError("it holds a link or the same file twice", where)
        if is_plain and info.file_size > _MOST_JSON_BYTES:
            raise BadInputError("its show is too large", where)
        if info.file_size > _CHUNK and info.file_size > _MOST_RATIO * max(1, info.compress_size):
            raise BadInputError("it is packed so tightly that it cannot be honest", where)
        found[info.filename] = info
    return found


def _read(
    file: zipfile.ZipFile,
    entries: dict[str, zipfile.ZipInfo],
    where: str,
    media_dir: Path | None,
) -> Bundle:
    try:
        manifest = msgspec.json.decode(_json(file, entries, _MANIFEST, where), type=Manifest)
        show = None
        if _SHOW in entries:
            held = msgspec.json.decode(_json(file, entries, _SHOW, where), type=ShowFile)
            if held.version != FILE_VERSION:
                raise BadInputError(f"its show has version {held.version}", where)
            show = check_show(held.show, where)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInputError(f"it does not hold what it should: {error}", where) from error
    if manifest.format != _FORMAT or manifest.version != 1:
        raise BadInputError("it is of another program, or of a newer Hawker", where)
    profile = None
    if _PROFILE in entries:
        profile = decode_profile(_json(file, entries, _PROFILE, where), where)
    places: dict[str, str] = {}
    for name, original in manifest.media.items():
        if name in entries and media_dir is not None:
            places[original] = str(_unpacked(file, entries[name], media_dir, where))
    if show is not None:
        show = with_paths(show, places)
    lost = [one for one in paths_in(show) if not Path(one).is_file()] if show is not None else []
    return Bundle(show, profile, len(lost))


def _json(
    file: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str, where: str
) -> bytes:
    if name not in entries:
        raise BadInputError("this is no export of Hawker", where)
    with file.open(entries[name]) as held:
        data = held.read(_MOST_JSON_BYTES + 1)
    if len(data) > _MOST_JSON_BYTES:
        raise BadInputError("its show is too large", where)
    return data


def _unpacked(file: zipfile.ZipFile, info: zipfile.ZipInfo, media_dir: Path, where: str) -> Path:
    """Unpack one medium beside the others; never more than it said it would be."""
    target = (media_dir / info.filename.removeprefix(_MEDIA)).resolve()
    if not target.is_relative_to(media_dir.resolve()):
        raise BadInputError("it holds a file that does not belong there", where)
    media_dir.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    left = info.file_size
    with file.open(info) as held, beside.open("wb") as out:
        while chunk := held.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                out.close()
                beside.unlink()
                raise BadInputError("it unpacks to more than it says", where)
            out.write(chunk)
    beside.replace(target)
    return target


def write_report(path: Path, lines: list[str]) -> None:
    """Keep a report of an import as text. Raises OSError."""
    write_atomically(path, ("\n".join(lines) + "\n").encode())
