"""A message typed on the page: kept, seen by others and in the window, held, deleted, gone."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.messages.requests import RaiseShield
from studio.core.settings import Settings, UiSettings
from studio.core.settings_file import save_settings
from studio.core.shield import ShieldProfile
from studio.core.start import HubStart
from studio.processes.launch import end_all, start_keeper, wait_for_hub
from studio.processes.privacy import verify_chain
from studio.processes.window import HubConnection, build_shell
from studio.ui.bridge import Bridge
from studio.ui.streamer.window import StreamerWindow
from tests.support.browser import Browser

pytestmark = [pytest.mark.e2e, pytest.mark.qt, pytest.mark.timeout(180)]

_PATIENCE_MS = 30_000
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{7*7}} ${7*7}",
    "<iframe srcdoc='<script>top.hurt=1</script>'>",
    "<b onmouseover=hurt=1>x</b><style>*{display:none}</style>",
)
_MADE_BY_MARKUP = "#chatList :is(img, script, svg, iframe, style, b[onmouseover])"


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    save_settings(tmp_path / "settings.json", Settings(ui=UiSettings(language="en")))
    start = HubStart(str(tmp_path), "127.0.0.1:0", is_demo=True, is_loopback_only=True)
    keeper = start_keeper(start)
    wait_for_hub(tmp_path, keeper)
    yield tmp_path
    end_all(tmp_path)
    keeper.wait(30)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, data_dir: Path) -> Iterator[StreamerWindow]:
    bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
    bridge.start()
    opened = build_shell(qapp, bridge, data_dir).window
    opened.show()
    qtbot.waitExposed(opened)
    opened.layouts.choose("show")
    yield opened
    bridge.stop()
    opened.hide()
    opened.deleteLater()


class Visitor:
    """Somebody at the page, and every dialog that opened there."""

    def __init__(self, qtbot: QtBot, page: Page, name: str) -> None:
        self.qtbot = qtbot
        self.page = page
        self.dialogs: list[str] = []
        page.on("dialog", lambda dialog: self.dialogs.append(dialog.message))
        self.until(lambda: page.is_enabled("#chatInput"))
        self.send(name)
        self.until(lambda: name in page.inner_text("#chatWho"))

    def until(self, condition: Callable[[], bool]) -> None:
        """Both the window and the browser go on meanwhile."""

        def look() -> bool:
            self.page.wait_for_timeout(10)
            return condition()

        self.qtbot.waitUntil(look, timeout=_PATIENCE_MS)

    def send(self, text: str) -> None:
        """Type and press Enter."""
        self.until(lambda: self.page.is_enabled("#chatInput"))
        self.page.fill("#chatInput", text)
        self.page.press("#chatInput", "Enter")
        self.until(lambda: self.page.input_value("#chatInput") == "")

    def sees(self, text: str) -> bool:
        """Whether it stands in the chat."""
        return text in self.page.inner_text("#chatList")


def lines(window: StreamerWindow) -> list[str]:
    live = window.chat.feed.live
    return [live.message(row).message.text for row in range(live.rowCount())]


def _both_see(one: Visitor, other: Visitor, text: str) -> bool:
    return one.sees(text) and other.sees(text)


def _write_payloads(anna: Visitor, rain: Visitor) -> None:
    """What would be markup is text for both."""
    for payload in PAYLOADS[:4]:
        anna.send(payload)
    for payload in PAYLOADS[4:]:
        rain.send(payload)
    for payload in PAYLOADS:
        anna.until(partial(_both_see, anna, rain, payload))
    for visitor in (anna, rain):
        assert visitor.page.locator(_MADE_BY_MARKUP).count() == 0
        assert visitor.page.evaluate("() => typeof window.hurt") == "undefined"
        assert visitor.dialogs == []
        assert visitor.page.is_visible("#chatInput")


def _raise_the_shield(window: StreamerWindow, anna: Visitor) -> None:
    """The page says so in words while it is up."""
    window._session.ask(RaiseShield(ShieldProfile.STRICT, 5))
    anna.until(lambda: "protected" in anna.page.inner_text("#chatPace"))
    anna.until(lambda: bool(window.order.shield.text()))
    window.order.shield.click()
    anna.until(lambda: not anna.page.inner_text("#chatPace"))


def _tap_an_emote(anna: Visitor, rain: Visitor) -> None:
    rain.page.click("#chatEmotes")
    rain.page.click("#chatEmoteGrid button >> nth=0")
    rain.page.press("#chatInput", "Enter")
    anna.until(lambda: _both_see(anna, rain, "\u2764"))
    anna.send("codes :rocket: too")
    rain.until(lambda: rain.sees("codes \U0001f680 too"))


def _tap_an_emote_and_pin(window: StreamerWindow, anna: Visitor, rain: Visitor, text: str) -> None:
    """Pinned by the window, words that would be markup are text above everybody's chat."""
    _tap_an_emote(anna, rain)
    _raise_the_shield(window, anna)
    live = window.chat.feed.live
    kept = live.message(lines(window).index(text))
    window.chat.pins.put(kept, is_on_picture=True)
    for page in (anna.page, rain.page):
        anna.until(partial(page.is_visible, "#chatPinned"))
        assert page.inner_text("#chatPinnedText") == text
        assert page.locator("#chatPinned :is(img, script, svg)").count() == 0


def test_from_the_page_to_everybody_and_away_again(
    qtbot: QtBot, window: StreamerWindow, data_dir: Path
) -> None:
    qtbot.waitUntil(lambda: bool(window._session.state.viewer_url), timeout=_PATIENCE_MS)
    url = window._session.state.viewer_url
    with Browser() as browser:
        anna = Visitor(qtbot, browser.open(url), "<i>Anna</i>")
        rain = Visitor(qtbot, browser.open(url, viewport={"width": 390, "height": 844}), "小雨")

        _write_payloads(anna, rain)
        qtbot.waitUntil(lambda: sorted(lines(window)) == sorted(PAYLOADS), timeout=_PATIENCE_MS)

        rain.send("see www.shop.example")
        rain.until(lambda: rain.sees("waiting to be let through"))
        assert not anna.sees("www.shop.example")
        qtbot.waitUntil(window.chat.held.isVisible, timeout=_PATIENCE_MS)
        window.chat.held.setCurrentIndex(window.chat.feed.held.index(0))
        QTest.keyClick(window.chat.held, Qt.Key.Key_A)
        anna.until(lambda: anna.sees("www.shop.example"))
        rain.until(lambda: not rain.sees("waiting to be let through"))

        window.chat.say_line.line.setText("Welcome")
        QTest.keyClick(window.chat.say_line.line, Qt.Key.Key_Return)
        rain.until(lambda: rain.sees("Welcome"))

        _tap_an_emote_and_pin(window, anna, rain, PAYLOADS[0])
        live = window.chat.feed.live
        window.chat.live.setCurrentIndex(live.index(lines(window).index(PAYLOADS[0])))
        QTest.keyClick(window.chat.live, Qt.Key.Key_D)
        anna.until(lambda: not anna.sees(PAYLOADS[0]))
        rain.until(lambda: not rain.sees(PAYLOADS[0]))
        rain.until(lambda: not rain.page.is_visible("#chatPinned"))
        qtbot.waitUntil(window.chat.pin_bar.isHidden, timeout=_PATIENCE_MS)

        anna.page.reload()
        anna.until(lambda: anna.sees("Welcome"))
        assert not anna.sees(PAYLOADS[0])
        assert "<i>Anna</i>" in anna.page.inner_text("#chatWho")
    end_all(data_dir)
    assert verify_chain(data_dir, "", is_json=True) == 0
