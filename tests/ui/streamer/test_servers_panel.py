import msgspec
import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from studio.core.messages.events import SettingsChanged, StatsReported
from studio.core.messages.requests import RetryTarget, SetSettings, SetTargetSecret
from studio.core.status import EngineStats
from studio.core.targets import MOST_TARGETS, Target, TargetState, TargetStatus
from studio.ui.session import Session
from studio.ui.streamer.server_dialog import ServerDialog
from studio.ui.streamer.servers_panel import ServersPanel
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000
_SHOP = Target("shop", "My shop", "rtmp://shop.example/live")


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> ServersPanel:
    made = ServersPanel(session, theme)
    qtbot.addWidget(made)
    made.resize(320, 200)
    made.show()
    return made


def has(qtbot: QtBot, studio: FakeStudio, panel: ServersPanel, *targets: Target) -> None:
    """The studio has these servers."""
    settings = msgspec.structs.replace(studio.settings, targets=targets)
    studio.settings = settings
    studio.tell(SettingsChanged(settings))
    qtbot.waitUntil(lambda: len(panel.rows) == len(targets), timeout=_PATIENCE_MS)


def do(panel: ServersPanel, row: int, words: str) -> None:
    """Choose from a row's menu."""
    (action,) = [one for one in panel.rows[row].menu().actions() if one.text() == words]
    action.trigger()


def test_without_one_it_says_what_it_is_for(panel: ServersPanel) -> None:
    assert any("Press + to add one" in text for text in texts_of(panel))


def test_a_new_one_is_kept_with_its_key(
    qtbot: QtBot, panel: ServersPanel, studio: FakeStudio
) -> None:
    child(panel, QToolButton, "Add a server").click()
    dialog = child(panel, ServerDialog)
    dialog.key.setText("abcd-efgh")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: len(panel.rows) == 1, timeout=_PATIENCE_MS)
    (target,) = studio.settings.targets
    assert (target.name, target.url) == ("YouTube", "rtmps://a.rtmps.youtube.com/live2")
    assert SetTargetSecret(target.id, "abcd-efgh") in studio.asked
    assert "abcd-efgh" not in str(studio.settings)
    assert not any("Press + to add one" in text for text in texts_of(panel))


def test_one_is_changed_turned_off_and_removed(
    qtbot: QtBot, panel: ServersPanel, studio: FakeStudio
) -> None:
    other = Target("other", "Other", "srt://other.example:9000")
    has(qtbot, studio, panel, _SHOP, other)
    do(panel, 0, "Change…")
    dialog = child(panel, ServerDialog)
    dialog.name.setText("Evening shop")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: studio.settings.targets[0].name == "Evening shop", timeout=_PATIENCE_MS)
    assert not any(isinstance(one, SetTargetSecret) for one in studio.asked)
    qtbot.waitUntil(lambda: "Evening shop" in texts_of(panel), timeout=_PATIENCE_MS)
    do(panel, 0, "Turn off")
    qtbot.waitUntil(lambda: not studio.settings.targets[0].is_enabled, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: "Off" in texts_of(panel), timeout=_PATIENCE_MS)
    do(panel, 0, "Remove")
    qtbot.waitUntil(lambda: studio.settings.targets == (other,), timeout=_PATIENCE_MS)
    assert all(isinstance(one, SetSettings) for one in studio.asked)


def test_how_each_does_comes_with_the_figures(
    qtbot: QtBot, panel: ServersPanel, studio: FakeStudio
) -> None:
    has(qtbot, studio, panel, _SHOP)
    lost = TargetStatus("shop", "My shop", TargetState.RECONNECTING, "the connection was lost")
    studio.tell(StatsReported(EngineStats(targets=(lost,))))
    qtbot.waitUntil(lambda: "The connection was lost" in texts_of(panel), timeout=_PATIENCE_MS)
    do(panel, 0, "Connect now")
    qtbot.waitUntil(lambda: RetryTarget("shop") in studio.asked, timeout=_PATIENCE_MS)


def test_there_is_an_end_to_them(qtbot: QtBot, panel: ServersPanel, studio: FakeStudio) -> None:
    many = [Target(f"t{number}", "x", "rtmp://a/b") for number in range(MOST_TARGETS)]
    has(qtbot, studio, panel, *many)
    assert not child(panel, QToolButton, "Add a server").isEnabled()


def test_a_service_that_minds_other_servers_is_said_while_there_are_some(
    qtbot: QtBot, panel: ServersPanel, studio: FakeStudio
) -> None:
    tiktok = Target("tt", "TikTok", "rtmp://push.tiktokcdn.com/game")
    has(qtbot, studio, panel, tiktok)
    assert not panel.rule.isVisibleTo(panel)
    has(qtbot, studio, panel, tiktok, _SHOP)
    qtbot.waitUntil(lambda: "TikTok Shop forbids" in panel.rule.text(), timeout=_PATIENCE_MS)
    off = Target("shop", "My shop", _SHOP.url, is_enabled=False)
    has(qtbot, studio, panel, tiktok, off)
    qtbot.waitUntil(lambda: not panel.rule.isVisibleTo(panel), timeout=_PATIENCE_MS)
