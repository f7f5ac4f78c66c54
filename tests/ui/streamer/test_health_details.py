"""The details behind the health bar."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.core.messages.events import AlarmRaised, StatsReported
from studio.core.status import (
    Alarm,
    EncoderStatus,
    EngineStats,
    FrameCounts,
    RecorderState,
    RecorderStatus,
    Severity,
    SourceState,
    SourceStatus,
    ViewerStatus,
)
from studio.core.targets import TargetState, TargetStatus
from studio.ui.session import Session
from studio.ui.streamer.health import HealthBar
from studio.ui.streamer.health_details import HealthDetails
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import cut_words, texts_of

_PATIENCE_MS = 30_000
_STATS = EngineStats(
    frames=FrameCounts(rendered=900, skipped=3, rate_hz=29.9, compose_p50_ms=2.0),
    encoder=EncoderStatus("x264", "veryfast", actual_bps=2_500_000, encode_p50_ms=6.0),
    viewers=tuple(ViewerStatus(str(n), 120.0, 0.02, 40.0) for n in range(25)),
    targets=(TargetStatus("t", "YouTube", TargetState.RECONNECTING, "no answer"),),
    sources=(SourceStatus("cam", SourceState.RUNNING, width_px=640, height_px=480, drift_ppm=31),),
    recorder=RecorderStatus(
        RecorderState.RECORDING, "/v/show.mp4", "", 65.0, 20_000_000, disk_left_s=7200
    ),
)


def test_a_click_opens_all_of_it_and_it_follows(
    qtbot: QtBot, session: Session, studio: FakeStudio, parent: QWidget
) -> None:
    bar = HealthBar(session)
    qtbot.addWidget(bar)
    bar.show()
    opened: list[HealthDetails] = []
    bar.opened.connect(lambda: opened.append(HealthDetails(parent, session, bar)))
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton)
    QTest.keyClick(bar, Qt.Key.Key_Return)
    assert len(opened) == 2
    details = opened[0]
    details.show()
    assert "All well" in texts_of(details)
    studio.tell(StatsReported(_STATS))
    studio.tell(AlarmRaised(Alarm("disk", Severity.WARNING, "The disk is slow", "Wait")))
    qtbot.waitUntil(lambda: "The disk is slow" in texts_of(details), timeout=_PATIENCE_MS)
    said = texts_of(details)
    for words in (
        "Wait",
        "3 / 900",
        "Reconnecting · 0.0 Mb/s · No answer",
        "running · 640 × 480 · clock +31 ppm",
        "00:01:05 · 20 MB",
        "2.0 h",
        "and 5 more",
    ):
        assert words in said, said
    assert cut_words(details) == []
