"""A moderator deletes a message: how soon it is gone from the viewer page, on loopback."""

import argparse
import asyncio
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.flood_lines import latency
from benchmarks.flood_page import PageReader, WindowReader
from benchmarks.flood_senders import OnThePage, send
from benchmarks.report import write_result
from studio.core.messages.requests import DecideMessage
from studio.core.records.chat import Decision
from studio.core.tasks import TaskGroupKeeper
from tests.support.studio import RunningStudio
from tests.support.waiting import until

_PERSONS = 80
_PER_SECOND = 20.0


async def _deleted(reader: PageReader, window: WindowReader, message_id: str) -> float:
    """Milliseconds from the moderator's key to the page's list."""
    began = time.monotonic()
    await window.client.request(DecideMessage(message_id, Decision.DELETE))
    while await asyncio.wait_for(reader.gone.get(), 10) != message_id:
        continue
    return 1000 * (time.monotonic() - began)


async def _measured(studio: RunningStudio, data_dir: Path, count: int) -> dict[str, Any]:
    window, reader = WindowReader(data_dir), PageReader(studio.viewer_url)
    tasks = TaskGroupKeeper("delete")
    window.client.start()
    crowd = OnThePage(studio.viewer_url)
    async with aiohttp.ClientSession() as http:
        tasks.start(reader.run(http), "read")
        await window.is_connected.wait()
        await reader.is_open.wait()
        await crowd.come(_PERSONS)
        await send(crowd, 0, count, count / _PER_SECOND)
        await until(lambda: len(window.states) >= len(crowd.acknowledged), 30)
        taken: list[float] = []
        chance = random.Random(1)
        for message_id in list(window.states)[:count]:
            await asyncio.sleep(chance.uniform(0.01, 0.1))  # at any moment between two tellings
            taken.append(await _deleted(reader, window, message_id))
        await tasks.close()
    await crowd.leave()
    await window.client.close()
    return {"deleted": len(taken), "ms": latency(taken)}


def main() -> None:
    """A studio on air, a page, a moderator's connection."""
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=200)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data_dir = Path(place) / "data"
        with RunningStudio(data_dir, "--demo") as studio:
            figures = asyncio.run(_measured(studio, data_dir, chosen.messages))
    figures["is_met"] = figures["ms"]["p95"] <= 250
    write_result(
        "chat_delete",
        "a moderator's delete until the message is gone from the viewer page, on loopback",
        "p95 <= 250 ms",
        figures,
    )


if __name__ == "__main__":
    main()
