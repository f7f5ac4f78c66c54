import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from studio.ui.theme import Theme
from studio.ui.widgets.meter import LevelMeter


@pytest.fixture
def meter(qtbot: QtBot, theme: Theme) -> LevelMeter:
    made = LevelMeter(theme)
    qtbot.addWidget(made)
    made.resize(600, 8)
    made.show()
    return made


def colour_at(meter: LevelMeter, x_px: int) -> QColor:
    return meter.grab().toImage().pixelColor(x_px, 4)


@pytest.mark.parametrize(("level_db", "end_px"), [(-45.0, 150), (-30.0, 300), (-12.0, 480)])
def test_the_bar_ends_where_the_level_is(
    meter: LevelMeter, theme: Theme, level_db: float, end_px: int
) -> None:
    meter.set_level(level_db)
    assert colour_at(meter, end_px - 5) != theme.colour("raised")
    assert colour_at(meter, end_px + 5) == theme.colour("raised")


def test_loud_is_another_colour_than_too_loud(meter: LevelMeter, theme: Theme) -> None:
    meter.set_level(0.0)
    shown = [colour_at(meter, x_px) for x_px in (100, 470, 580)]
    assert shown == [theme.colour(token) for token in ("good", "warn", "live")]


def test_it_falls_slowly_and_remembers_the_peak(meter: LevelMeter, theme: Theme) -> None:
    meter.set_level(-10.0)
    meter.set_level(-60.0)
    assert colour_at(meter, 440) != theme.colour("raised")
    for _ in range(15):
        meter.set_level(-60.0)
    assert colour_at(meter, 440) == theme.colour("raised")
    assert colour_at(meter, 500) == theme.colour("text")
    for _ in range(60):
        meter.set_level(-60.0)
    assert colour_at(meter, 500) == theme.colour("raised")


def test_what_is_muted_is_grey(meter: LevelMeter, theme: Theme) -> None:
    meter.set_level(-20.0, is_dimmed=True)
    assert colour_at(meter, 100) == theme.colour("quiet")


def test_silence_is_empty(meter: LevelMeter, theme: Theme) -> None:
    meter.set_level(-120.0)
    assert colour_at(meter, 2) == theme.colour("raised")
