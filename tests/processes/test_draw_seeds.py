from pathlib import Path

import pytest

from studio.core.secret_file import SecretFile
from studio.processes.draw_seeds import DrawSeeds

SEED = bytes(range(32))


def _everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_a_seed_outlives_the_hub_sealed_until_it_is_forgotten(tmp_path: Path) -> None:
    await DrawSeeds(SecretFile(tmp_path, "hub")).keep("draw-a", SEED)
    assert SEED.hex().encode() not in _everything(tmp_path)
    seeds = DrawSeeds(SecretFile(tmp_path, "hub"))
    assert await seeds.get("draw-a") == SEED
    assert await seeds.get("draw-b") == b""
    await seeds.forget("draw-a")
    assert await seeds.get("draw-a") == b""


async def test_a_disk_that_refuses_does_not_stop_the_forgetting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    seeds = DrawSeeds(SecretFile(tmp_path / "missing" / "folder", "hub"))
    (tmp_path / "missing").write_text("a file")
    await seeds.forget("draw-a")
    assert "seed not forgotten" in caplog.text
