"""One kind of device: found, chosen, tried."""

import pytest
from pytestqt.qtbot import QtBot

from studio.core.messages.events import TrialReported
from studio.core.messages.requests import TrySource
from studio.core.sources import CameraSettings
from studio.core.status import DeviceInfo, SourceState, SourceStatus
from studio.ui.first_run.device_page import DevicePage
from studio.ui.session import Session
from studio.ui.theme import Theme
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
_CAMERAS = (DeviceInfo("a", "Webcam", "camera"), DeviceInfo("b", "Capture", "camera"))


def _entered(qtbot: QtBot, kind: str, session: Session, theme: Theme) -> DevicePage:
    page = DevicePage(kind, session, theme)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: page.choice.count() > 0, timeout=_PATIENCE_MS)
    return page


def test_the_first_is_tried_and_another_can_be_chosen(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    studio.devices = _CAMERAS
    page = _entered(qtbot, "camera", session, theme)
    qtbot.waitUntil(lambda: TrySource(CameraSettings("a")) in studio.asked, timeout=_PATIENCE_MS)
    page.choice.setCurrentIndex(1)
    page.choice.activated.emit(1)
    qtbot.waitUntil(lambda: TrySource(CameraSettings("b")) in studio.asked, timeout=_PATIENCE_MS)
    studio.tell(
        TrialReported(SourceStatus("trial", SourceState.RUNNING, width_px=640, height_px=480))
    )
    qtbot.waitUntil(lambda: page.sentence == "It works: 640 × 480", timeout=_PATIENCE_MS)
    studio.tell(TrialReported(SourceStatus("trial", SourceState.RETRYING, "it is in use")))
    qtbot.waitUntil(lambda: page.sentence == "It is in use", timeout=_PATIENCE_MS)
    page.choice.setCurrentIndex(2)
    assert page.device is None
    page.leave()
    qtbot.waitUntil(lambda: studio.asked[-1] == TrySource(None), timeout=_PATIENCE_MS)


def test_a_microphone_is_heard(
    qtbot: QtBot, session: Session, studio: FakeStudio, theme: Theme
) -> None:
    studio.devices = (DeviceInfo("m", "Headset", "microphone"),)
    page = _entered(qtbot, "microphone", session, theme)
    studio.tell(TrialReported(SourceStatus("trial", SourceState.RUNNING), -70.0))
    qtbot.waitUntil(lambda: page.sentence == "Say something", timeout=_PATIENCE_MS)
    studio.tell(TrialReported(SourceStatus("trial", SourceState.RUNNING), -12.0))
    qtbot.waitUntil(lambda: page.sentence == "You are heard", timeout=_PATIENCE_MS)


@pytest.mark.parametrize("kind", ["camera", "microphone", "screen"])
def test_none_is_said_with_what_to_do(
    qtbot: QtBot, session: Session, theme: Theme, kind: str
) -> None:
    page = _entered(qtbot, kind, session, theme)
    assert page.device is None
    assert page.sentence
