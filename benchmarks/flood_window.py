"""The streamer's window under a flood: ``python -m benchmarks.flood_window DATA``.

Notes every line when it is in a list of the window, and how regularly Qt's loop comes round: a
timer of 4 ms whose beats are counted. Each line on its input is answered with what was since.
"""

import array
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from benchmarks.flood_lines import Arrivals, answer
from benchmarks.report import percentile
from studio.processes.window import HubConnection, build_shell
from studio.ui.bridge import Bridge
from studio.ui.chat.model import ChatModel

_BEAT_MS = 4
_STALL_MS = 16.0
_SIZE = (1440, 900)


class _Pulse(QObject):
    """Beats as often as Qt's loop lets it; of long gaps also how much this thread worked in it."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps_ms = array.array("d")
        self._worked_ms = array.array("d")
        self._at = (time.monotonic_ns(), time.thread_time_ns())
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = (time.monotonic_ns(), time.thread_time_ns())
        self._gaps_ms.append((now[0] - self._at[0]) / 1e6)
        self._worked_ms.append((now[1] - self._at[1]) / 1e6)
        self._at = now

    def told(self) -> dict[str, Any]:
        """Since the last time. ``worked_ms``: the thread's own time on the processor."""
        gaps, worked = self._gaps_ms, self._worked_ms
        self._gaps_ms, self._worked_ms = array.array("d"), array.array("d")
        long = [(gap, work) for gap, work in zip(gaps, worked, strict=True) if gap > _STALL_MS]
        return {
            "beats": len(gaps),
            "p99_ms": round(percentile(gaps, 0.99), 1),
            "p999_ms": round(percentile(gaps, 0.999), 1),
            "max_ms": round(max(gaps, default=0.0), 1),
            "over_16_ms": len(long),
            "over_16_ms_of_its_own_work": sum(work > _STALL_MS for _, work in long),
            "p999_worked_ms": round(percentile(worked, 0.999), 1),
        }


class _Watch(QObject):
    """Reads the lists of the window, and answers."""

    asked = Signal(object)

    def __init__(self, data_dir: Path, application: QApplication) -> None:
        super().__init__()
        self._arrivals = Arrivals()
        self._bridge = Bridge(lambda told, state: HubConnection(data_dir, told, state))
        self._bridge.start()
        self._window = build_shell(application, self._bridge, data_dir).window
        self._window.resize(*_SIZE)
        self._window.show()
        self._window.layouts.choose("show")
        self._feed = self._window.chat.feed
        for model in (self._feed.live, self._feed.held):
            self._follow(model)
        self._pulse = _Pulse()
        self.asked.connect(self._tell)
        self._ready = QTimer(self, interval=50)
        self._ready.timeout.connect(self._look)
        self._ready.start()

    def _follow(self, model: ChatModel) -> None:
        def take(_parent: QModelIndex, first: int, last: int) -> None:
            for row in range(first, last + 1):
                self._arrivals.take(model.message(row).message.text)

        model.rowsInserted.connect(take)

    def _look(self) -> None:
        if self._feed.is_known:
            self._ready.stop()
            answer(ready=True)
            threading.Thread(target=self._hear, name="orders", daemon=True).start()

    def _hear(self) -> None:
        for line in sys.stdin:
            self.asked.emit(json.loads(line))
        os._exit(0)  # the figures are told; nothing is left that Qt would have to take apart

    def _tell(self, order: dict[str, Any]) -> None:
        if "first" not in order:
            answer(count=self._arrivals.count)
            return
        answer(pulse=self._pulse.told(), **self._arrivals.told(order["first"]))


def main() -> None:
    """The window as it opens on the data folder."""
    application = QApplication(sys.argv[:1])
    QCursor.setPos(0, 0)  # a list under the pointer would stand still
    watch = _Watch(Path(sys.argv[1]), application)
    application.exec()
    del watch


if __name__ == "__main__":
    main()
