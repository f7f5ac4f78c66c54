import threading

import pytest

from studio.engine.media import MediaClock
from studio.engine.sources.base import Reading, SourceDriver, next_serial


class _Smallest(SourceDriver):
    """What every driver has to bring, and no more."""

    def open(self) -> None:
        """There is nothing to open."""

    def read(self) -> Reading:
        """Nothing new."""
        return Reading()

    def close(self) -> None:
        """There is nothing to close."""


def test_the_smallest_driver_brings_three_methods() -> None:
    driver = _Smallest(MediaClock())
    driver.open()
    assert driver.read() == Reading(None, None, False)
    driver.interrupt()
    driver.close()
    driver.close()
    assert (driver.duration_s, driver.position_s) == (0.0, 0.0)


def test_a_driver_that_cannot_read_is_none() -> None:
    with pytest.raises(TypeError, match="abstract"):
        SourceDriver(MediaClock())  # type: ignore[abstract]


def test_serials_are_never_given_twice_whatever_the_thread() -> None:
    found: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: found.append([next_serial() for _ in range(2000)]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    together = [serial for serials in found for serial in serials]
    assert len(set(together)) == len(together) == 8000
    assert all(serials == sorted(serials) for serials in found)
