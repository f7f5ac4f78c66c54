"""Requests: imperative, each naming the right it needs and who answers it (hub or engine)."""

from typing import Annotated, ClassVar

import msgspec

from studio.core.edits import AnyEdit
from studio.core.guests import GuestLifetime
from studio.core.journal import JOURNAL_ID
from studio.core.library import AnyAct, PlaceText
from studio.core.messages.chat_requests import MOST_IN_PAGE as MOST_IN_PAGE
from studio.core.messages.chat_requests import AnyRoomRequest as AnyRoomRequest
from studio.core.messages.chat_requests import DecideMessage as DecideMessage
from studio.core.messages.chat_requests import GetMessages as GetMessages
from studio.core.messages.chat_requests import ReadmitPerson as ReadmitPerson
from studio.core.messages.chat_requests import SearchMessages as SearchMessages
from studio.core.messages.chat_requests import SendMessage as SendMessage
from studio.core.messages.chat_requests import SetRules as SetRules
from studio.core.messages.chat_requests import TimeOutPerson as TimeOutPerson
from studio.core.messages.chat_requests import TryRules as TryRules
from studio.core.messages.door_requests import AnyDoorRequest as AnyDoorRequest
from studio.core.messages.door_requests import CancelInvitation as CancelInvitation
from studio.core.messages.door_requests import GetTeamDevices as GetTeamDevices
from studio.core.messages.door_requests import Invite as Invite
from studio.core.messages.door_requests import RenameDevice as RenameDevice
from studio.core.messages.door_requests import RevokeDevice as RevokeDevice
from studio.core.messages.engage_requests import AnyEngageRequest as AnyEngageRequest
from studio.core.messages.engage_requests import CancelDraw as CancelDraw
from studio.core.messages.engage_requests import ClosePoll as ClosePoll
from studio.core.messages.engage_requests import DecideQuestion as DecideQuestion
from studio.core.messages.engage_requests import FreezeDraw as FreezeDraw
from studio.core.messages.engage_requests import GetEngagement as GetEngagement
from studio.core.messages.engage_requests import HideEngaged as HideEngaged
from studio.core.messages.engage_requests import MoveQuestion as MoveQuestion
from studio.core.messages.engage_requests import OpenDraw as OpenDraw
from studio.core.messages.engage_requests import OpenPoll as OpenPoll
from studio.core.messages.engage_requests import RevealDraw as RevealDraw
from studio.core.messages.pin_requests import AnyPinRequest as AnyPinRequest
from studio.core.messages.pin_requests import GetPinned as GetPinned
from studio.core.messages.pin_requests import PinMessage as PinMessage
from studio.core.messages.pin_requests import SetPictureParts as SetPictureParts
from studio.core.messages.pin_requests import ShowOverlay as ShowOverlay
from studio.core.messages.pin_requests import Unpin as Unpin
from studio.core.messages.platform_requests import AnyPlatformRequest as AnyPlatformRequest
from studio.core.messages.platform_requests import CancelPlatformLogin as CancelPlatformLogin
from studio.core.messages.platform_requests import GetPlatforms as GetPlatforms
from studio.core.messages.platform_requests import RetryPlatform as RetryPlatform
from studio.core.messages.platform_requests import SetPlatformSecret as SetPlatformSecret
from studio.core.messages.platform_requests import SetStorePassword as SetStorePassword
from studio.core.messages.platform_requests import StartPlatformLogin as StartPlatformLogin
from studio.core.messages.request_base import Request as Request
from studio.core.messages.request_base import Right as Right
from studio.core.messages.rules_requests import AllowAndLearn as AllowAndLearn
from studio.core.messages.rules_requests import AnyRulesRequest
from studio.core.messages.rules_requests import ExportRules as ExportRules
from studio.core.messages.rules_requests import ImportRules as ImportRules
from studio.core.messages.rules_requests import LowerShield as LowerShield
from studio.core.messages.rules_requests import Nuke as Nuke
from studio.core.messages.rules_requests import PreviewNuke as PreviewNuke
from studio.core.messages.rules_requests import PreviewShield as PreviewShield
from studio.core.messages.rules_requests import RaiseShield as RaiseShield
from studio.core.messages.rules_requests import SetRoom as SetRoom
from studio.core.messages.rules_requests import UndoLearning as UndoLearning
from studio.core.messages.rules_requests import UndoNuke as UndoNuke
from studio.core.messages.signal_requests import AddGuestCandidates as AddGuestCandidates
from studio.core.messages.signal_requests import AddViewerCandidates as AddViewerCandidates
from studio.core.messages.signal_requests import AnySignalRequest as AnySignalRequest
from studio.core.messages.signal_requests import CloseGuest as CloseGuest
from studio.core.messages.signal_requests import CloseViewer as CloseViewer
from studio.core.messages.signal_requests import OpenGuest as OpenGuest
from studio.core.messages.signal_requests import OpenViewer as OpenViewer
from studio.core.messages.stage_requests import ControlReplay as ControlReplay
from studio.core.messages.stage_requests import MoveTransition as MoveTransition
from studio.core.messages.stage_requests import PlayReplay as PlayReplay
from studio.core.messages.stage_requests import PreviewScene as PreviewScene
from studio.core.messages.stage_requests import SetPreviewMode as SetPreviewMode
from studio.core.messages.stage_requests import SizePreview as SizePreview
from studio.core.messages.stage_requests import StopReplay as StopReplay
from studio.core.messages.stage_requests import TakePreview as TakePreview
from studio.core.messages.stage_requests import WatchPictures as WatchPictures
from studio.core.messages.team_requests import AnyTeamRequest as AnyTeamRequest
from studio.core.messages.team_requests import ClaimMessage as ClaimMessage
from studio.core.messages.team_requests import GetAudit as GetAudit
from studio.core.messages.team_requests import GetPerson as GetPerson
from studio.core.messages.team_requests import GetTeam as GetTeam
from studio.core.messages.team_requests import HandOver as HandOver
from studio.core.messages.team_requests import LookAt as LookAt
from studio.core.messages.team_requests import MarkPerson as MarkPerson
from studio.core.messages.team_requests import NotePerson as NotePerson
from studio.core.messages.team_requests import ReleaseMessage as ReleaseMessage
from studio.core.messages.team_requests import UndoAct as UndoAct
from studio.core.messages.team_requests import WhisperTeam as WhisperTeam
from studio.core.scene import Id, Show, Transition
from studio.core.settings import Settings
from studio.core.sources import AnySourceSettings, ShortText
from studio.core.targets import MOST_SECRET_CHARACTERS

