"""Everything that a person made, kept as it was before an update, an import, or by hand."""

import contextlib
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from studio.core.errors import NotFoundError, StudioError, UnavailableError
from studio.core.files import versions_of
from studio.core.library import Backup
from studio.core.paths import SETTINGS_FILE, SHOW_FILE
from studio.engine.show_file import load_show

_FOLDER = "backups"
_MANIFEST = "manifest.json"
_MOST = 20
_MOST_BYTES = 8_000_000
_KEPT = ("collections/*.json", "profiles/*.json")
_VERSION = "version-"


class Backups:
    """Zip files in the data folder; keys of servers are not in them, nor any media."""

    def __init__(self, data_dir: Path, now_s: Callable[[], float] = time.time) -> None:
        self._data_dir = data_dir
        self._folder = data_dir / _FOLDER
        self._now_s = now_s

    def make(self, reason: str) -> str:
        """Keep everything; its id, empty when there is nothing yet. Raises UnavailableError."""
        files = self._files()
        if not files:
            return ""
        now_s = self._now_s()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(now_s))
        backup_id, number = f"{stamp}-{reason}", 1
        while (self._folder / f"{backup_id}.zip").exists():
            number += 1
            backup_id = f"{stamp}-{reason}-{number}"
        path = self._folder / f"{backup_id}.zip"
        beside = path.with_suffix(".new")
        name, scenes, sources = self._summary(self._data_dir / SHOW_FILE)
        told = Backup(backup_id, int(now_s * 1000), reason, name, scenes, sources)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as file:
                file.writestr(_MANIFEST, msgspec.json.encode(told))
                for inside, place in files.items():
                    file.write(place, inside)
            beside.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise UnavailableError(
                f"the backup could not be written: {error.strerror}", str(path)
            ) from error
        for old in sorted(self._folder.glob("*.zip"), reverse=True)[_MOST:]:
            old.unlink(missing_ok=True)
        return backup_id

    def all(self) -> tuple[Backup, ...]:
        """Backups and the show's own earlier versions, the newest first."""
        found = []
        for path in self._folder.glob("*.zip"):
            try:
                with zipfile.ZipFile(path) as file, file.open(_MANIFEST) as held:
                    found.append(msgspec.json.decode(held.read(_MOST_BYTES), type=Backup))
            except (OSError, zipfile.BadZipFile, KeyError, msgspec.DecodeError):
                continue
        for path in versions_of(self._data_dir / SHOW_FILE):
            name, scenes, sources = self._summary(path)
            changed_ms = int(path.stat().st_mtime * 1000)
            if name:
                kept = f"{_VERSION}{path.stem}"
                found.append(Backup(kept, changed_ms, "version", name, scenes, sources))
        return tuple(sorted(found, key=lambda one: one.wall_ms, reverse=True))

    def files_of(self, backup_id: str) -> dict[str, bytes]:
        """Names in the data folder and what was in them. Raises StudioError."""
        if backup_id.startswith(_VERSION):
            for path in versions_of(self._data_dir / SHOW_FILE):
                if path.stem == backup_id.removeprefix(_VERSION):
                    return {SHOW_FILE: path.read_bytes()}
            raise NotFoundError("this backup is not there any more", backup_id)
        path = self._folder / f"{backup_id}.zip"
        if "/" in backup_id or not path.is_file():
            raise NotFoundError("this backup is not there any more", backup_id)
        found: dict[str, bytes] = {}
        try:
            with zipfile.ZipFile(path) as file:
                for info in file.infolist():
                    if is_ours(info.filename) and info.file_size <= _MOST_BYTES:
                        found[info.filename] = file.read(info)
        except (OSError, zipfile.BadZipFile) as error:
            raise UnavailableError(f"the backup cannot be read: {error}", str(path)) from error
        return found

    def _files(self) -> dict[str, Path]:
        wanted = [self._data_dir / SHOW_FILE, self._data_dir / SETTINGS_FILE]
        for pattern in _KEPT:
            wanted += sorted(self._data_dir.glob(pattern))
        return {
            path.relative_to(self._data_dir).as_posix(): path for path in wanted if path.is_file()
        }

    def _summary(self, path: Path) -> tuple[str, int, int]:
        try:
            show = load_show(path)
        except StudioError:
            return "", 0, 0
        return show.name, len(show.scenes), len(show.sources)


def is_ours(name: str) -> bool:
    """Whether a name in a backup is one that we would have written."""
    if name in (SHOW_FILE, SETTINGS_FILE):
        return True
    folder, _slash, file = name.partition("/")
    is_plain = file.endswith(".json") and "/" not in file and "\\" not in file
    return folder in ("collections", "profiles") and is_plain and not file.startswith(".")
