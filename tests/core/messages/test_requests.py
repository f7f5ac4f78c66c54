"""Requests: each names the right it needs; what must not be public stays with the web room."""

import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.messages import requests as ask
from studio.core.messages.requests import AnyRequest, Request, Right

NEEDED: dict[type[Request], Right] = {
    ask.GetSnapshot: Right.SEE,
    ask.PinMessage: Right.PIN,
    ask.Unpin: Right.PIN,
    ask.SetPictureParts: Right.PIN,
    ask.GetPinned: Right.READ_CHAT,
    ask.ShowOverlay: Right.SIGNAL,
    ask.GetDevices: Right.COMPOSE,
    ask.ApplyEdit: Right.COMPOSE,
    ask.Undo: Right.COMPOSE,
    ask.Redo: Right.COMPOSE,
    ask.ReplaceShow: Right.COMPOSE,
    ask.KeepPicture: Right.COMPOSE,
    ask.ControlMedia: Right.COMPOSE,
    ask.HoldTalk: Right.COMPOSE,
    ask.SwitchScene: Right.SWITCH_SCENE,
    ask.SetPreviewMode: Right.SWITCH_SCENE,
    ask.PreviewScene: Right.SWITCH_SCENE,
    ask.TakePreview: Right.SWITCH_SCENE,
    ask.MoveTransition: Right.SWITCH_SCENE,
    ask.WatchPictures: Right.SEE,
    ask.SizePreview: Right.COMPOSE,
    ask.PlayReplay: Right.SWITCH_SCENE,
    ask.ControlReplay: Right.SWITCH_SCENE,
    ask.StopReplay: Right.SWITCH_SCENE,
    ask.StartShow: Right.RUN_SHOW,
    ask.PauseShow: Right.RUN_SHOW,
    ask.EndShow: Right.RUN_SHOW,
    ask.StartRecording: Right.RECORD,
    ask.StopRecording: Right.RECORD,
    ask.SaveReplay: Right.RECORD,
    ask.SetVideoBitrate: Right.CONFIGURE,
    ask.SetSettings: Right.CONFIGURE,
    ask.SetTargetSecret: Right.CONFIGURE,
    ask.RetryTarget: Right.RUN_SHOW,
    ask.TrySource: Right.COMPOSE,
    ask.Examine: Right.CONFIGURE,
    ask.GetJournal: Right.SEE,
    ask.GetObsAccess: Right.CONFIGURE,
    ask.RenewObsPassword: Right.CONFIGURE,
    ask.GetLibrary: Right.COMPOSE,
    ask.PreviewImport: Right.CONFIGURE,
    ask.ChangeLibrary: Right.CONFIGURE,
    ask.GetMessages: Right.READ_CHAT,
    ask.SearchMessages: Right.READ_CHAT,
    ask.SendMessage: Right.WRITE_CHAT,
    ask.DecideMessage: Right.MODERATE,
    ask.TimeOutPerson: Right.MODERATE,
    ask.ReadmitPerson: Right.MODERATE,
    ask.SetRules: Right.MODERATE,
    ask.TryRules: Right.MODERATE,
    ask.GetPlatforms: Right.CONFIGURE,
    ask.StartPlatformLogin: Right.CONFIGURE,
    ask.CancelPlatformLogin: Right.CONFIGURE,
    ask.SetPlatformSecret: Right.CONFIGURE,
    ask.RetryPlatform: Right.CONFIGURE,
    ask.SetStorePassword: Right.CONFIGURE,
    ask.Invite: Right.INVITE,
    ask.CancelInvitation: Right.INVITE,
    ask.GetTeamDevices: Right.INVITE,
    ask.RevokeDevice: Right.INVITE,
    ask.RenameDevice: Right.INVITE,
    ask.GetEngagement: Right.READ_CHAT,
    ask.OpenPoll: Right.ENGAGE,
    ask.ClosePoll: Right.ENGAGE,
    ask.HideEngaged: Right.ENGAGE,
    ask.DecideQuestion: Right.ENGAGE,
    ask.MoveQuestion: Right.ENGAGE,
    ask.OpenDraw: Right.ENGAGE,
    ask.FreezeDraw: Right.ENGAGE,
    ask.RevealDraw: Right.ENGAGE,
    ask.CancelDraw: Right.ENGAGE,
    ask.SetRoom: Right.MODERATE,
    ask.PreviewShield: Right.MODERATE,
    ask.RaiseShield: Right.MODERATE,
    ask.LowerShield: Right.MODERATE,
    ask.PreviewNuke: Right.MODERATE,
    ask.Nuke: Right.MODERATE,
    ask.UndoNuke: Right.MODERATE,
    ask.AllowAndLearn: Right.MODERATE,
    ask.UndoLearning: Right.MODERATE,
    ask.ExportRules: Right.MODERATE,
    ask.ImportRules: Right.MODERATE,
    ask.GetTeam: Right.READ_CHAT,
    ask.LookAt: Right.READ_CHAT,
    ask.ClaimMessage: Right.MODERATE,
    ask.ReleaseMessage: Right.MODERATE,
    ask.HandOver: Right.MODERATE,
    ask.WhisperTeam: Right.MODERATE,
    ask.UndoAct: Right.MODERATE,
    ask.GetPerson: Right.READ_CHAT,
    ask.NotePerson: Right.MODERATE,
    ask.MarkPerson: Right.MODERATE,
    ask.GetAudit: Right.MODERATE,
    ask.ShutDown: Right.SHUT_DOWN,
    ask.OpenViewer: Right.SIGNAL,
    ask.AddViewerCandidates: Right.SIGNAL,
    ask.CloseViewer: Right.SIGNAL,
    ask.CreateGuestLink: Right.INVITE,
    ask.RevokeGuestLink: Right.INVITE,
    ask.OpenGuest: Right.SIGNAL,
    ask.AddGuestCandidates: Right.SIGNAL,
    ask.CloseGuest: Right.SIGNAL,
}


