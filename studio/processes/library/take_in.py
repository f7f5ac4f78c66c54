"""Shows that come from elsewhere: what a file holds is told first, and taken in as new volumes."""

import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from studio.core.errors import BadInputError, NotFoundError
from studio.core.imports import Imported, Note, import_file
from studio.core.library import PROFILE_VERSION, Profile, Shelf, Taken, profile_of
from studio.core.scene import Show
from studio.core.settings import Settings, VideoSettings
from studio.processes.import_show import bytes_of, size_of
from studio.processes.library.bundle import is_bundle, read_bundle, write_report
from studio.processes.library.shelves import Shelves

_REPORTS = "imports"
_MEDIA = "media"
_OURS, _OTHER, _PROFILE = "Hawker", "OBS Studio / Streamlabs Desktop", "OBS Studio"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds."""

    origin: str
    show: Show | None
    profile: Profile | None
    notes: tuple[Note, ...] = ()


def read_any(path: Path, media_dir: Path | None, settings: Settings) -> Found:
    """Read an export of ours or a file of another studio. Raises StudioError."""
    if not path.is_file():
        raise NotFoundError("there is no such file", str(path))
    if is_bundle(path):
        bundle = read_bundle(path, media_dir)
        notes: tuple[Note, ...] = ()
        if bundle.missing and media_dir is not None:
            said = f"{bundle.missing} of its files are not on this computer"
            notes = (Note("media", said),)
        return Found(_OURS, bundle.show, bundle.profile, notes)
    return _of_other(import_file(str(path), bytes_of(path), None, size_of), path, settings)


def preview(path: Path, settings: Settings) -> Taken:
    """What would come; nothing is kept. Raises StudioError."""
    return _told(read_any(path, None, settings))


def take_in(path: Path, shelves: Shelves, settings: Settings) -> Taken:
    """Keep it as new volumes, with a report of what could not be carried. Raises StudioError."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(shelves.now_s()))
    found = read_any(path, shelves.data_dir / _MEDIA / stamp, settings)
    collection_id = profile_id = ""
    if found.show is not None:
        name = shelves.free_name(Shelf.COLLECTION, found.show.name or path.stem)
        collection_id = shelves.write_show(msgspec.structs.replace(found.show, name=name[:200]))
        shelves.read_show(collection_id)  # what could not be opened again would be of no use
    if found.profile is not None:
        name = shelves.free_name(Shelf.PROFILE, found.profile.name)
        profile_id = shelves.write_profile(msgspec.structs.replace(found.profile, name=name))
    report = ""
    if found.notes:
        place = shelves.data_dir / _REPORTS / f"{stamp}-{_plain(path.stem)}.txt"
        write_report(place, [f"{note.where}: {note.what}" for note in found.notes])
        report = str(place)
    return msgspec.structs.replace(
        _told(found), report=report, collection_id=collection_id, profile_id=profile_id
    )


def _of_other(read: Imported, path: Path, settings: Settings) -> Found:
    profile = None
    if read.video is not None and (read.video.bitrate_bps or read.video.encoder):
        video = VideoSettings(
            bitrate_bps=read.video.bitrate_bps or settings.video.bitrate_bps,
            encoder=read.video.encoder or settings.video.encoder,
        )
        base = profile_of(settings, _profile_name(path))
        profile = msgspec.structs.replace(base, version=PROFILE_VERSION, video=video, targets=())
    if read.show is None and profile is None:
        raise BadInputError("it says nothing that could be carried", str(path))
    origin = _PROFILE if read.show is None else _OTHER
    return Found(origin, read.show, profile, read.report)


def _profile_name(path: Path) -> str:
    """A profile of OBS Studio is a folder with a basic.ini in it."""
    return (path.parent.name if path.stem.lower() == "basic" else path.stem) or path.stem


def _told(found: Found) -> Taken:
    show, profile = found.show, found.profile
    name = show.name if show is not None else ""
    return Taken(
        name=name or (profile.name if profile is not None else ""),
        origin=found.origin,
        scenes=tuple(scene.name for scene in show.scenes) if show is not None else (),
        sources=len(show.sources) if show is not None else 0,
        has_profile=profile is not None,
        notes=found.notes,
    )


def _plain(name: str) -> str:
    """A part of a file's name that any system takes."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name)[:60]
