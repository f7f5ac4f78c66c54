import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.core.messages.events import AlarmCleared, AlarmRaised, EngineLost, StatsReported
from studio.core.status import (
    Alarm,
    EncoderStatus,
    EngineStats,
    FrameCounts,
    RecorderStatus,
    Severity,
    ViewerStatus,
)
from studio.ui.session import Session
from studio.ui.streamer.health import HealthBar, viewers_text
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child

_PATIENCE_MS = 30_000
_STATS = EngineStats(
    frames=FrameCounts(rendered=100, skipped=3, rate_hz=29.9, compose_p50_ms=2.0),
    encoder=EncoderStatus(name="x264", preset="veryfast", actual_bps=2_500_000, encode_p50_ms=6.0),
    viewers=(ViewerStatus("a", 120.0, 0.02, 40.0, sent_bps=2_400_000), ViewerStatus("b")),
    recorder=RecorderStatus(disk_left_s=7200.0),
    cpu_percent=45.0,
)


@pytest.fixture
def bar(qtbot: QtBot, session: Session) -> HealthBar:
    made = HealthBar(session)
    qtbot.addWidget(made)
    made.resize(1400, 30)
    made.show()
    return made


def test_figures(qtbot: QtBot, bar: HealthBar, studio: FakeStudio, session: Session) -> None:
    studio.tell(StatsReported(_STATS))
    qtbot.waitUntil(lambda: "x264" in bar.text, timeout=_PATIENCE_MS)
    for said in (
        "All well",
        "encoder 8 of 33 ms",
        "x264 veryfast",
        "2.5 Mb/s",
        "29.9 fps",
        "3 skipped",
        "viewers 2 % lost, 40 ms",
        "disk 2.0 h left",
        "CPU 45 %",
    ):
        assert said in bar.text
    assert (
        viewers_text(session.state).splitlines()[0]
        == "2 min · 720p 30 · 2.4 Mb/s · 2 % lost · 40 ms"
    )


def test_the_loudest_alarm_stands_first_with_what_to_do(
    qtbot: QtBot, bar: HealthBar, studio: FakeStudio
) -> None:
    studio.tell(
        AlarmRaised(Alarm("disk", Severity.WARNING, "The disk is nearly full", "Free some"))
    )
    studio.tell(AlarmRaised(Alarm("cam", Severity.URGENT, "The camera is gone", "")))
    qtbot.waitUntil(lambda: bar.text.startswith("The camera is gone"), timeout=_PATIENCE_MS)
    studio.tell(AlarmCleared("cam"))
    words = "The disk is nearly full — Free some"
    qtbot.waitUntil(lambda: bar.text.startswith(words), timeout=_PATIENCE_MS)


@pytest.mark.parametrize(
    ("is_restarting", "words"), [(True, "is being started again"), (False, "restart Hawker")]
)
def test_a_lost_engine_is_said(
    qtbot: QtBot, bar: HealthBar, studio: FakeStudio, is_restarting: bool, words: str
) -> None:
    studio.tell(EngineLost(is_restarting))
    qtbot.waitUntil(lambda: words in bar.text, timeout=_PATIENCE_MS)


def test_a_lost_hub_is_said(qtbot: QtBot, bar: HealthBar, studio: FakeStudio) -> None:
    studio.set_connected(False)
    qtbot.waitUntil(lambda: "Reconnecting" in bar.text, timeout=_PATIENCE_MS)


def test_a_long_alarm_is_read_whole_in_a_narrow_window(
    qtbot: QtBot, bar: HealthBar, studio: FakeStudio
) -> None:
    bar.resize(1024, 30)
    studio.tell(StatsReported(_STATS))
    words = "The disk has room for 12 more minutes of recording"
    studio.tell(AlarmRaised(Alarm("disk", Severity.WARNING, words, "Free some space or stop")))
    qtbot.waitUntil(lambda: bar.text.startswith(words), timeout=_PATIENCE_MS)
    word, figures = (child(bar, QLabel, name) for name in ("alarm", "figures"))
    bar.resize(1024, bar.heightForWidth(1024))
    qtbot.waitUntil(lambda: figures.y() > word.y(), timeout=_PATIENCE_MS)
    assert word.property("tone") == "warning"
    assert word.width() > word.fontMetrics().horizontalAdvance(word.text())
    assert figures.width() >= figures.sizeHint().width()
    studio.tell(AlarmCleared("disk"))
    qtbot.waitUntil(lambda: figures.x() > word.x(), timeout=_PATIENCE_MS)
