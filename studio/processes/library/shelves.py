"""Collections and profiles as files in the data folder; what is broken is named, never opened."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.files import write_atomically, write_versioned
from studio.core.ids import new_id
from studio.core.library import PROFILE_VERSION, Discarded, Profile, Shelf, Volume
from studio.core.scene import Show
from studio.core.targets import check_targets
from studio.engine.show_file import load_show, save_show

_INDEX = "library.json"
_TRASH = "trash"
_FOLDERS = {Shelf.COLLECTION: "collections", Shelf.PROFILE: "profiles"}
_MOST_VOLUMES = 200
_MOST_DISCARDED = 30
_MOST_BYTES = 4_000_000


class Index(msgspec.Struct, frozen=True):
    """Which volumes are used, and the program that wrote this."""

    collection: str = "first"
    profile: str = "first"
    studio: str = ""

    def current(self, shelf: Shelf) -> str:
        """The id of the one that is used."""
        return self.collection if shelf is Shelf.COLLECTION else self.profile


@dataclass(frozen=True, slots=True)
class Shelves:
    """Every method reads or writes at once; nothing is held."""

    data_dir: Path
    now_s: Callable[[], float] = field(default=time.time)

    def index(self) -> Index:
        """What is used; the defaults when nobody has said."""
        try:
            return msgspec.json.decode((self.data_dir / _INDEX).read_bytes(), type=Index)
        except (OSError, msgspec.DecodeError):
            return Index()

    def keep_index(self, index: Index) -> None:
        """Remember what is used. Raises OSError."""
        write_atomically(self.data_dir / _INDEX, msgspec.json.encode(index))

    def path(self, shelf: Shelf, volume_id: str) -> Path:
        """Where a volume lies."""
        return self.data_dir / _FOLDERS[shelf] / f"{volume_id}.json"

    def volumes(self, shelf: Shelf) -> tuple[Volume, ...]:
        """All of a shelf by name; one that cannot be read says why."""
        folder, current = self.data_dir / _FOLDERS[shelf], self.index().current(shelf)
        found = []
        for path in sorted(folder.glob("*.json"))[:_MOST_VOLUMES]:
            changed_ms = int(path.stat().st_mtime * 1000)
            is_current = path.stem == current
            try:
                name, parts = self._summary(shelf, path.stem)
                found.append(Volume(path.stem, name, shelf, is_current, changed_ms, parts))
            except StudioError as error:
                found.append(
                    Volume(path.stem, path.stem, shelf, is_current, changed_ms, 0, error.what)
                )
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def read_show(self, volume_id: str) -> Show:
        """A collection; raises StudioError."""
        self._known(Shelf.COLLECTION, volume_id)
        return load_show(self.path(Shelf.COLLECTION, volume_id))

    def read_profile(self, volume_id: str) -> Profile:
        """A profile; raises StudioError."""
        self._known(Shelf.PROFILE, volume_id)
        path = self.path(Shelf.PROFILE, volume_id)
        return decode_profile(path.read_bytes(), str(path))

    def write_show(self, show: Show, volume_id: str = "") -> str:
        """Keep a collection, a new one without an id; its id. Raises OSError."""
        volume_id = volume_id or self._new_id(Shelf.COLLECTION)
        save_show(self.path(Shelf.COLLECTION, volume_id), show)
        return volume_id

    def write_profile(self, profile: Profile, volume_id: str = "") -> str:
        """Keep a profile, a new one without an id; its id. Raises OSError."""
        volume_id = volume_id or self._new_id(Shelf.PROFILE)
        data = msgspec.json.format(msgspec.json.encode(profile), indent=1)
        write_versioned(self.path(Shelf.PROFILE, volume_id), data)
        return volume_id

    def rename(self, shelf: Shelf, volume_id: str, name: str) -> None:
        """Another name. Raises StudioError or OSError."""
        self._named(shelf, volume_id, name, volume_id)

    def duplicate(self, shelf: Shelf, volume_id: str, name: str) -> str:
        """The same under another name; its id. Raises StudioError or OSError."""
        return self._named(shelf, volume_id, name, "")

    def put_back(self, name: str, data: bytes) -> None:
        """A volume as a backup has it; the ones that are open are the engine's. Raises OSError."""
        folder, _slash, file = name.partition("/")
        shelf = next(shelf for shelf, place in _FOLDERS.items() if place == folder)
        volume_id = file.removesuffix(".json")
        if volume_id != self.index().current(shelf):
            write_versioned(self.path(shelf, volume_id), data)

    def discard(self, shelf: Shelf, volume_id: str) -> None:
        """Into the trash; the oldest in it go for good. Raises StudioError."""
        if volume_id == self.index().current(shelf):
            raise BadInputError("this one is in use; open another one first", volume_id)
        path = self._known(shelf, volume_id)
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self.now_s()))
        trash = self.data_dir / _TRASH
        trash.mkdir(exist_ok=True)
        path.replace(trash / f"{stamp}.{shelf.value}.{volume_id}.json")
        for old in sorted(trash.glob("*.json"), reverse=True)[_MOST_DISCARDED:]:
            old.unlink(missing_ok=True)

    def discarded(self) -> tuple[Discarded, ...]:
        """What is in the trash, the newest first."""
        found = []
        for path in sorted((self.data_dir / _TRASH).glob("*.json"), reverse=True):
            parts = path.stem.split(".")
            if len(parts) != 3 or parts[1] not in [shelf.value for shelf in Shelf]:
                continue
            shelf = Shelf(parts[1])
            try:
                name, _parts = _summary_of(shelf, path)
            except StudioError:
                name = parts[2]
            found.append(Discarded(path.stem, name, shelf, int(path.stat().st_mtime * 1000)))
        return tuple(found)

    def bring_back(self, discarded_id: str) -> None:
        """Out of the trash, under its id or, if that is taken, another. Raises NotFoundError."""
        path = self.data_dir / _TRASH / f"{discarded_id}.json"
        parts = discarded_id.split(".")
        if len(parts) != 3 or "/" in discarded_id or not path.is_file():
            raise NotFoundError("this is not in the trash any more", discarded_id)
        shelf = Shelf(parts[1])
        target = self.path(shelf, parts[2])
        if target.exists():
            target = self.path(shelf, self._new_id(shelf))
        target.parent.mkdir(exist_ok=True)
        path.replace(target)

    def free_name(self, shelf: Shelf, name: str) -> str:
        """The name, with a number when it is taken."""
        taken = {one.name for one in self.volumes(shelf)}
        found, number = name, 1
        while found in taken:
            number += 1
            found = f"{name} {number}"
        return found

    def _named(self, shelf: Shelf, volume_id: str, name: str, new_id: str) -> str:
        if shelf is Shelf.COLLECTION:
            show = self.read_show(volume_id)
            return self.write_show(msgspec.structs.replace(show, name=name), new_id)
        profile = self.read_profile(volume_id)
        return self.write_profile(msgspec.structs.replace(profile, name=name), new_id)

    def _summary(self, shelf: Shelf, volume_id: str) -> tuple[str, int]:
        return _summary_of(shelf, self.path(shelf, volume_id))

    def _known(self, shelf: Shelf, volume_id: str) -> Path:
        path = self.path(shelf, volume_id)
        if not path.is_file():
            raise NotFoundError("this is not there any more", volume_id)
        return path

    def _new_id(self, shelf: Shelf) -> str:
        if len(self.volumes(shelf)) >= _MOST_VOLUMES:
            raise BadInputError(f"more than {_MOST_VOLUMES} are too many", shelf.value)
        return new_id("show" if shelf is Shelf.COLLECTION else "profile")


def decode_profile(data: bytes, where: str) -> Profile:
    """A profile, checked; BadInputError names ``where``."""
    if len(data) > _MOST_BYTES:
        raise BadInputError("the profile is too large", where)
    try:
        profile = msgspec.json.decode(data, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInputError(f"this is not a profile: {error}", where) from error
    if profile.version != PROFILE_VERSION:
        raise BadInputError(
            f"the profile has version {profile.version}; this studio reads {PROFILE_VERSION}", where
        )
    check_targets(profile.targets)
    return profile


def _summary_of(shelf: Shelf, path: Path) -> tuple[str, int]:
    if shelf is Shelf.COLLECTION:
        show = load_show(path)
        return show.name, len(show.scenes)
    profile = decode_profile(path.read_bytes(), str(path))
    return profile.name, len(profile.targets)
