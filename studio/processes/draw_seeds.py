"""Where the seed of a draw lies until it is shown: sealed, and there again after a restart."""

import asyncio
import logging

from studio.core.errors import UnavailableError
from studio.core.secret_file import SecretFile

_log = logging.getLogger("studio.processes.draw_seeds")


class DrawSeeds:
    """Seeds sealed in the hub's file of secrets until they are shown."""

    def __init__(self, secrets: SecretFile) -> None:
        self._secrets = secrets

    async def keep(self, draw_id: str, seed: bytes) -> None:
        """UnavailableError when the disk refuses."""
        await asyncio.to_thread(self._secrets.set, f"draw.{draw_id}", seed.hex())

    async def get(self, draw_id: str) -> bytes:
        """Empty when it is lost."""
        return bytes.fromhex(await asyncio.to_thread(self._secrets.get, f"draw.{draw_id}"))

    async def forget(self, draw_id: str) -> None:
        """A file that cannot be written keeps a seed that everybody knows."""
        try:
            await asyncio.to_thread(self._secrets.set, f"draw.{draw_id}", "")
        except UnavailableError as error:
            _log.warning("seed not forgotten", extra={"error": str(error)})