MOST_PICTURE_BYTES = 32 * 1024 * 1024
PICTURE_PART_BYTES = 384 * 1024  # with base64 well within one message


class GetSnapshot(Request, frozen=True):
    """Everything a window needs to draw itself; answered by `Snapshot`."""


class GetDevices(Request, frozen=True):
    """Devices of a kind: screen, window, camera, microphone, system_sound, monitor; empty: all."""

    right: ClassVar[Right] = Right.COMPOSE
    kind: ShortText = ""


class ApplyEdit(Request, frozen=True):
    """One change to the show. ``merge_key`` joins the steps of one drag into one undo."""

    right: ClassVar[Right] = Right.COMPOSE
    edit: AnyEdit
    merge_key: ShortText = ""


class Undo(Request, frozen=True):
    """Take the last edit back."""

    right: ClassVar[Right] = Right.COMPOSE


class Redo(Request, frozen=True):
    """Do again what was taken back."""

    right: ClassVar[Right] = Right.COMPOSE


class ReplaceShow(Request, frozen=True):
    """Open another show (the demo, an earlier one); undoable unless it ``is_another`` one."""

    right: ClassVar[Right] = Right.COMPOSE
    show: Show
    is_another: bool = False


class SwitchScene(Request, frozen=True):
    """Put a scene on air; ``transition`` None: as the show says."""

    right: ClassVar[Right] = Right.SWITCH_SCENE
    scene_id: Id
    transition: Transition | None = None


