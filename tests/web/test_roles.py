"""The table of rights, exhaustively: every role against every request."""

import pytest

from studio.core.answer import ForbiddenError
from studio.core.chat_settings import ChatSettings
from studio.core.edits import RenameShow
from studio.core.engage import DrawRules, QuestionState
from studio.core.library import MakeBackup
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    TOPIC_OF,
    AlarmRaised,
    DevicesChanged,
    Event,
    SettingsChanged,
    Topic,
)
from studio.core.messages.requests import Request, Right
from studio.core.messages.results import Done, Snapshot
from studio.core.moderation import RulesFormat
from studio.core.pins import PictureParts
from studio.core.records.chat import Decision
from studio.core.settings import Settings, WebSettings
from studio.core.shield import ShieldProfile
from studio.core.status import ShowState
from studio.core.team import Role
from studio.core.teamwork import Mark
from studio.web.roles import RIGHTS, as_seen_by, check_right, may_hear
from tests.support.small_show import small_show

ONE_OF_EACH: list[Request] = [
    ask.GetSnapshot(),
    ask.GetDevices(),
    ask.ApplyEdit(RenameShow("New")),
    ask.Undo(),
    ask.Redo(),
    ask.ReplaceShow(small_show()),
    ask.SwitchScene("one"),
    ask.SetPreviewMode(),
    ask.PreviewScene("one"),
    ask.TakePreview(),
    ask.MoveTransition(0.5),
    ask.WatchPictures(),
    ask.SizePreview(800),
    ask.PlayReplay(),
    ask.ControlReplay(),
    ask.StopReplay(),
    ask.KeepPicture("0" * 64, 4, 0, "AAAA"),
    ask.ControlMedia("film"),
    ask.HoldTalk("mic"),
    ask.StartShow(),
    ask.PauseShow(),
    ask.EndShow(),
    ask.StartRecording(),
    ask.StopRecording(),
    ask.SaveReplay(),
    ask.SetVideoBitrate(1_000_000),
    ask.SetSettings(Settings()),
    ask.SetTargetSecret("shop", "key"),
    ask.RetryTarget("shop"),
    ask.TrySource(),
    ask.Examine(),
    ask.GetJournal(),
    ask.GetObsAccess(),
    ask.RenewObsPassword(),
    ask.GetLibrary(),
    ask.PreviewImport("a.json"),
    ask.ChangeLibrary(MakeBackup()),
    ask.GetMessages(),
    ask.SearchMessages("price"),
    ask.SendMessage("hello"),
    ask.DecideMessage("m1", Decision.DELETE),
    ask.TimeOutPerson("p-anna"),
    ask.ReadmitPerson("p-anna"),
    ask.SetRules(ChatSettings()),
    ask.TryRules("hello"),
    ask.GetPlatforms(),
    ask.StartPlatformLogin("twitch"),
    ask.CancelPlatformLogin("twitch"),
    ask.SetPlatformSecret("youtube", "key", "word"),
    ask.RetryPlatform("irc"),
    ask.SetStorePassword("word"),
    ask.PinMessage("m1"),
    ask.Unpin(),
    ask.GetPinned(),
    ask.SetPictureParts(PictureParts()),
    ask.ShowOverlay(),
    ask.Invite(),
    ask.CancelInvitation(),
    ask.GetTeamDevices(),
    ask.RevokeDevice("helper-a"),
    ask.RenameDevice("helper-a", "Mo"),
    ask.GetEngagement(),
    ask.OpenPoll("Which bowl?", ("Blue", "White")),
    ask.ClosePoll(),
    ask.HideEngaged("poll-a"),
    ask.DecideQuestion("m1", QuestionState.ACCEPTED),
    ask.MoveQuestion("m1", 0),
    ask.OpenDraw(DrawRules(prize="A bowl")),
    ask.FreezeDraw(),
    ask.RevealDraw(),
    ask.CancelDraw(),
    ask.SetRoom(),
    ask.PreviewShield(ShieldProfile.STRICT),
    ask.RaiseShield(),
    ask.LowerShield(),
    ask.PreviewNuke("spam"),
    ask.Nuke("spam"),
    ask.UndoNuke("nuke-1"),
    ask.AllowAndLearn("m1"),
    ask.UndoLearning("learned-1"),
    ask.ExportRules(),
    ask.ImportRules(RulesFormat.TWITCH, "{}"),
    ask.GetTeam(),
    ask.LookAt("live", "m1"),
    ask.ClaimMessage("m1"),
    ask.ReleaseMessage("m1"),
    ask.HandOver("m1", "device-mo"),
    ask.WhisperTeam("psst"),
    ask.UndoAct("act-1"),
    ask.GetPerson("p-anna"),
    ask.NotePerson("p-anna", "asks nicely"),
    ask.MarkPerson("p-anna", Mark.TRUSTED),
    ask.GetAudit(),
    ask.ShutDown(),
    ask.OpenViewer("v=0"),
    ask.AddViewerCandidates("v", ""),
    ask.CloseViewer("v"),
    ask.CreateGuestLink("Phone"),
    ask.RevokeGuestLink("guest-a"),
    ask.OpenGuest("guest-a", "Phone", "v=0"),
    ask.AddGuestCandidates("guest-a", "s", ""),
    ask.CloseGuest("guest-a"),
]
SIGNALLING = {
    *("OpenViewer", "AddViewerCandidates", "CloseViewer"),
    *("OpenGuest", "AddGuestCandidates", "CloseGuest", "ShowOverlay"),
}
TEAM = {
    *("GetTeam", "LookAt", "ClaimMessage", "ReleaseMessage", "HandOver", "WhisperTeam"),
    *("UndoAct", "GetPerson", "NotePerson", "MarkPerson", "GetAudit"),
}
SEEING = {"GetSnapshot", "WatchPictures", "GetJournal"}
CHAT = {
    *("GetMessages", "SearchMessages", "SendMessage", "DecideMessage"),
    *("TimeOutPerson", "ReadmitPerson", "SetRules", "TryRules"),
    *("PinMessage", "Unpin", "GetPinned", "SetPictureParts"),
    *("TimeOutPerson", "ReadmitPerson", "SetRules", "TryRules", "SetRoom"),
    *("PreviewShield", "RaiseShield", "LowerShield", "PreviewNuke", "Nuke", "UndoNuke"),
    *("AllowAndLearn", "UndoLearning", "ExportRules", "ImportRules"),
}
ENGAGE = {
    *("GetEngagement", "OpenPoll", "ClosePoll", "HideEngaged", "DecideQuestion", "MoveQuestion"),
    *("OpenDraw", "FreezeDraw", "RevealDraw", "CancelDraw"),
}
EVERYTHING = {type(request).__name__ for request in ONE_OF_EACH} - SIGNALLING
ALLOWED = {
    Role.OWNER: EVERYTHING,
    Role.STREAMER: EVERYTHING
    - {
        "SetVideoBitrate",
        "SetSettings",
        "SetTargetSecret",
        "ShutDown",
        "Examine",
        "GetObsAccess",
        "RenewObsPassword",
        "PreviewImport",
        "ChangeLibrary",
        *("GetPlatforms", "StartPlatformLogin", "CancelPlatformLogin"),
        *("SetPlatformSecret", "RetryPlatform", "SetStorePassword"),
    },
    Role.MODERATOR: SEEING | CHAT | TEAM | ENGAGE,
    Role.OVERLAY: SEEING,
    Role.VIEWER: set(),
}


