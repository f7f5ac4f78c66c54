"""What survives a kill: the show that of window and hub, the recording that of the engine."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import av
import pytest

from studio.core.messages.requests import StartRecording
from studio.core.messages.results import RecordingStarted
from studio.core.status import ShowState
from tests.support.browser import Browser
from tests.support.display import PrivateDisplay
from tests.support.nothing_lost import assert_nothing_lost
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


def start_window(data_dir: Path, display: PrivateDisplay) -> "subprocess.Popen[bytes]":
    """The window in its own process, attached to the studio that runs on the data folder."""
    command = [sys.executable, "-m", "studio", "studio", "--data", str(data_dir)]
    return subprocess.Popen(command, env=display.environment(), stderr=subprocess.DEVNULL)


def test_window_and_hub_die_and_no_picture_is_missing(tmp_path: Path) -> None:
    with (
        RunningStudio(tmp_path, "--demo", "--timecode") as studio,
        PrivateDisplay() as display,
        Browser() as browser,
    ):
        hub, engine = studio.hub(), studio.engine()
        skipped_before = studio.skipped()
        viewer = browser.watch(studio.viewer_url)
        viewer.wait_for_pictures(30)
        window = start_window(tmp_path, display)
        viewer.wait_for_pictures(90)
        window.kill()
        window.wait(10)
        viewer.wait_for_pictures(30)
        assert studio.hub() == hub
        os.kill(hub.pid, signal.SIGKILL)
        viewer.wait_for(lambda _: studio.hub().pid != hub.pid, 20)
        viewer.wait_for_pictures(60)
        assert_nothing_lost(viewer, studio, skipped_before)
        assert studio.engine() == engine
        assert studio.snapshot().state is ShowState.LIVE


def test_a_killed_engine_loses_less_than_a_second_of_its_recording(tmp_path: Path) -> None:
    with RunningStudio(tmp_path / "data", "--demo") as studio:
        started = studio.ask(StartRecording(str(tmp_path / "show.mp4")))
        assert isinstance(started, RecordingStarted)
        time.sleep(6)
        seen_s = studio.snapshot().stats.recorder.duration_s
        engine = studio.engine()
        os.kill(engine.pid, signal.SIGKILL)
        working = max(tmp_path.glob("*.mp4"), key=lambda path: path.stat().st_size)
        with av.open(str(working)) as container:
            last_s = max(frame.time or 0.0 for frame in container.decode(video=0))
        assert seen_s > 3
        assert last_s >= seen_s - 1.0
        deadline = time.monotonic() + 20
        while studio.engine().pid == engine.pid or studio.snapshot().state is not ShowState.LIVE:
            assert time.monotonic() < deadline, "the show did not come back"
            time.sleep(0.1)
