"""A viewer on a bad line: losses, jitter, and a line that is half as wide for a while.

The studio and a real Chromium live in two network namespaces, and every frame between them
goes through a relay that loses, delays and limits (needs root and Linux).
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.desk import BITRATE_BPS, make_camera_film, show_of, write_desk
from benchmarks.report import percentile, write_result
from tests.support.far_viewer import FarViewer, far_viewer, forget, gaps_ms, quiet_ms
from tests.support.network_relay import Line
from tests.support.network_trouble import why_not

_FREEZE_MS = 500
_SILENCE_MS = 200
_SETTLE_S = 10.0
_WIDE_BPS = 4_000_000
_DELAY_MS, _JITTER_MS = 60.0, 20.0
_SAMPLE_S = 0.25


def main() -> None:
    """Three evenings with three kinds of trouble."""
    options = argparse.ArgumentParser()
    options.add_argument("--seconds", type=float, default=300.0, help="of each loss")
    options.add_argument("--sound-seconds", type=float, default=0.0, help="of 10 %%; 0: as above")
    options.add_argument("--half-seconds", type=float, default=30.0, help="half as wide")
    options.add_argument("--only", choices=("loss", "sound", "half"), action="append")
    chosen = options.parse_args()
    reason = why_not()
    if reason:
        raise SystemExit(reason)
    parts = chosen.only or ["loss", "sound", "half"]
    figures: dict[str, Any] = {}
    if "loss" in parts:
        figures["loss_5_percent"] = _measured(Line(0.05, _DELAY_MS, _JITTER_MS), chosen.seconds)
    if "sound" in parts:
        sound_s = chosen.sound_seconds or chosen.seconds
        figures["loss_10_percent"] = _measured(Line(0.10, _DELAY_MS, _JITTER_MS), sound_s)
    if "half" in parts:
        figures["half"] = _halved(chosen.half_seconds)
    write_result(
        "trouble",
        f"one Chromium viewer at {BITRATE_BPS / 1e6} Mb/s; loss each way with 60 ± 20 ms one way "
        f"in order; a line of {_WIDE_BPS / 1e6:.0f} Mb/s halved and restored",
        "5 %: no gap of pictures > 500 ms; 10 %: no gap of sound > 200 ms; halved: the rate "
        "follows down <= 2 s, back <= 6 s, no gap > 500 ms",
        figures,
    )


def _measured(line: Line, seconds: float) -> dict[str, Any]:
    """Watch over a line that is bad all the time."""
    with tempfile.TemporaryDirectory() as place:
        _write_show(Path(place))
        with far_viewer(Path(place)) as far:
            far.network.set(line)
            _wait(far, _SETTLE_S)
            forget(far.viewer)
            before = far.studio.snapshot().stats.frames.skipped
            _wait(far, seconds)
            return {"seconds": seconds, **_seen(far, before)}


def _halved(half_s: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as place:
        _write_show(Path(place))
        with far_viewer(Path(place)) as far:
            wide = Line(rate_bps=_WIDE_BPS, delay_ms=20)
            far.network.set(wide)
            _wait(far, 2 * _SETTLE_S)
            forget(far.viewer)
            skipped = far.studio.snapshot().stats.frames.skipped
            before = _sample(far, _SETTLE_S)
            usual_bps = statistics.median(rate for _, rate, _, _ in before)
            far.network.set(Line(rate_bps=_WIDE_BPS // 2, delay_ms=20))
            narrow = _sample(far, half_s)
            far.network.set(wide)
            after = _sample(far, 20.0)
            lower_bps = _WIDE_BPS // 2
            return {
                "usual_bps": usual_bps,
                "down_s": _first(narrow, lambda rate, rung: rate <= lower_bps and rung > 0),
                "back_s": _first(after, lambda rate, rung: rung == 0 and rate > 0.8 * usual_bps),
                "half_median_bps": statistics.median(rate for _, rate, _, _ in narrow),
                "half_estimate_median_bps": statistics.median(one[3] for one in narrow),
                **_seen(far, skipped),
            }


def _seen(far: FarViewer, skipped_before: int) -> dict[str, Any]:
    handed, shown = far.viewer.handed(), far.viewer.pictures()
    gaps, silences = gaps_ms(handed), quiet_ms(far.viewer)
    shown_gaps = gaps_ms(shown)
    picture, sound = far.viewer.inbound("video"), far.viewer.inbound("audio")
    delays = [one.delay_ms for one in handed]
    return {
        "pictures": len(handed),
        "freezes_over_500_ms": sum(gap > _FREEZE_MS for gap in gaps),
        "longest_gap_ms": round(max(gaps, default=0)),
        "longest_gap_as_shown_ms": round(max(shown_gaps, default=0)),
        "gap_p99_ms": round(percentile(gaps, 0.99)),
        "sound_gaps_over_200_ms": sum(gap > _SILENCE_MS for gap in silences),
        "longest_silence_ms": round(max(silences, default=0)),
        "sound_concealed_share": round(
            sound["concealedSamples"] / max(1.0, sound["totalSamplesReceived"]), 4
        ),
        "delay_p50_ms": round(percentile(delays, 0.5)),
        "delay_p95_ms": round(percentile(delays, 0.95)),
        "key_frames_asked_for": picture["pliCount"],
        "key_frames": picture["keyFramesDecoded"],
        "sent_again_share": round(
            picture["retransmittedPacketsReceived"] / max(1.0, picture["packetsReceived"]), 4
        ),
        "skipped_by_engine": far.studio.snapshot().stats.frames.skipped - skipped_before,
    }


def _sample(far: FarViewer, seconds: float) -> list[tuple[float, int, int, int]]:
    """Seconds since the beginning, bits per second sent, rung and estimate, by and by."""
    began_s = time.monotonic()
    found = []
    while (now_s := time.monotonic() - began_s) < seconds:
        for viewer in far.studio.snapshot().stats.viewers:
            found.append((now_s, viewer.sent_bps, viewer.rung, viewer.estimate_bps))
        _wait(far, _SAMPLE_S)
    return found


def _first(
    samples: list[tuple[float, int, int, int]], is_so: Callable[[int, int], bool]
) -> float | None:
    """When it was so for the first time; None: never."""
    return next((round(at, 2) for at, rate, rung, _ in samples if is_so(rate, rung)), None)


def _wait(far: FarViewer, seconds: float) -> None:
    far.viewer.page.wait_for_timeout(seconds * 1000)


def _write_show(place: Path) -> None:
    film = place / "camera.mp4"
    make_camera_film(film, noise=30)
    write_desk(place / "data", show_of(film, has_screen=False))


if __name__ == "__main__":
    main()
