import json
from pathlib import Path

import msgspec
import pytest

from studio.core.findings import Finding, Health, Report
from studio.processes import doctor as module
from studio.processes.doctor import doctor, examine


def test_it_looks_at_everything_and_touches_nothing(tmp_path: Path) -> None:
    report = examine(tmp_path)
    areas = {finding.area for finding in report.findings}
    assert {"Libraries", "Encoders", "Devices", "Fonts", "Disk", "Ports", "Files"} <= areas
    assert any(one.label == "x264" and one.is_working for one in report.encoders)
    assert report.disk is not None
    assert report.disk.free_bytes > 0
    assert {place.name for place in tmp_path.iterdir()} <= {"run"}


@pytest.mark.parametrize(("is_well", "status"), [(True, 0), (False, 1)])
@pytest.mark.parametrize("is_json", [True, False])
def test_the_status_tells_whether_the_show_can_go_live(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_well: bool,
    status: int,
    is_json: bool,
) -> None:
    finding = Finding("Disk", "Recordings", Health.OK, "room")
    report = Report("1", "3.11", "Linux", is_well, (finding,))
    monkeypatch.setattr(module, "examine", lambda _data_dir: report)
    assert doctor(tmp_path, is_json=is_json) == status
    said = capsys.readouterr().out
    if is_json:
        assert msgspec.convert(json.loads(said), Report) == report
    else:
        assert "Recordings: room" in said


def test_without_a_needed_library_it_says_that_and_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Finding("Libraries", "av", Health.BROKEN, "not there")
    monkeypatch.setattr(module, "look_at_libraries", lambda: (broken,))
    report = examine(tmp_path)
    assert report.findings == (broken,)
    assert not report.is_well
