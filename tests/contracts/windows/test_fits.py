"""Nothing that is said is cut, in either language, at any scale, in the smallest window."""

import json
import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_nothing_is_cut_at_any_scale(scale: str) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.fit_child"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    cut = json.loads(done.stdout)
    assert "\n".join(f"{name}: {words}" for name, words in cut.items()) == ""