def test_every_request_needs_the_right_written_here() -> None:
    assert {kind: kind.right for kind in Request.__subclasses__()} == NEEDED


def test_every_request_goes_over_the_wire() -> None:
    assert set(typing.get_args(AnyRequest)) == set(NEEDED)


def test_what_is_the_hubs_own_affair() -> None:
    its_own = {kind for kind in NEEDED if not kind.is_for_engine}
    invitations = {kind for kind, right in NEEDED.items() if right is Right.INVITE}
    remotes = {ask.GetObsAccess, ask.RenewObsPassword}
    platforms = {ask.GetPlatforms, ask.StartPlatformLogin, ask.CancelPlatformLogin}
    platforms |= {ask.SetPlatformSecret, ask.RetryPlatform, ask.SetStorePassword}
    library = {ask.Examine, ask.GetLibrary, ask.PreviewImport, ask.ChangeLibrary}
    rights = {Right.READ_CHAT, Right.WRITE_CHAT, Right.MODERATE, Right.PIN, Right.ENGAGE}
    room = {kind for kind, right in NEEDED.items() if right in rights}
    assert (
        its_own
        == {ask.GetJournal, ask.ShutDown} | invitations | remotes | library | platforms | room
    )


@given(st.integers())
def test_a_bitrate_out_of_reach_is_refused(bitrate_bps: int) -> None:
    data = msgspec.json.encode({"type": "SetVideoBitrate", "bitrateBps": bitrate_bps % 2**63})
    is_fit = 100_000 <= bitrate_bps % 2**63 <= 50_000_000
    if is_fit:
        read = msgspec.json.decode(data, type=ask.SetVideoBitrate)
        assert read.bitrate_bps == bitrate_bps % 2**63
    else:
        with pytest.raises(msgspec.ValidationError, match="bitrateBps"):
            msgspec.json.decode(data, type=ask.SetVideoBitrate)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (ask.OpenViewer, {"offerSdp": "x" * 65_537}),
        (ask.AddViewerCandidates, {"viewerId": "v" * 1000, "sdpFragment": ""}),
        (ask.StartRecording, {"path": "x" * 4097}),
        (ask.ControlMedia, {"sourceId": "film", "positionS": -1}),
        (ask.GetDevices, {"kind": "camera", "secret": True}),
    ],
)
def test_what_is_too_long_or_unknown_is_refused(
    kind: type[Request], fields: dict[str, object]
) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"type": kind.__name__, **fields}), type=kind)
