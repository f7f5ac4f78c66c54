"""A private X server for what opens real windows."""

import os
import subprocess
from types import TracebackType
from typing import Self


class PrivateDisplay:
    """Xvfb on a free display number, ended with the block.

    ``ends_itself``: it ends with its last client instead, for a Qt of this very process, which
    keeps its connection until the process ends and must not lose it before.
    """

    def __init__(
        self, width_px: int = 1920, height_px: int = 1080, *, ends_itself: bool = False
    ) -> None:
        self._size = f"{width_px}x{height_px}x24"
        self._ends_itself = ends_itself
        self.name = ""

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        options = ["-screen", "0", self._size, "-nolisten", "tcp"]
        # Without -noreset the server starts anew whenever its last client leaves, and a client
        # that arrives at that moment is thrown out.
        options += ["-terminate" if self._ends_itself else "-noreset"]
        self._process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *options],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = f":{number.readline().strip()}"
        if self.name == ":":
            self._process.wait(5)
            raise RuntimeError("Xvfb did not start")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._ends_itself:
            self._process.terminate()
            self._process.wait(10)

    def environment(self) -> dict[str, str]:
        """This process's environment with the display in it."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}
