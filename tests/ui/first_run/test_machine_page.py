"""Measuring: progress, the choice with its reason, and a failure."""

from pytestqt.qtbot import QtBot

from studio.core.findings import Advice, DiskFinding, Finding, Health, Report
from studio.core.messages.events import Examined, Examining
from studio.core.messages.requests import Examine
from studio.ui import words
from studio.ui.first_run.machine_page import MachinePage, advice_words, finding_words, worth_saying
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
_ADVICE = Advice(1920, 1080, 30, 4_500_000, 9.0)
_REPORT = Report(
    "1",
    "3.11",
    "Linux",
    is_well=True,
    findings=(
        Finding("Fonts", "Scripts", Health.LIMITED, "no font for emoji", "install it"),
        Finding("Devices", "Cameras", Health.LIMITED, "none"),
    ),
    disk=DiskFinding("/v", 1, 600),
    disk_bytes_per_s=120_000_000,
    advice=_ADVICE,
)


def test_it_measures_and_says_why(qtbot: QtBot, session: Session, studio: FakeStudio) -> None:
    page = MachinePage(session)
    qtbot.addWidget(page)
    page.show()
    page.enter()
    qtbot.waitUntil(lambda: Examine() in studio.asked, timeout=_PATIENCE_MS)
    studio.tell(Examining(0.5, "1920 × 1080"))
    qtbot.waitUntil(lambda: page.bar.value() == 50, timeout=_PATIENCE_MS)
    studio.tell(Examined(_REPORT))
    qtbot.waitUntil(lambda: page.advice == _ADVICE, timeout=_PATIENCE_MS)
    for part in ("1920 × 1080 at 30 pictures", "9 of the 33 ms", "120 MB", "10 hours", "No font"):
        assert part in page.words
    count = len(studio.asked)
    page.enter()
    assert len(studio.asked) == count


def test_a_failure_is_said_and_can_be_tried_again(
    qtbot: QtBot, session: Session, studio: FakeStudio
) -> None:
    page = MachinePage(session)
    qtbot.addWidget(page)
    studio.tell(Examined(None, "the computer could not be looked at"))
    qtbot.waitUntil(lambda: "could not be looked at" in page.words, timeout=_PATIENCE_MS)
    page.again.click()
    qtbot.waitUntil(lambda: Examine() in studio.asked, timeout=_PATIENCE_MS)


def test_a_tight_choice_says_so() -> None:
    said = advice_words(Advice(1280, 720, 30, 2_500_000, 30.0, is_tight=True))
    assert "Close other programs" in said
    assert [one.name for one in worth_saying(_REPORT)] == ["Scripts"]


def test_what_is_missing_is_said_in_the_persons_language() -> None:
    words.choose("zh")
    try:
        found = Finding(
            "Fonts",
            "Scripts",
            Health.LIMITED,
            "no font for emoji; such characters become boxes",
            "set the studio up again: python3 run.py",
        )
        assert finding_words(found) == (
            "字体: 没有能显示 emoji 的字体，这类字符会变成方框 — 请重新安装演播室：python3 run.py"
        )
    finally:
        words.choose("en")
