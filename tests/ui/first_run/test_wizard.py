"""The first run from its first page to a show of one's own, and every way out of it."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.findings import Advice, Report
from studio.core.messages.events import Examined
from studio.core.messages.requests import ReplaceShow, SetSettings, TrySource
from studio.core.status import DeviceInfo
from studio.engine.demo_show import demo_show
from studio.ui.first_run.wizard import FirstRun
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words

_PATIENCE_MS = 30_000


@pytest.fixture
def wizard(parent: QWidget, session: Session, studio: FakeStudio, theme: Theme) -> FirstRun:
    studio.devices = (
        DeviceInfo("a", "Webcam", "camera"),
        DeviceInfo("m", "Headset", "microphone"),
    )
    opened = FirstRun(parent, session, theme, demo_show)
    opened.show()
    return opened


def _settings(studio: FakeStudio) -> SetSettings:
    return next(one for one in reversed(studio.asked) if isinstance(one, SetSettings))


def test_to_a_show_of_ones_own(qtbot: QtBot, wizard: FirstRun, studio: FakeStudio) -> None:
    seen = []
    for _page in range(5):
        seen.append(wizard.page)
        assert cut_words(wizard) == []
        wizard.on.click()
        if wizard.page == "microphone":
            qtbot.waitUntil(lambda: wizard.microphone.choice.count() == 2, timeout=_PATIENCE_MS)
        if wizard.page == "machine":
            report = Report("1", "3", "L", True, (), advice=Advice(1920, 1080, 30, 4_500_000, 5.0))
            studio.tell(Examined(report))
            qtbot.waitUntil(lambda: wizard.machine.advice is not None, timeout=_PATIENCE_MS)
    assert seen == ["welcome", "camera", "microphone", "screen", "machine"]
    qtbot.waitUntil(lambda: wizard.camera.device is not None, timeout=_PATIENCE_MS)
    wizard.name.setText("  Clay & Co. ")
    wizard.own.click()
    qtbot.waitUntil(
        lambda: any(isinstance(one, ReplaceShow) for one in studio.asked), timeout=_PATIENCE_MS
    )
    assert studio.show.name == "Clay & Co."
    assert (studio.show.canvas.width_px, studio.show.canvas.height_px) == (1920, 1080)
    settings = _settings(studio).settings
    assert (settings.video.bitrate_bps, settings.ui.was_set_up) == (4_500_000, True)


def test_every_step_can_be_skipped_and_gone_back_to(
    qtbot: QtBot, wizard: FirstRun, studio: FakeStudio
) -> None:
    wizard.on.click()
    wizard.skip.click()
    assert wizard.page == "microphone"
    wizard.back.click()
    assert wizard.page == "camera"
    for _page in range(4):
        wizard.skip.click()
    assert wizard.page == "end"
    assert not wizard.on.isVisible()
    wizard.demo.click()
    qtbot.waitUntil(lambda: studio.show.name == demo_show().name, timeout=_PATIENCE_MS)
    assert TrySource(None) in studio.asked


def test_leaving_changes_nothing_but_that_it_was_seen(
    qtbot: QtBot, wizard: FirstRun, studio: FakeStudio
) -> None:
    before = studio.show
    wizard.reject()
    qtbot.waitUntil(
        lambda: any(isinstance(one, SetSettings) for one in studio.asked), timeout=_PATIENCE_MS
    )
    assert _settings(studio).settings.ui.was_set_up
    assert studio.show == before
