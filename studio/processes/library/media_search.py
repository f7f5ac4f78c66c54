"""Files that a show names and that have moved: found again by name, size and first megabyte."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from studio.core.errors import NotFoundError
from studio.core.files import write_atomically
from studio.core.library import Missing
from studio.core.media_paths import paths_in
from studio.core.scene import Show

_BOOK = "media.json"
_MOST_LOOKED_AT = 50_000
_MOST_KNOWN = 2_000
_HEAD_BYTES = 1_048_576


class Print(msgspec.Struct, frozen=True):
    """What a file is known by: its size and the digest of its first megabyte."""

    size: int
    head: str


class MediaBook:
    """Remembers what a show's files are like while they are there."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / _BOOK

    def known(self) -> dict[str, Print]:
        """Path to print."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, Print])
        except (OSError, msgspec.DecodeError):
            return {}

    def look_at(self, show: Show) -> tuple[Missing, ...]:
        """What is missing now; files that are there are remembered. Raises OSError."""
        before, missing = self.known(), []
        after = dict(before)
        for path, owner in paths_in(show).items():
            place = Path(path)
            if not place.is_file():
                missing.append(Missing(path, owner))
            elif path not in after or after[path].size != place.stat().st_size:
                after[path] = print_of(place)
        if after != before:
            kept = dict(list(after.items())[-_MOST_KNOWN:])
            write_atomically(self._path, msgspec.json.encode(kept))
        return tuple(missing)


def print_of(path: Path) -> Print:
    """Raises OSError."""
    with path.open("rb") as file:
        return Print(path.stat().st_size, hashlib.sha256(file.read(_HEAD_BYTES)).hexdigest())


def find_moved(missing: Iterable[Missing], folder: Path, known: dict[str, Print]) -> dict[str, str]:
    """Old path to new path for what was found. Raises NotFoundError when there is no folder.

    A file whose print is known must have it, whatever its name is; one that was never seen is
    taken by its name alone, when only one is called so.
    """
    if not folder.is_dir():
        raise NotFoundError("there is no such folder", str(folder))
    wanted = [one.path for one in missing]
    names: dict[str, list[Path]] = {}
    sizes: dict[int, list[Path]] = {}
    wanted_names = {_name(path) for path in wanted}
    wanted_sizes = {known[path].size for path in wanted if path in known}
    for seen, size in _walk(folder):
        if seen.name.casefold() in wanted_names:
            names.setdefault(seen.name.casefold(), []).append(seen)
        if size in wanted_sizes:
            sizes.setdefault(size, []).append(seen)
    found: dict[str, str] = {}
    for path in wanted:
        place: Path | None = None
        called_so = names.get(_name(path), [])
        if path in known:
            as_large = sizes.get(known[path].size, [])
            place = _same(known[path], sorted(as_large, key=lambda one: one not in called_so))
        elif len(called_so) == 1:
            place = called_so[0]
        if place is not None:
            found[path] = str(place)
    return found


def _name(path: str) -> str:
    """The last part of a path of any system."""
    return path.replace("\\", "/").rsplit("/", 1)[-1].casefold()


def _same(wanted: Print, places: list[Path]) -> Path | None:
    for place in places:
        try:
            if print_of(place) == wanted:
                return place
        except OSError:
            continue
    return None


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    """Plain files below, at most so many; links are not followed."""
    count = 0
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            count += 1
            if count > _MOST_LOOKED_AT:
                return
            place = Path(root) / name
            try:
                if not place.is_symlink():
                    yield place, place.stat().st_size
            except OSError:
                continue
