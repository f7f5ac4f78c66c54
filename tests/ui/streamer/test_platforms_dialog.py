"""The dialog over a studio that a test plays."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.logins import LoginState, LoginStatus
from studio.core.messages import events as ev
from studio.core.messages import requests as ask
from studio.core.messages.results import PlatformsNow
from studio.core.platforms import IrcPlatform, PlatformNow, TwitchMode, TwitchPlatform
from studio.core.settings import Settings
from studio.ui import words
from studio.ui.session import Session
from studio.ui.streamer.platforms_dialog import PlatformsDialog
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000
IRC = IrcPlatform(id="i", host="irc.example.org", channel="clay")
TWITCH = TwitchPlatform(id="t", channel="clay", mode=TwitchMode.ACCOUNT, client_id="abc")


def now_of(studio: FakeStudio, login: LoginStatus | None = None) -> None:
    """Both platforms as they are."""
    irc = ConnectorStatus("i", Platform.IRC, "#clay", ConnectorState.RECEIVING, received=7)
    reason = "nobody is signed in to Twitch"
    twitch = ConnectorStatus("t", Platform.TWITCH, "clay", ConnectorState.REFUSED, reason)
    studio.platforms = PlatformsNow(
        (PlatformNow("i", irc), PlatformNow("t", twitch, login or LoginStatus(), True))
    )


@pytest.fixture
def dialog(
    qtbot: QtBot, studio: FakeStudio, session: Session, theme: Theme, parent: QWidget
) -> Iterator[PlatformsDialog]:
    studio.settings = Settings(platforms=(IRC, TWITCH))
    now_of(studio)
    studio.tell(ev.SettingsChanged(studio.settings))
    qtbot.waitUntil(lambda: session.state.settings == studio.settings, timeout=_PATIENCE_MS)
    made = PlatformsDialog(parent, session, theme)
    made.show()
    qtbot.waitUntil(lambda: made.rows["t"].word.text() == "Refused", timeout=_PATIENCE_MS)
    yield made
    made.close()


def asked_of(studio: FakeStudio, kind: type[ask.Request]) -> list[ask.Request]:
    return [one for one in studio.asked if isinstance(one, kind)]


def type_into(dialog: PlatformsDialog, name: str, text: str) -> None:
    assert dialog.page is not None
    line = dialog.page.form.widgets[name]
    assert isinstance(line, QLineEdit)
    line.setText(text)


def test_it_says_of_each_how_it_does_and_opens_its_page(dialog: PlatformsDialog) -> None:
    assert {one: row.word.text() for one, row in dialog.rows.items()} == {
        "i": "Receiving",
        "t": "Refused",
    }
    assert dialog.page is not None
    assert dialog.page.platform_id == "i"
    assert "7 messages" in dialog.page.figures.text()
    dialog.rows["t"].click()
    assert dialog.page.platform_id == "t"
    assert dialog.page.why.text() == "Nobody is signed in to Twitch"
    assert dialog.page.sign_in.isVisibleTo(dialog.page)


def test_a_platform_is_added_with_its_secret_which_is_told_once(
    qtbot: QtBot, studio: FakeStudio, dialog: PlatformsDialog
) -> None:
    dialog.begin(Platform.IRC)
    type_into(dialog, "host", "127.0.0.1")
    type_into(dialog, "channel", "other")
    type_into(dialog, "password", "word")
    assert dialog.page is not None
    new_id = dialog.page.platform_id
    dialog.page.save.click()
    qtbot.waitUntil(lambda: len(dialog.rows) == 3, timeout=_PATIENCE_MS)
    qtbot.waitUntil(
        lambda: (
            asked_of(studio, ask.SetPlatformSecret)
            == [ask.SetPlatformSecret(new_id, "password", "word")]
        ),
        timeout=_PATIENCE_MS,
    )
    assert studio.settings.platforms[:2] == (IRC, TWITCH)
    assert "word" not in str(msgspec.json.encode(studio.settings))
    assert dialog.page.form.secrets() == {}


def test_what_is_removed_comes_back_where_it_was(
    qtbot: QtBot, studio: FakeStudio, dialog: PlatformsDialog
) -> None:
    dialog.remove("i")
    qtbot.waitUntil(lambda: list(dialog.rows) == ["t"], timeout=_PATIENCE_MS)
    assert dialog.undo.isVisible()
    dialog.undo.click()
    qtbot.waitUntil(lambda: list(dialog.rows) == ["i", "t"], timeout=_PATIENCE_MS)
    assert studio.settings.platforms == (IRC, TWITCH)


def test_signing_in_shows_the_code_and_ends_signed_in(
    qtbot: QtBot, studio: FakeStudio, dialog: PlatformsDialog
) -> None:
    dialog.choose("t")
    page = dialog.page
    assert page is not None
    page.sign_in.begin.click()
    qtbot.waitUntil(
        lambda: asked_of(studio, ask.StartPlatformLogin) == [ask.StartPlatformLogin("t")],
        timeout=_PATIENCE_MS,
    )
    waiting = LoginStatus(LoginState.WAITING, page_url="https://a/activate", code="ABCD")
    now_of(studio, waiting)
    studio.tell(ev.PlatformLoginChanged("t", LoginStatus(LoginState.WAITING)))
    qtbot.waitUntil(lambda: page.sign_in.code.text() == "ABCD", timeout=_PATIENCE_MS)
    page.sign_in.cancel.click()
    now_of(studio, LoginStatus(LoginState.SIGNED_IN, account="anna"))
    studio.tell(ev.PlatformLoginChanged("t", LoginStatus(LoginState.SIGNED_IN)))
    qtbot.waitUntil(lambda: page.sign_in.out.isVisible(), timeout=_PATIENCE_MS)
    page.sign_in.out.click()
    qtbot.waitUntil(
        lambda: (
            asked_of(studio, ask.CancelPlatformLogin)
            == [ask.CancelPlatformLogin("t"), ask.CancelPlatformLogin("t", is_out=True)]
        ),
        timeout=_PATIENCE_MS,
    )


def test_one_is_turned_off_and_tried_again(
    qtbot: QtBot, studio: FakeStudio, dialog: PlatformsDialog
) -> None:
    dialog.choose("t")
    assert dialog.page is not None
    dialog.page.retry.click()
    dialog.page.toggle.click()
    qtbot.waitUntil(lambda: not studio.settings.platforms[1].is_enabled, timeout=_PATIENCE_MS)
    assert asked_of(studio, ask.RetryPlatform) == [ask.RetryPlatform("t")]
    qtbot.waitUntil(lambda: dialog.rows["t"].word.text() == "Off", timeout=_PATIENCE_MS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut(
    qtbot: QtBot, session: Session, theme: Theme, parent: QWidget, language: str
) -> None:
    words.choose(language)
    made = PlatformsDialog(parent, session, theme)
    made.show()
    assert cut_words(made) == []
    for kind in (Platform.TWITCH, Platform.YOUTUBE, Platform.BILIBILI, Platform.IRC):
        made.begin(kind)
        assert cut_words(made) == []
    made.close()
