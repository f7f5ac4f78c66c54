"""`hawker serve` from outside: what it prints, refuses, records and leaves."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import av
import pytest

from studio.core.errors import BadInputError
from studio.core.paths import runtime_dir_of
from studio.core.running import EngineCard, HubCard, read_card
from studio.core.start import HubStart
from studio.processes.serve import ServeOptions, hub_start, is_loopback_only, serve
from tests.support.studio import RunningStudio


@pytest.mark.parametrize(
    ("options", "where"),
    [
        (ServeOptions(Path("/x"), listen="8480"), "--listen 8480"),
        (ServeOptions(Path("/x"), listen="127.0.0.1:99999"), "--listen 127.0.0.1:99999"),
        (ServeOptions(Path("/x"), for_s=-1.0), "--for -1"),
        (ServeOptions(Path("/x"), for_s=float("nan")), "--for nan"),
        (ServeOptions(Path("/x"), for_s=float("inf")), "--for inf"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_started(
    options: ServeOptions, where: str
) -> None:
    with pytest.raises(BadInputError) as caught:
        serve(options)
    assert caught.value.where == where


def test_the_hub_is_told_what_the_command_line_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HAWKER_LOOPBACK_ONLY", "1")
    assert is_loopback_only()
    options = ServeOptions(Path("/x"), is_demo=True, listen="127.0.0.1:1", has_timecode=True)
    assert hub_start(options) == HubStart(
        "/x", "127.0.0.1:1", is_demo=True, has_timecode=True, is_loopback_only=True
    )
    monkeypatch.delenv("HAWKER_LOOPBACK_ONLY")
    assert not hub_start(options).is_loopback_only


def _serve(data_dir: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [
            *(sys.executable, "-m", "studio", "serve", "--data", str(data_dir)),
            *("--listen", "127.0.0.1:0", *arguments),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "HAWKER_LOOPBACK_ONLY": "1"},
    )


@pytest.mark.e2e
def test_for_a_while_it_serves_records_and_leaves_nothing_running(tmp_path: Path) -> None:
    video = tmp_path / "my shows" / "节目.mp4"
    done = _serve(tmp_path / "data", "--demo", "--for", "3", "--record", str(video))
    assert done.returncode == 0, done.stderr
    ready = json.loads(done.stdout)
    assert set(ready) == {"viewer_url", "whep_url", "control_url", "pid"}
    assert ready["whep_url"] == ready["viewer_url"] + "whep"
    with av.open(str(video)) as film:
        assert film.streams.video[0].codec_context.name == "h264"
        assert film.streams.audio[0].codec_context.name == "aac"
        assert film.duration is not None
        assert film.duration / 1e6 > 2
    assert not list(video.parent.glob("*.recording.mp4"))
    runtime_dir = runtime_dir_of(tmp_path / "data")
    assert read_card(runtime_dir, HubCard) is None
    assert read_card(runtime_dir, EngineCard) is None


@pytest.mark.e2e
def test_a_recording_that_cannot_be_is_one_sentence_and_ends_it(tmp_path: Path) -> None:
    done = _serve(tmp_path, "--record", str(tmp_path / "show.txt"))
    assert done.returncode != 0
    assert "a recording's name ends in .mp4" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_card(runtime_dir_of(tmp_path), EngineCard) is None


@pytest.mark.e2e
def test_a_data_folder_serves_one_studio(tmp_path: Path) -> None:
    with RunningStudio(tmp_path) as studio:
        done = _serve(tmp_path)
        assert done.returncode != 0
        assert "a studio runs on this data folder already" in done.stderr
        assert studio.snapshot().viewer_url == studio.viewer_url
        os.kill(int(studio.ready["pid"]), signal.SIGTERM)
        assert studio.process.wait(60) == 0, "it ends with its keeper"
