"""The hub's look at the computer: the doctor's own words, and one look at a time."""

from pathlib import Path

import pytest

from studio.core.errors import BadInputError
from studio.core.messages.events import Event, Examined, Examining
from studio.processes.examiner import Examiner
from tests.support.waiting import until


async def test_the_doctor_is_asked_and_its_report_told(tmp_path: Path) -> None:
    told: list[Event] = []
    examiner = Examiner(tmp_path, told.append)
    examiner.begin()
    with pytest.raises(BadInputError, match="already"):
        examiner.begin()
    await until(lambda: any(isinstance(one, Examined) for one in told), 110.0)
    await examiner.close()
    (done,) = [one for one in told if isinstance(one, Examined)]
    assert done.report is not None
    assert done.report.advice is not None
    assert {one.area for one in done.report.findings} >= {"Encoders", "Disk", "Speed"}
    assert any(isinstance(one, Examining) for one in told)


async def test_closing_it_leaves_no_process(tmp_path: Path) -> None:
    examiner = Examiner(tmp_path, lambda _event: None)
    examiner.begin()
    await examiner.close()
