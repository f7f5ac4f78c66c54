"""A recorded show is heard again."""

import asyncio
from pathlib import Path

from studio.chat.connectors.recording import HeardRecorder
from studio.chat.connectors.replay import Replay
from studio.core.chat import Fragment
from studio.core.clock import SystemClock
from studio.core.connectors import Capability, ConnectorState, MessageHeard


def recording(path: Path, count: int) -> Path:
    recorder = HeardRecorder(path)
    for number in range(count):
        said = MessageHeard(str(number), "u", "Anna", (Fragment(f"line {number}"),), number)
        recorder.add(number, said)
    recorder.close()
    return path


async def test_all_of_it_in_order_and_then_it_says_that_it_is_over(tmp_path: Path) -> None:
    path = recording(tmp_path / "show.jsonl", 450)
    replay = Replay("replay", path, SystemClock(), lambda _: None, speed=0)
    running = replay.run()
    heard, _ = await asyncio.gather(_take(replay, 450), running)
    assert [one.platform_id for one in heard] == [str(number) for number in range(450)]
    assert replay.status.state is ConnectorState.REFUSED
    assert "over" in replay.status.reason
    assert replay.capabilities is Capability.READ


async def test_at_its_own_speed(tmp_path: Path) -> None:
    path = recording(tmp_path / "show.jsonl", 3)
    replay = Replay("replay", path, SystemClock(), lambda _: None, speed=1.0)
    heard, _ = await asyncio.gather(_take(replay, 3), replay.run())
    assert len(heard) == 3


async def test_a_recording_that_is_broken_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(b"nonsense\n")
    replay = Replay("replay", path, SystemClock(), lambda _: None)
    await replay.run()
    assert replay.status.state is ConnectorState.REFUSED
    assert "cannot be read" in replay.status.reason


async def _take(replay: Replay, count: int) -> list[MessageHeard]:
    heard = [await replay.heard() for _ in range(count)]
    return [one for one in heard if isinstance(one, MessageHeard)]
