import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.chat import Platform
from studio.core.errors import BadInputError
from studio.core.platforms import (
    AnyPlatform,
    BilibiliPlatform,
    IrcPlatform,
    ReplayPlatform,
    TwitchMode,
    TwitchPlatform,
    YouTubePlatform,
)
from studio.ui.streamer.platform_form import FIELDS, PlatformForm

ONE_OF_EACH: list[AnyPlatform] = [
    TwitchPlatform(id="x", channel="clay", mode=TwitchMode.ACCOUNT, client_id="abc"),
    YouTubePlatform(id="x", broadcast="https://youtu.be/abcdefghijk"),
    BilibiliPlatform(id="x", title="泥人张", app_id=7, access_key="key"),
    IrcPlatform(id="x", host="h", channel="#clay", port=6667, is_tls=False, nick="me"),
    ReplayPlatform(id="x", path="/shows/evening.jsonl", speed=2.0),
]


def made(qtbot: QtBot, kind: Platform, platform: AnyPlatform | None = None) -> PlatformForm:
    form = PlatformForm(kind, platform)
    qtbot.addWidget(form)
    return form


@pytest.mark.parametrize("platform", ONE_OF_EACH, ids=lambda one: one.kind.value)
def test_a_platform_comes_out_as_it_went_in(qtbot: QtBot, platform: AnyPlatform) -> None:
    form = made(qtbot, platform.kind, platform)
    assert form.wanted("x", is_enabled=True) == platform
    assert form.secrets() == {}
    assert {one.name for one in FIELDS[platform.kind] if one.kind == "secret"} == set(
        platform.secrets
    )
    assert all(widget.accessibleName() for widget in form.widgets.values())


def test_what_is_wrong_is_named(qtbot: QtBot) -> None:
    form = made(qtbot, Platform.IRC)
    with pytest.raises(BadInputError, match="Server"):
        form.wanted("x", is_enabled=True)
    for name, text in (("host", "irc.example.org"), ("channel", "clay"), ("port", "99999")):
        line = form.widgets[name]
        assert isinstance(line, QLineEdit)
        line.setText(text)
    with pytest.raises(BadInputError, match="Port"):
        form.wanted("x", is_enabled=True)
    port, tls = form.widgets["port"], form.widgets["is_tls"]
    assert isinstance(port, QLineEdit)
    assert isinstance(tls, QCheckBox)
    port.setText("6667")
    tls.setChecked(False)
    found = form.wanted("x", is_enabled=False)
    assert found == IrcPlatform(
        id="x", host="irc.example.org", channel="clay", port=6667, is_tls=False, is_enabled=False
    )


def test_secrets_are_hidden_told_once_and_never_shown_again(qtbot: QtBot) -> None:
    form = made(qtbot, Platform.BILIBILI)
    line = form.widgets["code"]
    assert isinstance(line, QLineEdit)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line.setText(" word ")
    assert form.secrets() == {"code": "word"}
    form.forget_typed()
    form.show_kept(("code",))
    assert form.secrets() == {}
    assert line.placeholderText() == "kept; type to replace"


def test_without_an_account_no_client_id_is_asked_for(qtbot: QtBot) -> None:
    form = made(qtbot, Platform.TWITCH)
    form.show()
    mode, client = form.widgets["mode"], form.widgets["client_id"]
    assert isinstance(mode, QComboBox)
    assert client.isVisible()
    mode.setCurrentIndex(mode.findData("read"))
    assert not client.isVisible()
