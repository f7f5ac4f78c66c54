"""Page, control socket and settings of a hub, with an engine that a test plays."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from studio.core.errors import BadInputError, StudioError
from studio.core.messages import requests as ask
from studio.core.messages.events import (
    AlarmRaised,
    Event,
    SettingsChanged,
    ShowStateChanged,
    TeamChanged,
    Topic,
)
from studio.core.messages.results import (
    Done,
    Invitation,
    ObsAccess,
    PlatformsNow,
    Result,
    Snapshot,
    TeamNow,
)
from studio.core.pairings import PairingAddress
from studio.core.paths import SETTINGS_FILE
from studio.core.platforms import IrcPlatform
from studio.core.records.door import AnyAtDoor, DevicePaired, DeviceRevoked, HelperInvited
from studio.core.records.payload import Payload
from studio.core.records.studio import SettingChanged
from studio.core.running import HubAddress
from studio.core.settings import (
    ModeratorSettings,
    ObsSettings,
    Settings,
    StoreSettings,
    UiSettings,
    WebSettings,
)
from studio.core.settings_file import load_settings
from studio.core.status import ShowState
from studio.core.team import OWNER, Role
from studio.privacy.vault import Vault, master_key
from studio.processes.chat_log import ChatLog
from studio.processes.engine_host import EngineHost
from studio.processes.hub_parts import HubParts
from studio.processes.listening import Listening
from studio.processes.privacy import verify_chain
from studio.store import event_log
from studio.store.database import Database
from studio.web.client import ControlClient
from studio.web.pairing import pair
from tests.support.pairing_hub import quick_proofs
from tests.support.small_show import small_show
from tests.support.waiting import until


class PlayedHost(EngineHost):
    """Answers by itself; no process is started."""

    def __init__(self) -> None:
        super().__init__(
            Path(), lambda *_link: pytest.fail("no engine was to start"), lambda _: None
        )
        self.asked: list[ask.Request] = []

    async def run(self) -> None:
        """Hold on to nothing."""
        await asyncio.Event().wait()

    async def request(self, request: ask.Request) -> Result:
        """A snapshot, a refusal, or done."""
        self.asked.append(request)
        if isinstance(request, ask.GetSnapshot):
            return Snapshot(small_show(), 1, ShowState.OFF, Settings())
        if isinstance(request, ask.SwitchScene):
            raise BadInputError("there is no such scene", request.scene_id)
        return Done()


class Stand:
    """Open parts, and what a window hears of them."""

    def __init__(
        self, parts: HubParts, host: PlayedHost, listening: Listening, client: ControlClient
    ) -> None:
        self.parts = parts
        self.host = host
        self.listening = listening
        self.ask = client.request
        self.heard: list[Event] = []


Ended = Callable[[], None]


@asynccontextmanager
async def opened(
    data_dir: Path,
    *,
    complaint: str = "",
    shut_down: Ended = lambda: None,
    wanted: Listening | None = None,
    is_loopback_only: bool = False,
) -> AsyncIterator[Stand]:
    settings = Settings(web=WebSettings(listen_port=0))
    parts, host = (
        HubParts(data_dir, settings, complaint, is_loopback_only=is_loopback_only),
        PlayedHost(),
    )
    listening = await parts.open(host, shut_down, wanted)
    parts.hold_engine(host)
    heard: list[Event] = []
    client = ControlClient(
        lambda: (listening.control_url, parts.token), Topic.ALL, heard.append, lambda _state: None
    )
    client.start()
    stand = Stand(parts, host, listening, client)
    stand.heard = heard
    try:
        await _patiently(lambda: client.request(ask.GetSnapshot()))
        yield stand
    finally:
        await client.close()
        await parts.close()


async def test_a_page_whose_port_nobody_insists_on_moves_and_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(web=WebSettings(listen_port=port))
        parts = HubParts(tmp_path, settings, "", may_move=True)
        listening = await parts.open(PlayedHost(), lambda: None, None)
        assert listening.viewer_port != port
        told = [alarm.text for alarm in parts.own_alarms()]
        assert told == [
            f"Another program holds port {port};"
            f" viewers find the page at port {listening.viewer_port}"
        ]
        await parts.close()


async def _patiently(request: Callable[[], Awaitable[Result]]) -> Result:
    for _ in range(1000):
        try:
            return await request()
        except StudioError:
            await asyncio.sleep(0.01)
    raise AssertionError("nobody answers")


async def test_a_window_is_told_the_page_s_address_with_the_engines_state(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        snapshot = await stand.ask(ask.GetSnapshot())
        assert isinstance(snapshot, Snapshot)
        assert snapshot.viewer_url == stand.listening.viewer_url
        assert (snapshot.show, snapshot.alarms) == (small_show(), ())
        with pytest.raises(BadInputError, match="no such scene") as caught:
            await stand.ask(ask.SwitchScene("nowhere"))
        assert caught.value.where == "nowhere"


async def test_the_team_knows_who_is_connected(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        now = await stand.ask(ask.GetTeam())
        assert isinstance(now, TeamNow)
        assert now.you == OWNER
        assert [member.who for member in now.members] == [OWNER]
        await stand.ask(ask.LookAt("held"))
        await until(
            lambda: any(
                isinstance(event, TeamChanged) and event.members[0].lane == "held"
                for event in stand.heard
            )
        )


async def test_settings_that_could_not_be_read_are_an_alarm(tmp_path: Path) -> None:
    async with opened(tmp_path, complaint="$.ui is wrong") as stand:
        snapshot = await stand.ask(ask.GetSnapshot())
        assert isinstance(snapshot, Snapshot)
        (alarm,) = snapshot.alarms
        assert (alarm.id, alarm.text) == ("settings-not-read", "$.ui is wrong")


async def test_the_page_hears_the_show_and_the_windows_hear_everything(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand, aiohttp.ClientSession() as session:
        event = ShowStateChanged(ShowState.LIVE, 1_700_000_000_000)
        stand.parts.tell(event)
        async with session.get(f"{stand.listening.viewer_url}api/state") as answer:
            state = await answer.json()
        assert (state["state"], state["startedWallMs"]) == ("live", 1_700_000_000_000)
        await until(lambda: event in stand.heard)


async def test_changed_settings_are_kept(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        changed = Settings(ui=UiSettings(language="zh"))
        stand.parts.tell(SettingsChanged(changed))
        assert load_settings(tmp_path / SETTINGS_FILE) == changed
        await until(lambda: SettingsChanged(changed) in stand.heard)


async def test_settings_that_cannot_be_saved_are_said_and_still_hold(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    async with opened(in_the_way) as stand:
        changed = Settings(ui=UiSettings(language="zh"))
        stand.parts.tell(SettingsChanged(changed))
        await until(lambda: any(isinstance(event, AlarmRaised) for event in stand.heard))
        (raised,) = [event for event in stand.heard if isinstance(event, AlarmRaised)]
        assert raised.alarm.text.startswith("The settings could not be saved: ")
        assert stand.parts.settings == changed


async def test_a_window_that_ends_the_studio_is_answered_first(tmp_path: Path) -> None:
    over = asyncio.Event()
    async with opened(tmp_path, shut_down=over.set) as stand:
        assert await stand.ask(ask.ShutDown()) == Done()
        await asyncio.wait_for(over.wait(), 10)


async def test_a_restarted_hub_has_its_ports_again(tmp_path: Path) -> None:
    async with opened(tmp_path) as first:
        before = first.listening
    async with opened(tmp_path, wanted=before) as second:
        assert second.listening == before


async def test_a_control_port_that_was_taken_meanwhile_is_another_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with opened(tmp_path, wanted=Listening("127.0.0.1", 0, port)) as stand:
            assert f":{port}/" not in stand.listening.control_url


async def test_a_page_that_cannot_listen_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        parts = HubParts(tmp_path, Settings(web=WebSettings(listen_port=port)), "")
        with pytest.raises(OSError, match=str(port)):
            await parts.open(PlayedHost(), lambda: None, None)
        await parts.close()


async def test_remote_controls_may_connect_when_the_settings_say_so(tmp_path: Path) -> None:
    async with opened(tmp_path) as stand:
        before = await obs_access(stand)
        assert not before.is_listening
        stand.parts.tell(SettingsChanged(Settings(obs=ObsSettings(True, "127.0.0.1", 0))))
        for _ in range(1000):
            now = await obs_access(stand)
            if now.is_listening:
                break
        assert now.port > 0
        assert now.password == before.password
        assert len(now.password) >= 22
        assert now.password not in (tmp_path / "hub_secrets.json").read_text()
        other = await stand.ask(ask.RenewObsPassword())
        assert isinstance(other, ObsAccess)
        assert other.password != now.password


async def obs_access(stand: Stand) -> ObsAccess:
    found = await stand.ask(ask.GetObsAccess())
    assert isinstance(found, ObsAccess)
    return found


async def test_remote_controls_that_cannot_connect_are_an_alarm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with opened(tmp_path) as stand:
            stand.parts.tell(SettingsChanged(Settings(obs=ObsSettings(True, "127.0.0.1", port))))
            await until(lambda: any(isinstance(event, AlarmRaised) for event in stand.heard))
            snapshot = await stand.ask(ask.GetSnapshot())
            assert isinstance(snapshot, Snapshot)
            assert [alarm.id for alarm in snapshot.alarms] == ["obs-socket"]
    assert "port cannot be used" in caplog.text


async def test_platforms_and_database_of_the_settings_are_checked_before_they_are_taken(
    tmp_path: Path,
) -> None:
    place = IrcPlatform(id="i", host="127.0.0.1", channel="clay")
    async with opened(tmp_path) as stand:
        for wrong in (
            Settings(platforms=(place, place)),
            Settings(store=StoreSettings(url="postgresql://a:word@b/c")),
        ):
            with pytest.raises(StudioError):
                await stand.ask(ask.SetSettings(wrong))
        taken = [one for one in stand.host.asked if isinstance(one, ask.SetSettings)]
        assert taken == []
        stand.parts.tell(SettingsChanged(Settings(platforms=(place,))))
        now = await stand.ask(ask.GetPlatforms())
        assert isinstance(now, PlatformsNow)
        assert [one.platform_id for one in now.platforms] == ["i"]


async def test_settings_changed_by_somebody_are_written_down_with_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path) as stand:
        logged: list[tuple[Payload, str]] = []
        monkeypatch.setattr(
            ChatLog, "append", lambda _log, payload, by="": logged.append((payload, by))
        )
        changed = Settings(ui=UiSettings(language="zh"))
        await stand.ask(ask.SetSettings(changed))
        stand.parts.tell(SettingsChanged(changed))
        assert (SettingChanged("ui.language", '""', '"zh"'), OWNER.id) in logged


async def test_a_helper_is_let_in_over_tls_once_that_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_proofs(monkeypatch)
    async with opened(tmp_path, is_loopback_only=True) as stand:
        wanted = Settings(moderators=ModeratorSettings(is_allowed=True, port=0))
        stand.parts.tell(SettingsChanged(wanted))
        invitation = await _patiently(lambda: stand.ask(ask.Invite()))
        assert isinstance(invitation, Invitation)
        pairing, token = await pair(PairingAddress.parse(invitation.link), "Mo")
        address = HubAddress(pairing.url, token, pairing.fingerprint)
        helper = ControlClient(lambda: address, Topic.ALL, lambda _: None, lambda _: None)
        helper.start()
        try:
            snapshot = await _patiently(lambda: helper.request(ask.GetSnapshot()))
            assert isinstance(snapshot, Snapshot)
            team = await stand.ask(ask.GetTeam())
            assert isinstance(team, TeamNow)
            assert pairing.who in [member.who for member in team.members]
            await stand.ask(ask.RevokeDevice(pairing.device_id))
            # Reading the chat opens the store, so that what waits is written down.
            await _patiently(lambda: stand.ask(ask.GetMessages()))
        finally:
            await helper.close()
    database = Database.in_folder(tmp_path)
    with database.reading() as connection:
        pages = event_log.read(connection, Vault(master_key(tmp_path)))
        kept = [stored.record() for page in pages for stored in page]
    database.close()
    told = [(one.payload, one.actor) for one in kept if isinstance(one.payload, AnyAtDoor)]
    assert told == [
        (HelperInvited(Role.MODERATOR), OWNER.id),
        (DevicePaired(pairing.device_id, "Mo", Role.MODERATOR), OWNER.id),
        (DeviceRevoked(pairing.device_id), OWNER.id),
    ]
    assert verify_chain(tmp_path, "", is_json=False) == 0
