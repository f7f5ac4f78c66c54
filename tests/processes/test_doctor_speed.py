"""The stopwatch on a real encoder and a real disk; how fast they are is nobody's promise."""

from pathlib import Path

import pytest

from studio.core.findings import EncoderFinding, Health, SpeedFinding
from studio.processes import doctor_speed as module
from studio.processes.doctor_speed import measure_disk, measure_encoding, speed_findings


def test_the_encoder_really_encodes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SIZES", ((320, 180, 30),))
    said: list[tuple[float, str]] = []
    encoders = (
        EncoderFinding("h264_nvenc", "NVENC", is_working=False),
        EncoderFinding("libx264", "x264", is_working=True),
    )
    (speed,) = measure_encoding(encoders, lambda share, what: said.append((share, what)))
    assert speed.encode_ms > 0
    assert (speed.encoder, speed.is_hardware) == ("x264", False)
    assert said == [(0.0, "320 × 180, 30/s")]


def test_without_an_encoder_nothing_is_measured() -> None:
    assert measure_encoding((), lambda _share, _what: None) == ()


def test_the_disk_is_really_written_and_left_clean(tmp_path: Path) -> None:
    assert measure_disk(tmp_path, lambda _share, _what: None) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_zero(tmp_path: Path) -> None:
    assert measure_disk(tmp_path / "nowhere", lambda _share, _what: None) == 0


def test_in_words_with_what_it_comes_to() -> None:
    speeds = (SpeedFinding(1280, 720, 30, 5.0, "x264"), SpeedFinding(1920, 1080, 30, 30.0, "x264"))
    advice, findings = speed_findings(speeds, 200_000_000)
    assert advice.height_px == 720
    assert [one.health for one in findings] == [Health.OK, Health.LIMITED, Health.OK, Health.OK]
    assert findings[0].text == "a picture takes 5.0 of 33.3 ms with x264"
    assert findings[-1].text == "1280 × 720 at 30/s and 2.5 Mb/s"
