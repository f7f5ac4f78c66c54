"""From the stamp in the picture to Chromium, and whether lips and voice stay together."""

import argparse
import statistics
import tempfile
from pathlib import Path

import msgspec

from benchmarks.desk import make_camera_film, show_of, write_desk
from benchmarks.report import percentile, spread, write_result
from tests.support.browser import Browser, Viewer
from tests.support.studio import RunningStudio

_WARM_PICTURES = 150


def main() -> None:
    """Watch the demo show and write down the delays."""
    options = argparse.ArgumentParser()
    options.add_argument("--pictures", type=int, default=1500)
    chosen = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as place,
        quiet_studio(Path(place)) as studio,
        Browser() as browser,
    ):
        viewer = browser.watch(studio.viewer_url)
        viewer.wait_for_pictures(_WARM_PICTURES, 60)
        skipped_before = studio.snapshot().stats.frames.skipped
        viewer.page.evaluate(
            "() => { for (const name of ['pictures', 'numbers', 'handed', 'beeps'])"
            " window.watching[name].length = 0; }"
        )
        viewer.wait_for_pictures(chosen.pictures, 600)
        _write(studio, viewer, skipped_before)


def _write(studio: RunningStudio, viewer: Viewer, skipped_before: int) -> None:
    shown = [picture.delay_ms for picture in viewer.pictures()]
    handed = [picture.delay_ms for picture in viewer.handed()]
    heard = [_after_second(ms) for ms in viewer.beeps_ms()]
    stats = studio.snapshot().stats
    write_result(
        "delay",
        "stamp in the picture to Chromium on loopback; sound against picture where the "
        "browser hands both over",
        "shown p50 <= 80 and p95 <= 150 ms (60 and 100); offset <= 40 ms (20)",
        {
            "shown_p50_ms": round(percentile(shown, 0.5), 1),
            "shown_p95_ms": round(percentile(shown, 0.95), 1),
            "handed_over_p50_ms": round(percentile(handed, 0.5), 1),
            "handed_over_p95_ms": round(percentile(handed, 0.95), 1),
            "beep_heard_ms": spread(heard),
            "sound_after_picture_ms": round(
                statistics.median(heard) - statistics.median(handed), 1
            ),
            "pictures": len(handed),
            "missing": viewer.missing(),
            "skipped_by_engine": stats.frames.skipped - skipped_before,
            "dropped_by_browser": viewer.inbound("video")["framesDropped"],
            "compose_p50_ms": round(stats.frames.compose_p50_ms, 2),
            "done_p99_ms": round(stats.frames.done_p99_ms, 1),
        },
    )


def quiet_studio(place: Path) -> RunningStudio:
    """A show that is silent but for the beep."""
    film = place / "camera.mp4"
    make_camera_film(film)
    show = show_of(film, has_screen=False)
    write_desk(
        place / "data",
        msgspec.structs.replace(
            show,
            strips=tuple(msgspec.structs.replace(strip, is_muted=True) for strip in show.strips),
        ),
    )
    return RunningStudio(place / "data", "--timecode")


def _after_second(wall_ms: float) -> float:
    """How long after a whole second, for a beep that began at one; -500 ... 500."""
    return (wall_ms + 500) % 1000 - 500


if __name__ == "__main__":
    main()
