from pathlib import Path

import pytest

from studio.chat.team_names import TeamNames
from studio.core.chat_settings import ChatSettings
from studio.core.clock import SystemClock
from studio.core.errors import UnavailableError
from studio.core.messages.events import Event
from studio.processes.chat_opening import SETTINGS_FILE, Opening, keep_settings, settings_of


async def test_a_room_is_put_together_and_remembers(tmp_path: Path) -> None:
    told: list[Event] = []
    keep_settings(tmp_path, ChatSettings(slow_mode_s=9))
    opening = Opening(tmp_path, "", SystemClock(), TeamNames())
    first = await opening.open(told.append, lambda _: None)
    kept = await first.room.post("anna", "Anna", "hello")
    await first.close(1)
    second = await opening.open(told.append, lambda _: None)
    assert second.room.shown.get(kept.message.id) == kept
    assert second.room.settings.slow_mode_s == 9
    await second.close(2)
    opening.close()


def test_rules_that_cannot_be_read_are_the_first_ones(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert settings_of(tmp_path) == ChatSettings()
    assert caplog.text == ""
    (tmp_path / SETTINGS_FILE).write_text("{broken")
    assert settings_of(tmp_path) == ChatSettings()
    assert "rules not read" in caplog.text


def test_rules_that_cannot_be_kept_are_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(UnavailableError, match="not kept"):
        keep_settings(tmp_path / "file", ChatSettings())
