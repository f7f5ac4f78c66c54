"""What a request is answered with, beside its status."""

import msgspec

from studio.core.chat import ChatRole, Platform
from studio.core.chat_settings import ChatSettings
from studio.core.connectors import ConnectorStatus
from studio.core.engage import DrawNow, PollNow, Question, Shown
from studio.core.guests import GuestLink, GuestList
from studio.core.journal import JournalInfo, LogEntry
from studio.core.library import Backup, Discarded, Missing, Taken, Volume
from studio.core.messages.door_results import Invitation as Invitation
from studio.core.messages.door_results import TeamDevices as TeamDevices
from studio.core.messages.result_base import Result as Result
from studio.core.messages.rules_results import Learned as Learned
from studio.core.messages.rules_results import NukeDone as NukeDone
from studio.core.messages.rules_results import NukePreview as NukePreview
from studio.core.messages.rules_results import RulesExported as RulesExported
from studio.core.messages.rules_results import RulesImported as RulesImported
from studio.core.messages.rules_results import ShieldPreview as ShieldPreview
from studio.core.moderation import Action
from studio.core.pins import PictureParts, Pin
from studio.core.platforms import PlatformNow
from studio.core.records.chat import Verdict
from studio.core.room import ChatCounts, PersonStanding, RoomMessage
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.shield import ShieldState
from studio.core.status import (
    Alarm,
    DeviceInfo,
    EngineStats,
    PreviewInfo,
    ReplayStatus,
    ShowState,
)
from studio.core.team import Who
from studio.core.teamwork import Act, AuditLine, Claim, Mark, Member, PersonMark, Whisper


class Done(Result, frozen=True):
    """It was done; there is nothing more to say."""


class Snapshot(Result, frozen=True):
    """The whole state. ``started_wall_ms``: when the show went live, 0 when it has not."""

    show: Show
    revision: int
    state: ShowState
    settings: Settings = Settings()
    undo_name: str = ""
    redo_name: str = ""
    started_wall_ms: int = 0
    stats: EngineStats = EngineStats()
    alarms: tuple[Alarm, ...] = ()
    preview: PreviewInfo = PreviewInfo()
    replay: ReplayStatus = ReplayStatus()
    viewer_url: str = ""
    guests: GuestList = GuestList()


class Devices(Result, frozen=True):
    """Devices found, and a sentence for each kind that cannot be listed."""

    devices: tuple[DeviceInfo, ...] = ()
    notes: tuple[str, ...] = ()


class ViewerOpened(Result, frozen=True):
    """The answer to a viewer's offer; ``viewer_id`` is unguessable."""

    viewer_id: str
    answer_sdp: str


class GuestLinkCreated(Result, frozen=True):
    """A link with its address, which holds the token and is never told again."""

    link: GuestLink
    url: str


class GuestOpened(Result, frozen=True):
    """The answer to a guest's offer; ``session_id`` is unguessable."""

    session_id: str
    answer_sdp: str


class RecordingStarted(Result, frozen=True):
    """Where the recording goes."""

    path: str


class PictureKept(Result, frozen=True):
    """Where the studio keeps the picture."""

    path: str


class Journal(Result, frozen=True):
    """One journal's newest entries, the oldest of them first, and all journals there are."""

    journals: tuple[JournalInfo, ...] = ()
    journal_id: str = ""
    entries: tuple[LogEntry, ...] = ()
    left_out: int = 0


class PictureRings(Result, frozen=True):
    """Where small pictures lie: of the prepared scene, and of all scenes below each other.

    ``scene_ids``: whose the thumbnails are, from the top; a scene that is new comes soon.
    ``second``: the second canvas, which shows the prepared scene while there is one.
    """

    preview: PreviewInfo = PreviewInfo()
    thumbnails: PreviewInfo = PreviewInfo()
    scene_ids: tuple[str, ...] = ()
    second: PreviewInfo = PreviewInfo()


class ObsRemote(msgspec.Struct, frozen=True, rename="camel"):
    """A remote control that is connected; ``program`` as it calls itself, if it does."""

    address: str
    program: str = ""
    connected_s: float = 0.0


