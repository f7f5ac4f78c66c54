"""Rules from a file and to one, with a report of what stays behind."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from studio.core.messages import requests as ask
from studio.core.messages.results import RulesExported, RulesImported
from studio.core.moderation import LinksRule, RulesFormat, first_rules
from studio.ui.chat.rules_draft import Rules
from studio.ui.chat.rules_exchange import RulesExchange
from studio.ui.session import Session
from tests.fakes.fake_connection import FakeStudio

_PATIENCE_MS = 30_000
LINKS = LinksRule(name="Links")


class Stand:
    """The two buttons, and what the draft was given."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.taken: list[Rules] = []
        self.failed: list[str] = []
        session.failed.connect(self.failed.append)
        self.made = RulesExchange(session, lambda: first_rules(), self.taken.append)
        qtbot.addWidget(self.made)
        self.made.show()

    def report(self) -> str:
        """What was said, and away with it."""
        (box,) = self.made.findChildren(QMessageBox)
        words = f"{box.text()} {box.informativeText()}"
        box.close()
        return words


@pytest.fixture
def stand(qtbot: QtBot, session: Session) -> Stand:
    return Stand(qtbot, session)


def test_what_is_read_goes_into_the_draft_with_a_report(
    qtbot: QtBot, studio: FakeStudio, stand: Stand, tmp_path: Path
) -> None:
    report = ("3 were here already", *(f"line {n} is no regular expression" for n in range(20)))
    studio.results[ask.ImportRules] = RulesImported((LINKS,), 1, report)
    path = tmp_path / "list.txt"
    path.write_text("\ufeffspam\n", encoding="utf-8")
    stand.made.read_from(path, RulesFormat.NIGHTBOT)
    qtbot.waitUntil(lambda: stand.taken == [(LINKS,)], timeout=_PATIENCE_MS)
    assert studio.asked[-1] == ask.ImportRules(RulesFormat.NIGHTBOT, "spam\n", first_rules())
    said = stand.report()
    assert said.startswith("1 read")
    assert "3 were here already" in said
    assert "and 9 more" in said


def test_what_is_written_says_what_stays_behind(
    qtbot: QtBot, studio: FakeStudio, stand: Stand, tmp_path: Path
) -> None:
    studio.results[ask.ExportRules] = RulesExported("spam\n", ("Links: it is off",))
    path = tmp_path / "list.txt"
    stand.made.write_to(path, RulesFormat.NIGHTBOT)
    qtbot.waitUntil(path.exists, timeout=_PATIENCE_MS)
    qtbot.waitUntil(lambda: bool(stand.made.findChildren(QMessageBox)), timeout=_PATIENCE_MS)
    assert path.read_text() == "spam\n"
    assert "Links: it is off" in stand.report()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"x" * 500_001])
def test_a_file_that_cannot_be_read_is_said(
    studio: FakeStudio, stand: Stand, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    stand.made.read_from(path, RulesFormat.TWITCH)
    stand.made.read_from(tmp_path / "absent", RulesFormat.TWITCH)
    assert len(stand.failed) == 2
    assert not any(isinstance(request, ask.ImportRules) for request in studio.asked)
