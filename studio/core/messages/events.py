"""Events: facts in the past tense, sent to whoever subscribed."""

from studio.core.findings import Report
from studio.core.guests import GuestList
from studio.core.journal import LogEntry
from studio.core.messages.chat_events import ChatCounted as ChatCounted
from studio.core.messages.chat_events import ChatSettingsChanged as ChatSettingsChanged
from studio.core.messages.chat_events import ConnectorStatusChanged as ConnectorStatusChanged
from studio.core.messages.chat_events import MessagesAdded as MessagesAdded
from studio.core.messages.chat_events import MessagesChanged as MessagesChanged
from studio.core.messages.chat_events import NoticesAdded as NoticesAdded
from studio.core.messages.chat_events import PersonsChanged as PersonsChanged
from studio.core.messages.door_events import DevicesChanged as DevicesChanged
from studio.core.messages.engage_events import EngageShown as EngageShown
from studio.core.messages.engage_events import QuestionsChanged as QuestionsChanged
from studio.core.messages.event_base import Event as Event
from studio.core.messages.event_base import Topic as Topic
from studio.core.messages.pin_events import PicturePartsSet as PicturePartsSet
from studio.core.messages.pin_events import PinChanged as PinChanged
from studio.core.messages.platform_events import PlatformLoginChanged as PlatformLoginChanged
from studio.core.messages.rules_events import ShieldChanged as ShieldChanged
from studio.core.messages.team_events import ActDone as ActDone
from studio.core.messages.team_events import ActUndone as ActUndone
from studio.core.messages.team_events import ClaimsChanged as ClaimsChanged
from studio.core.messages.team_events import PersonMarked as PersonMarked
from studio.core.messages.team_events import TeamChanged as TeamChanged
from studio.core.messages.team_events import Whispered as Whispered
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.status import (
    Alarm,
    EngineStats,
    Meter,
    PreviewInfo,
    RecorderStatus,
    ReplayStatus,
    ShowState,
    SourceStatus,
)


class ShowChanged(Event, frozen=True):
    """The show is now this; ``revision`` counts every change."""

    show: Show
    revision: int
    undo_name: str = ""
    redo_name: str = ""


class ShowStateChanged(Event, frozen=True):
    """The show went live, was paused or ended."""

    state: ShowState
    started_wall_ms: int = 0


class PreviewMoved(Event, frozen=True):
    """The preview of the programme is another file now, of another size."""

    preview: PreviewInfo


class SettingsChanged(Event, frozen=True):
    """The settings are now these."""

    settings: Settings


class SourceStatusChanged(Event, frozen=True):
    """A source started, failed, came back."""

    status: SourceStatus


class RecorderStatusChanged(Event, frozen=True):
    """The recording started, finished or failed."""

    status: RecorderStatus


class ReplayChanged(Event, frozen=True):
    """A replay went on air, was moved, or is over; a few times a second while it runs."""

    status: ReplayStatus


class StatsReported(Event, frozen=True):
    """The figures of the last second."""

    stats: EngineStats


class MetersReported(Event, frozen=True):
    """Levels of all strips and of the master, about 20 times a second."""

    meters: tuple[Meter, ...]


class AlarmRaised(Event, frozen=True):
    """Something a person should know; the same id replaces the earlier text."""

    alarm: Alarm


class AlarmCleared(Event, frozen=True):
    """It is well again."""

    alarm_id: str


class GuestsChanged(Event, frozen=True):
    """Guest links and where they lead are now these."""

    guests: GuestList


class TrialReported(Event, frozen=True):
    """How the source that is only looked at does, and how loud it is, ten times a second."""

    status: SourceStatus
    peak_db: float = -120.0


class Examining(Event, frozen=True):
    """The computer is being looked at: how far, 0 to 1, and what is measured now."""

    share: float
    what: str = ""


class Examined(Event, frozen=True):
    """What was found; None with a sentence when it could not be looked at."""

    report: Report | None
    reason: str = ""


class Logged(Event, frozen=True):
    """The hub wrote this into the journal; ``is_new_show``: as the first line of a new one."""

    entry: LogEntry
    is_new_show: bool = False


class EngineConnected(Event, frozen=True):
    """The hub has the engine again; ask for a snapshot."""


class EngineLost(Event, frozen=True):
    """The engine ended; the hub starts it again, or says that it gave up."""

    is_restarting: bool = True


AnyEvent = (
    ShowChanged
    | ShowStateChanged
    | PreviewMoved
    | SettingsChanged
    | SourceStatusChanged
    | RecorderStatusChanged
    | ReplayChanged
    | StatsReported
    | MetersReported
    | AlarmRaised
    | AlarmCleared
    | GuestsChanged
    | TrialReported
    | Examining
    | Examined
    | Logged
    | MessagesAdded
    | MessagesChanged
    | NoticesAdded
    | PersonsChanged
    | ConnectorStatusChanged
    | PlatformLoginChanged
    | ChatCounted
    | ChatSettingsChanged
    | PinChanged
    | PicturePartsSet
    | DevicesChanged
    | EngageShown
    | QuestionsChanged
    | ShieldChanged
    | TeamChanged
    | ClaimsChanged
    | Whispered
    | ActDone
    | ActUndone
    | PersonMarked
    | EngineConnected
    | EngineLost
)

TOPIC_OF: dict[type[Event], Topic] = {
    ShowChanged: Topic.SHOW,
    ShowStateChanged: Topic.SHOW,
    PreviewMoved: Topic.SHOW,
    SettingsChanged: Topic.SHOW,
    SourceStatusChanged: Topic.SHOW,
    RecorderStatusChanged: Topic.SHOW,
    ReplayChanged: Topic.SHOW,
    StatsReported: Topic.STATS,
    MetersReported: Topic.METERS,
    AlarmRaised: Topic.ALARMS,
    AlarmCleared: Topic.ALARMS,
    GuestsChanged: Topic.SHOW,
    TrialReported: Topic.METERS,
    Examining: Topic.SHOW,
    Examined: Topic.SHOW,
    Logged: Topic.ALARMS,
    MessagesAdded: Topic.CHAT,
    MessagesChanged: Topic.CHAT,
    NoticesAdded: Topic.CHAT,
    PersonsChanged: Topic.CHAT,
    ConnectorStatusChanged: Topic.CHAT,
    PlatformLoginChanged: Topic.CHAT,
    ChatCounted: Topic.CHAT,
    ChatSettingsChanged: Topic.CHAT,
    PinChanged: Topic.CHAT,
    PicturePartsSet: Topic.CHAT,
    DevicesChanged: Topic.SHOW,
    EngageShown: Topic.ENGAGE,
    QuestionsChanged: Topic.ENGAGE,
    ShieldChanged: Topic.CHAT,
    TeamChanged: Topic.TEAM,
    ClaimsChanged: Topic.TEAM,
    Whispered: Topic.TEAM,
    ActDone: Topic.TEAM,
    ActUndone: Topic.TEAM,
    PersonMarked: Topic.TEAM,
    EngineConnected: Topic.SHOW,
    EngineLost: Topic.SHOW,
}
