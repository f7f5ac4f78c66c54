"""Results: every kind can be read again by its name."""

import typing

import msgspec
import pytest

from studio.core.chat import Platform
from studio.core.chat_settings import ChatSettings
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.devices import Device
from studio.core.engage import (
    DrawNow,
    DrawRules,
    DrawState,
    Poll,
    PollNow,
    Question,
    QuestionState,
    Shown,
)
from studio.core.guests import GuestLink
from studio.core.journal import JournalInfo, LogEntry, LogKind
from studio.core.library import Shelf, Taken, Volume
from studio.core.logins import LoginState, LoginStatus
from studio.core.messages.results import (
    AnyResult,
    AuditPage,
    ChatPage,
    Devices,
    Done,
    Engagement,
    GuestLinkCreated,
    GuestOpened,
    Invitation,
    Journal,
    Learned,
    Library,
    NukeDone,
    NukePreview,
    ObsAccess,
    ObsRemote,
    PersonCard,
    PictureKept,
    PictureRings,
    Pinned,
    PlatformsNow,
    RecordingStarted,
    Result,
    RuleFinding,
    RulesExported,
    RulesImported,
    RulesTried,
    ShieldPreview,
    Snapshot,
    TeamDevices,
    TeamNow,
    ViewerOpened,
)
from studio.core.messages.rules_results import ShieldExample
from studio.core.moderation import Action
from studio.core.pins import PictureParts, Pin
from studio.core.platforms import PlatformNow
from studio.core.records.chat import Verdict
from studio.core.room import RoomMessage
from studio.core.status import Alarm, DeviceInfo, PreviewInfo, Severity, ShowState
from studio.core.team import OWNER, Role
from studio.core.teamwork import Act, ActKind, AuditLine, Claim, Mark, Member, PersonMark, Whisper
from tests.support.chat_messages import message
from tests.support.room_messages import room_message
from tests.support.small_show import small_show

_INVITATION = Invitation("K7QM-2XRD", "192.168.1.5", 8482, "ab:cd", 9, "hawker://a")
ONE_OF_EACH: list[Result] = [
    Done(),
    Snapshot(
        small_show(),
        3,
        ShowState.PAUSED,
        undo_name="Move",
        alarms=(Alarm("disk", Severity.URGENT, "The disk is full", "Make room"),),
        viewer_url="http://127.0.0.1:8480/",
    ),
    Devices((DeviceInfo("0", "Webcam", "camera", 1280, 720),), ("no sound here",)),
    ViewerOpened("v" * 43, "v=0\r\n"),
    GuestLinkCreated(GuestLink("guest-a", "Anna", 1_700_000_000_000), "https://a/guest#t"),
    GuestOpened("s" * 43, "v=0\r\n"),
    RecordingStarted("/videos/show.mp4"),
    Library((Volume("first", "Shop", Shelf.COLLECTION),), taken=Taken("Shop")),
    Journal(
        (JournalInfo("20261125-201400", 1, 2),),
        "20261125-201400",
        (LogEntry(1, LogKind.SCENE, "log_scene", {"scene": "Host"}),),
        3,
    ),
    PictureKept("/data/pictures/a.png"),
    ObsAccess("word", True, 4455, "", (ObsRemote("127.0.0.1", "Deck/1", 5.0),)),
    ChatPage((RoomMessage(7, message("hi")),), True, settings=ChatSettings()),
    PlatformsNow(
        (
            PlatformNow(
                "yt",
                ConnectorStatus("yt", Platform.YOUTUBE, "abc", ConnectorState.RECEIVING),
                LoginStatus(LoginState.WAITING, page_url="https://a/", code="AB"),
                secrets=("key",),
                day_units=10_000,
            ),
        )
    ),
    ShieldPreview(1, 1, 0, 0, (ShieldExample(room_message(1), "held"),)),
    NukePreview(1, 1, (room_message(1),)),
    NukeDone("nuke-1"),
    Learned("learned-1", "Links", ("a.com",)),
    RulesExported("spam"),
    RulesImported((), 1),
    TeamNow(
        OWNER,
        (Member(OWNER, 1, "held", "m1"),),
        (Claim("m1", "owner", 2),),
        (Whisper("w-1", "owner", "", "psst", 3),),
        (Act("act-1", "owner", "", ActKind.BAN, "m1", "p-anna", "spam", 4, 10_004),),
        (PersonMark("p-anna", Mark.WATCH),),
        5,
    ),
    PersonCard("p-anna", "Anna", (Platform.PAGE,), messages=3, mark=Mark.TRUSTED),
    AuditPage((AuditLine(2, 9, 4, "owner", "", "delete", "p-anna", "m1"),), True),
    RulesTried(Verdict.HOLD, (RuleFinding("Links", Action.HOLD, "names a page", "a.com"),)),
    Pinned(Pin(RoomMessage(7, message("hi")), "owner"), PictureParts(has_polls=False)),
    _INVITATION,
    TeamDevices((Device("helper-a", "Mo", Role.MODERATOR, 7),), _INVITATION, port=8482),
    Engagement(
        Shown(PollNow(Poll("poll-a", "Which?", ("A", "B"), 1), (3, 4)), hearts=9),
        (Question(RoomMessage(7, message("why")), 2, QuestionState.ACCEPTED),),
        draws=(DrawNow("draw-a", DrawRules(prize="A bowl"), "ab", 1, state=DrawState.FROZEN),),
    ),
    PictureRings(PreviewInfo("/run/a.ring", 800, 450), PreviewInfo("/b", 192, 216), ("one", "two")),
]


@pytest.mark.parametrize("result", ONE_OF_EACH, ids=lambda result: type(result).__name__)
def test_a_result_is_read_as_it_was_written(result: Result) -> None:
    data = msgspec.json.encode(result)
    assert msgspec.json.decode(data)["type"] == type(result).__name__
    assert msgspec.json.decode(data, type=AnyResult) == result


def test_every_result_goes_over_the_wire() -> None:
    kinds = set(Result.__subclasses__())
    assert kinds == set(typing.get_args(AnyResult)) == {type(result) for result in ONE_OF_EACH}
