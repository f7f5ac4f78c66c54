import pytest

from studio.engine.audio.levels import gain_of
from studio.engine.audio.meters import MASTER, MeterBank
from tests.support.sound import blocks_of, sine, steady


def test_each_signal_has_its_own_levels() -> None:
    bank = MeterBank()
    for loud, soft in zip(
        blocks_of(sine(1000, 4, gain_of(-10))), blocks_of(sine(1000, 4, gain_of(-40))), strict=True
    ):
        bank.feed(["mic", MASTER], [loud, soft])
    mic, master = bank.read()
    assert (mic.source_id, master.source_id) == ("mic", MASTER)
    assert mic.peak_db == pytest.approx(-10, abs=0.2)
    assert mic.rms_db == pytest.approx(-13, abs=0.2)
    assert mic.short_term_lufs == pytest.approx(-10, abs=0.2)
    assert master.peak_db == pytest.approx(-40, abs=0.2)


def test_a_peak_is_told_once() -> None:
    bank = MeterBank()
    bank.feed(["mic"], [steady(0.5)])
    bank.feed(["mic"], [steady(0.1)])
    assert bank.read()[0].peak_db == pytest.approx(-6, abs=0.1)
    bank.feed(["mic"], [steady(0.1)])
    assert bank.read()[0].peak_db == pytest.approx(-20, abs=0.1)


def test_a_strip_that_joins_does_not_disturb_the_others() -> None:
    bank = MeterBank()
    for block in blocks_of(sine(1000, 4, gain_of(-23))):
        bank.feed(["mic"], [block])
    bank.feed(["mic", "film"], [sine(1000, 0.01, gain_of(-23)), steady(0.0)])
    mic, film = bank.read()
    assert mic.integrated_lufs == pytest.approx(-23, abs=0.2)
    assert film.integrated_lufs < -100


def test_integrated_loudness_begins_anew_and_the_short_windows_go_on() -> None:
    bank = MeterBank()
    for block in blocks_of(sine(1000, 4, gain_of(-10))):
        bank.feed([MASTER], [block])
    bank.begin()
    (master,) = bank.read()
    assert master.integrated_lufs < -100
    assert master.short_term_lufs == pytest.approx(-10, abs=0.2)
    for block in blocks_of(sine(1000, 4, gain_of(-30))):
        bank.feed([MASTER], [block])
    assert bank.read()[0].integrated_lufs < -12