def test_nothing_is_left_out_of_the_table() -> None:
    assert {type(request) for request in ONE_OF_EACH} == set(Request.__subclasses__())
    assert set(ALLOWED) == set(RIGHTS) == set(Role)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("request_", ONE_OF_EACH, ids=lambda request: type(request).__name__)
def test_a_role_may_do_what_the_table_says_and_no_more(role: Role, request_: Request) -> None:
    if type(request_).__name__ in ALLOWED[role]:
        check_right(role, request_)
        return
    with pytest.raises(ForbiddenError) as caught:
        check_right(role, request_)
    assert role.value in caught.value.what
    assert caught.value.where == type(request_).__name__


def test_nobody_signals_through_the_control_socket() -> None:
    assert all(Right.SIGNAL not in rights for rights in RIGHTS.values())


HEARS: dict[Role, set[Topic]] = {
    Role.OWNER: set(Topic),
    Role.STREAMER: set(Topic),
    Role.MODERATOR: set(Topic),
    Role.OVERLAY: set(Topic) - {Topic.CHAT, Topic.TEAM},
    Role.VIEWER: set(),
}
# They also compose: the settings name servers, folders and accounts of the streamer.
INVITING = {Role.OWNER, Role.STREAMER}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("kind", TOPIC_OF, ids=lambda kind: kind.__name__)
def test_a_role_hears_what_the_table_says_and_no_more(role: Role, kind: type[Event]) -> None:
    expected = TOPIC_OF[kind] in HEARS[role]
    if kind in (DevicesChanged, SettingsChanged):
        expected = role in INVITING
    assert may_hear(role, kind) is expected


def test_alarms_reach_who_helps() -> None:
    assert may_hear(Role.MODERATOR, AlarmRaised)


def test_who_helps_sees_the_show_and_not_the_settings() -> None:
    settings = Settings(web=WebSettings(listen_port=1))
    snapshot = Snapshot(small_show(), 3, ShowState.LIVE, settings)
    for role in Role:
        seen = as_seen_by(role, snapshot)
        assert isinstance(seen, Snapshot)
        assert (seen.show, seen.state) == (snapshot.show, snapshot.state)
        assert (seen.settings == settings) is (role in INVITING)
    assert as_seen_by(Role.MODERATOR, Done()) == Done()


def test_a_moderator_may_pin_but_not_stop_the_show() -> None:
    check_right(Role.MODERATOR, ask.PinMessage("m1"))
    for request in (ask.EndShow(), ask.PauseShow(), ask.StopRecording(), ask.ShutDown()):
        with pytest.raises(ForbiddenError):
            check_right(Role.MODERATOR, request)
