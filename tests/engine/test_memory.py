import subprocess
import sys

import pytest

_FAULTS_OF_PICTURES = """
import resource, sys
import numpy as np
from studio.engine.memory import keep_freed_memory
if sys.argv[1] == "keep":
    assert keep_freed_memory()
np.ones(8_000_000, np.uint8)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    np.ones(8_000_000, np.uint8)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _faults(how: str) -> int:
    command = [sys.executable, "-c", _FAULTS_OF_PICTURES, how]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="mallopt is the Linux C library's")
def test_pictures_use_the_memory_of_earlier_ones() -> None:
    assert _faults("keep") * 5 < _faults("give back")
