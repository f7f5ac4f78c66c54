"""Where recordings lie and what they are called; a name that is taken is never used again."""

import datetime
from pathlib import Path

from studio.core.errors import BadInputError, UnavailableError
from studio.core.settings import RecordingSettings

WORKING_SUFFIX = ".recording.mp4"
_FINAL_SUFFIX = ".mp4"


def recordings_folder(settings: RecordingSettings) -> Path:
    """The chosen folder, or Videos in the person's home."""
    if settings.folder:
        return Path(settings.folder).expanduser()
    return Path.home() / "Videos" / "Hawker"


def working_path(final: Path) -> Path:
    """Where a recording is written before it is finished."""
    return final.with_name(final.stem + WORKING_SUFFIX)


def final_path(working: Path) -> Path:
    """The name that the finished recording gets: its own, or the next that is free."""
    stem = working.name.removesuffix(WORKING_SUFFIX)
    return _first_free(working.with_name(stem + _FINAL_SUFFIX), working)


def leftovers(folder: Path) -> list[Path]:
    """Recordings in the folder that were never finished, or are being written now."""
    return sorted(folder.glob(f"*{WORKING_SUFFIX}")) if folder.is_dir() else []


def asked_path(path: str, settings: RecordingSettings, now: datetime.datetime) -> Path:
    """The absolute path of a recording as a person asked for it; empty: named by the time.

    Raises BadInputError for a name that cannot be a recording's.
    """
    if not path:
        return recordings_folder(settings).absolute() / f"Hawker {now:%Y-%m-%d %H-%M-%S}.mp4"
    try:
        asked = Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise BadInputError("this person has no home folder here", path) from error
    if "\0" in path or asked.suffix.lower() != _FINAL_SUFFIX:
        raise BadInputError("a recording's name ends in .mp4", path)
    if asked.name.lower().endswith(WORKING_SUFFIX):
        raise BadInputError(f"names ending in {WORKING_SUFFIX} are for unfinished ones", path)
    return asked


def reserve(asked: Path) -> tuple[Path, Path]:
    """Make the folder and an empty working file; gives it and the free final name.

    Raises UnavailableError, naming the folder, when nothing can be written there.
    """
    try:
        asked.parent.mkdir(parents=True, exist_ok=True)
        final = _first_free(asked)
        working = working_path(final)
        working.touch(exist_ok=False)
    except OSError as error:
        sentence = f"a recording cannot be written here: {error.strerror}"
        raise UnavailableError(sentence, str(asked)) from error
    return working, final


def _first_free(wanted: Path, own: Path | None = None) -> Path:
    """Neither finished nor unfinished recordings have this name; ``own`` does not count."""
    stem, number, found = wanted.stem, 1, wanted
    while found.exists() or (working_path(found) != own and working_path(found).exists()):
        number += 1
        found = wanted.with_name(f"{stem} ({number}){wanted.suffix}")
    return found
