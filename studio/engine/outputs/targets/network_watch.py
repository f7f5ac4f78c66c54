"""Notices when this computer's network goes, comes back, or is another one."""

from collections.abc import Callable

from studio.core.network import address_for_others, usable_addresses
from studio.core.threads import StopSignal, Worker

_LOOK_EVERY_S = 0.5

Network = frozenset[str]


def network_now() -> Network:
    """The addresses of this computer, and the one that its way out begins with."""
    return usable_addresses() | {f"by {address_for_others()}"}


class NetworkWatch:
    """Looks twice a second, which costs about a thousandth of a core and works everywhere.

    ``on_change`` is called on its own thread with the addresses that there are now.
    """

    def __init__(
        self,
        on_change: Callable[[Network], None],
        look: Callable[[], Network] = network_now,
        look_every_s: float = _LOOK_EVERY_S,
    ) -> None:
        self._on_change = on_change
        self._look = look
        self._look_every_s = look_every_s
        self._worker: Worker | None = None

    def start(self) -> None:
        """Begin; what there is now is no news."""
        if self._worker is None:
            self._worker = Worker("network-watch", self._run)
            self._worker.start()

    def stop(self) -> None:
        """End; may be called twice, and started again."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()

    def _run(self, stop: StopSignal) -> None:
        before = self._look()
        while not stop.wait(self._look_every_s):
            now = self._look()
            if now != before:
                before = now
                self._on_change(now)
