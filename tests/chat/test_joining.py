"""Each platform becomes its own connector; each of Twitch's modes too."""

from pathlib import Path

import pytest

from studio.chat.connectors.irc_live import IrcLive
from studio.chat.connectors.replay import Replay
from studio.chat.connectors.twitch_eventsub import TwitchEventSub
from studio.chat.connectors.twitch_irc import TwitchIrc
from studio.chat.connectors.unit_budget import UnitBudget, read_table
from studio.chat.joining import Joining
from studio.core.clock import SystemClock
from studio.core.connectors import Capability, ConnectorStatus
from studio.core.logins import LoginStatus
from studio.core.platforms import (
    AnyPlatform,
    IrcPlatform,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
)
from studio.core.secret_file import SecretFile


@pytest.mark.parametrize(
    ("platform", "kind"),
    [
        (TwitchPlatform(id="t", channel="#Clay"), TwitchIrc),
        (
            TwitchPlatform(id="t", channel="clay", mode=TwitchMode.ACCOUNT, client_id="x"),
            TwitchEventSub,
        ),
        (IrcPlatform(id="t", host="irc.example.org", channel="clay"), IrcLive),
        (ReplayPlatform(id="t", path="/shows/evening.jsonl"), Replay),
    ],
)
def test_a_platform_has_its_connector(
    tmp_path: Path, platform: AnyPlatform, kind: type[object]
) -> None:
    statuses: list[ConnectorStatus] = []
    logins: list[LoginStatus] = []
    clock = SystemClock()
    joining = Joining(SecretFile(tmp_path), UnitBudget(read_table(), clock), clock)
    login = joining.login_of(platform, logins.append)
    assert (login is not None) == (kind is TwitchEventSub)
    connector = joining.connector_of(platform, login, statuses.append)
    assert isinstance(connector, kind)
    assert connector.status.connector_id == "t"
    assert connector.platform is platform.kind
    assert Capability.READ in connector.capabilities
    assert list(tmp_path.iterdir()) == []