class ObsAccess(Result, frozen=True):
    """How remote controls made for OBS Studio connect; ``reason``: why they cannot."""

    password: str
    is_listening: bool = False
    port: int = 0
    reason: str = ""
    remotes: tuple[ObsRemote, ...] = ()


class Library(Result, frozen=True):
    """Collections, profiles, trash, backups and missing files; ``taken``: what the act brought."""

    volumes: tuple[Volume, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    backups: tuple[Backup, ...] = ()
    missing: tuple[Missing, ...] = ()
    taken: Taken = Taken()


class ChatPage(Result, frozen=True):
    """Messages, oldest first, and with the newest page also those that wait and how it is set.

    ``has_more``: there are older ones.
    """

    messages: tuple[RoomMessage, ...] = ()
    has_more: bool = False
    held: tuple[RoomMessage, ...] = ()
    settings: ChatSettings | None = None
    connectors: tuple[ConnectorStatus, ...] = ()
    counts: ChatCounts = ChatCounts()
    shield: ShieldState | None = None


class PlatformsNow(Result, frozen=True):
    """Every platform of the settings, in their order."""

    platforms: tuple[PlatformNow, ...] = ()


class Pinned(Result, frozen=True):
    """The message that is pinned, if one is, and what else the picture shows by itself."""

    pin: Pin | None = None
    parts: PictureParts = PictureParts()


class RuleFinding(msgspec.Struct, frozen=True, rename="camel"):
    """A rule that fires, why in a sentence, and the piece that it saw."""

    rule: str
    action: Action
    reason: str
    piece: str = ""


class RulesTried(Result, frozen=True):
    """What would become of the message, and everything that fires."""

    verdict: Verdict
    findings: tuple[RuleFinding, ...] = ()


class Engagement(Result, frozen=True):
    """What viewers take part in now, open questions, and what was: the newest first."""

    shown: Shown = Shown()
    questions: tuple[Question, ...] = ()
    polls: tuple[PollNow, ...] = ()
    draws: tuple[DrawNow, ...] = ()


class TeamNow(Result, frozen=True):
    """Everything of the team's work, for somebody who comes in. ``you``: who asks.

    ``now_wall_ms``: the hub's clock, by which the times of the acts are to be read.
    """

    you: Who
    members: tuple[Member, ...] = ()
    claims: tuple[Claim, ...] = ()
    whispers: tuple[Whisper, ...] = ()
    acts: tuple[Act, ...] = ()
    marks: tuple[PersonMark, ...] = ()
    now_wall_ms: int = 0


class PersonCard(Result, frozen=True):
    """Somebody who writes: what they wrote last, newest last, and what was done about them.

    ``acts``: newest first. ``name`` and ``note`` are empty once they were erased.
    """

    actor: str
    name: str = ""
    platforms: tuple[Platform, ...] = ()
    roles: frozenset[ChatRole] = frozenset()
    first_wall_ms: int = 0
    last_wall_ms: int = 0
    messages: int = 0
    held: int = 0
    deleted: int = 0
    standing: PersonStanding | None = None
    note: str = ""
    mark: Mark = Mark.NONE
    history: tuple[RoomMessage, ...] = ()
    acts: tuple[AuditLine, ...] = ()


class AuditPage(Result, frozen=True):
    """Lines of the audit chain, newest first. ``has_more``: there are older ones."""

    lines: tuple[AuditLine, ...] = ()
    has_more: bool = False


AnyResult = (
    Done
    | Snapshot
    | Devices
    | ViewerOpened
    | GuestLinkCreated
    | GuestOpened
    | RecordingStarted
    | PictureKept
    | PictureRings
    | Journal
    | ObsAccess
    | Library
    | ChatPage
    | PlatformsNow
    | RulesTried
    | Pinned
    | Invitation
    | TeamDevices
    | Engagement
    | ShieldPreview
    | NukePreview
    | NukeDone
    | Learned
    | RulesExported
    | RulesImported
    | TeamNow
    | PersonCard
    | AuditPage
)
