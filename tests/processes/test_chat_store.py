from pathlib import Path

import pytest

from studio.core.errors import StudioError
from studio.processes.chat_store import open_chat_store
from tests.support.chat_records import received


async def test_it_keeps_finds_again_signs_and_erases(tmp_path: Path) -> None:
    opened = open_chat_store(tmp_path)
    said: list[str] = []
    writer = opened.writer(said.append)
    assert await writer.append(received(1)) > 0
    assert [one.message.id for one in await opened.archive.latest()] == ["m1"]
    assert await opened.upkeep(writer, 2_000) == 0
    assert await opened.upkeep(writer, 10**15) == 1
    assert [one.message.text for one in await opened.archive.latest()] == [""]
    await writer.close()
    await opened.close()
    assert said == []


def test_a_damaged_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault.key").write_bytes(b"short")
    with pytest.raises(StudioError, match="damaged"):
        open_chat_store(tmp_path)
