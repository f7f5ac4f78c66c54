"""A person's shows and profiles as named volumes, what can be done with them, and backups."""

import enum
from typing import Annotated

import msgspec

from studio.core.imports.report import Note
from studio.core.settings import RecordingSettings, Settings, SoundSettings, VideoSettings
from studio.core.targets import Targets

PROFILE_VERSION = 1
VolumeId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}\Z")]
KeptId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,120}\Z")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
PlaceText = Annotated[str, msgspec.Meta(min_length=1, max_length=4096)]


class Shelf(enum.Enum):
    """Collections are shows with their scenes; profiles are how and where they are sent."""

    COLLECTION = "collection"
    PROFILE = "profile"


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of the settings belongs to a profile. Keys of servers are kept apart, as always."""

    version: int
    name: Name
    video: VideoSettings = VideoSettings()
    sound: SoundSettings = SoundSettings()
    recording: RecordingSettings = RecordingSettings()
    targets: Targets = ()


class Volume(msgspec.Struct, frozen=True, rename="camel"):
    """One collection or profile. ``parts``: its scenes or servers."""

    id: str
    name: str
    shelf: Shelf
    is_current: bool = False
    changed_wall_ms: int = 0
    parts: int = 0
    reason: str = ""


class Discarded(msgspec.Struct, frozen=True, rename="camel"):
    """A volume in the trash."""

    id: str
    name: str
    shelf: Shelf
    wall_ms: int = 0


class Backup(msgspec.Struct, frozen=True, rename="camel"):
    """Everything as it was then. ``reason``: "update", "import", "restore", "hand" or "version"."""

    id: str
    wall_ms: int
    reason: str
    name: str
    scenes: int = 0
    sources: int = 0


class Missing(msgspec.Struct, frozen=True, rename="camel"):
    """A file that the show names and that is not there, and who needs it."""

    path: str
    used_by: str


class _Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel", tag_field="do"):
    """Base of all acts."""


class Open(_Act, frozen=True, tag="open"):
    """Make it the one that is used."""

    shelf: Shelf
    id: VolumeId


class Create(_Act, frozen=True, tag="create"):
    """A new one: an empty show, or a profile like the one that is used; not opened."""

    shelf: Shelf
    name: Name


class Rename(_Act, frozen=True, tag="rename"):
    """Another name."""

    shelf: Shelf
    id: VolumeId
    name: Name


class Duplicate(_Act, frozen=True, tag="duplicate"):
    """The same under another name."""

    shelf: Shelf
    id: VolumeId
    name: Name


class Discard(_Act, frozen=True, tag="discard"):
    """Into the trash; not the one that is used."""

    shelf: Shelf
    id: VolumeId


class BringBack(_Act, frozen=True, tag="bringBack"):
    """Out of the trash."""

    id: KeptId


class Export(_Act, frozen=True, tag="export"):
    """The open collection and profile into one file, without keys."""

    path: PlaceText
    has_media: bool = False


class TakeIn(_Act, frozen=True, tag="takeIn"):
    """What an exported file, or one of another studio, holds: as new volumes, not opened."""

    path: PlaceText


class MakeBackup(_Act, frozen=True, tag="backUp"):
    """Keep everything as it is now."""


class Restore(_Act, frozen=True, tag="restore"):
    """Everything as it was at that backup; what is now is backed up first."""

    id: KeptId


class FindFiles(_Act, frozen=True, tag="findFiles"):
    """Look for the missing files in a folder and what is below it."""

    folder: PlaceText


AnyAct = (
    Open
    | Create
    | Rename
    | Duplicate
    | Discard
    | BringBack
    | Export
    | TakeIn
    | MakeBackup
    | Restore
    | FindFiles
)


class Taken(msgspec.Struct, frozen=True, rename="camel"):
    """What an import brought, or would bring. ``report``: where the notes are kept."""

    name: str = ""
    origin: str = ""
    scenes: tuple[str, ...] = ()
    sources: int = 0
    has_profile: bool = False
    notes: tuple[Note, ...] = ()
    report: str = ""
    collection_id: str = ""
    profile_id: str = ""


def profile_of(settings: Settings, name: str) -> Profile:
    """The profile's part of the settings."""
    return Profile(
        PROFILE_VERSION,
        name,
        settings.video,
        settings.sound,
        settings.recording,
        settings.targets,
    )


def with_profile(settings: Settings, profile: Profile) -> Settings:
    """The settings with another profile; address and look stay."""
    return msgspec.structs.replace(
        settings,
        video=profile.video,
        sound=profile.sound,
        recording=profile.recording,
        targets=profile.targets,
    )