class KeepPicture(Request, frozen=True):
    """A part of a picture (PNG or JPEG) that is kept beside the show, base64 in ``data``.

    ``digest``: SHA-256 of the whole in hexadecimal digits. Answered by `Done` until the last
    part has come, then, or when it was kept before, by `PictureKept`.
    """

    right: ClassVar[Right] = Right.COMPOSE
    digest: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
    total_bytes: Annotated[int, msgspec.Meta(ge=1, le=MOST_PICTURE_BYTES)]
    offset: Annotated[int, msgspec.Meta(ge=0, le=MOST_PICTURE_BYTES)]
    data: Annotated[str, msgspec.Meta(max_length=PICTURE_PART_BYTES * 4 // 3 + 4)]


class ControlMedia(Request, frozen=True):
    """Play, pause or seek a media file; ``position_s`` None: stay where it is."""

    right: ClassVar[Right] = Right.COMPOSE
    source_id: Id
    is_paused: bool | None = None
    position_s: Annotated[float, msgspec.Meta(ge=0, le=10**6)] | None = None


class HoldTalk(Request, frozen=True):
    """A strip's talk key is down, for `HOLD_S` at most unless it is said again; or it is up."""

    right: ClassVar[Right] = Right.COMPOSE
    source_id: Id
    is_held: bool = True


class StartShow(Request, frozen=True):
    """Go live; ``is_rehearsal``: everything runs and nobody sees it."""

    right: ClassVar[Right] = Right.RUN_SHOW
    is_rehearsal: bool = False


class PauseShow(Request, frozen=True):
    """Tell viewers that the show is paused, or that it goes on."""

    right: ClassVar[Right] = Right.RUN_SHOW
    is_paused: bool = True


class EndShow(Request, frozen=True):
    """End the show; viewers are told."""

    right: ClassVar[Right] = Right.RUN_SHOW


class StartRecording(Request, frozen=True):
    """Record; ``path`` empty: a dated name in the recordings folder."""

    right: ClassVar[Right] = Right.RECORD
    path: Annotated[str, msgspec.Meta(max_length=4096)] = ""


class StopRecording(Request, frozen=True):
    """Finish the recording as a normal MP4."""

    right: ClassVar[Right] = Right.RECORD


class SaveReplay(Request, frozen=True):
    """Save what just happened; answered by `RecordingStarted` with the file's path."""

    right: ClassVar[Right] = Right.RECORD


class SetVideoBitrate(Request, frozen=True):
    """Another bitrate, at once and without a key frame."""

    right: ClassVar[Right] = Right.CONFIGURE
    bitrate_bps: Annotated[int, msgspec.Meta(ge=100_000, le=50_000_000)]


class SetSettings(Request, frozen=True):
    """Replace the settings; what cannot change on air waits for the next start."""

    right: ClassVar[Right] = Right.CONFIGURE
    settings: Settings


class SetTargetSecret(Request, frozen=True):
    """A server's stream key, passphrase or token; empty takes it away. It is never told again."""

    right: ClassVar[Right] = Right.CONFIGURE
    target_id: Id
    secret: Annotated[str, msgspec.Meta(max_length=MOST_SECRET_CHARACTERS)]


class RetryTarget(Request, frozen=True):
    """Connect to a server now instead of waiting for the next try."""

    right: ClassVar[Right] = Right.RUN_SHOW
    target_id: Id


class GetObsAccess(Request, frozen=True):
    """Password and connected remote controls; answered by `ObsAccess`."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False


class RenewObsPassword(Request, frozen=True):
    """Another password for remote controls; those connected are let go. See `ObsAccess`."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False


class CreateGuestLink(Request, frozen=True):
    """Make a link for a phone or a guest; answered by `GuestLinkCreated` with its address.

    ``link_id``: an earlier link that gets another address and time; the old address is void.
    """

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    lifetime: GuestLifetime = GuestLifetime.SHOW
    has_camera: bool = True
    has_microphone: bool = True
    link_id: Annotated[str, msgspec.Meta(max_length=64)] = ""


class RevokeGuestLink(Request, frozen=True):
    """Let nobody in by this link any more; who is in is put out. ``is_forgotten``: off the list."""

    right: ClassVar[Right] = Right.INVITE
    is_for_engine: ClassVar[bool] = False
    link_id: Id
    is_forgotten: bool = False


class TrySource(Request, frozen=True):
    """Look at a source without adding it; None: no more. Answered by `PictureRings`."""

    right: ClassVar[Right] = Right.COMPOSE
    settings: AnySourceSettings | None = None


class Examine(Request, frozen=True):
    """Look at this computer and measure it; `Examining` and `Examined` tell the rest."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False


class GetJournal(Request, frozen=True):
    """What happened in a show; empty: the newest journal. Answered by `Journal`."""

    is_for_engine: ClassVar[bool] = False
    journal_id: Annotated[str, msgspec.Meta(pattern=rf"^\Z|{JOURNAL_ID}")] = ""


class GetLibrary(Request, frozen=True):
    """Collections, profiles, trash and backups; answered by `Library`."""

    right: ClassVar[Right] = Right.COMPOSE
    is_for_engine: ClassVar[bool] = False


class PreviewImport(Request, frozen=True):
    """What a file would bring; answered by `Library`, of which only ``taken`` is told."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    path: PlaceText


class ChangeLibrary(Request, frozen=True):
    """One act on the library; answered by `Library` as it is then."""

    right: ClassVar[Right] = Right.CONFIGURE
    is_for_engine: ClassVar[bool] = False
    act: AnyAct


class ShutDown(Request, frozen=True):
    """End the show, hub and engine."""

    right: ClassVar[Right] = Right.SHUT_DOWN
    is_for_engine: ClassVar[bool] = False


AnyRequest = (
    GetSnapshot
    | GetDevices
    | ApplyEdit
    | Undo
    | Redo
    | ReplaceShow
    | SwitchScene
    | KeepPicture
    | SetPreviewMode
    | PreviewScene
    | TakePreview
    | MoveTransition
    | WatchPictures
    | SizePreview
    | PlayReplay
    | ControlReplay
    | StopReplay
    | ControlMedia
    | HoldTalk
    | StartShow
    | PauseShow
    | EndShow
    | StartRecording
    | StopRecording
    | SaveReplay
    | SetVideoBitrate
    | SetSettings
    | SetTargetSecret
    | RetryTarget
    | GetObsAccess
    | RenewObsPassword
    | CreateGuestLink
    | RevokeGuestLink
    | TrySource
    | Examine
    | GetJournal
    | GetLibrary
    | PreviewImport
    | ChangeLibrary
    | GetMessages
    | SearchMessages
    | SendMessage
    | DecideMessage
    | TimeOutPerson
    | ReadmitPerson
    | SetRules
    | TryRules
    | AnyPinRequest
    | AnyRulesRequest
    | AnyRoomRequest
    | AnyTeamRequest
    | AnyPlatformRequest
    | AnyDoorRequest
    | AnyEngageRequest
    | ShutDown
    | AnySignalRequest
)
