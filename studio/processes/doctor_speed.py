"""The doctor's stopwatch: how fast this computer encodes and how fast its disk writes."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from studio.core.advice import advise
from studio.core.clock import NS_PER_S
from studio.core.errors import StudioError
from studio.core.findings import Advice, EncoderFinding, Finding, Health, SpeedFinding

if TYPE_CHECKING:
    from studio.engine.media import ComposedFrame

SIZES = ((1280, 720, 30), (1920, 1080, 30), (1920, 1080, 60))
_LONGEST_S = 1.5
_MOST_FRAMES = 60
_FIRST_FRAMES = 5
_DISK_BYTES = 64_000_000
_CHUNK = 4_000_000
_LONGEST_DISK_S = 3.0
_AREA = "Speed"

Progress = Callable[[float, str], None]


def measure_encoding(
    encoders: tuple[EncoderFinding, ...], progress: Progress
) -> tuple[SpeedFinding, ...]:
    """Really encode moving pictures of each size with the best encoder, a second or so each."""
    working = [one.name for one in encoders if one.is_working]
    found: list[SpeedFinding] = []
    for number, (width_px, height_px, rate_hz) in enumerate(SIZES):
        progress(number / (len(SIZES) + 1), f"{width_px} × {height_px}, {rate_hz}/s")
        if found and found[-1].encode_ms > 1.5 * found[-1].budget_ms:
            break  # a larger one would only take longer
        for name in working:
            speed = _measured(name, width_px, height_px, rate_hz)
            if speed is not None:
                found.append(speed)
                break
    return tuple(found)


def measure_disk(folder: Path, progress: Progress) -> int:
    """Bytes a second that really reach the disk; 0 when the folder cannot be written to."""
    progress(len(SIZES) / (len(SIZES) + 1), str(folder))
    place = folder / f".hawker-speed-{os.getpid()}"
    data = os.urandom(_CHUNK)
    written, began = 0, time.monotonic()
    try:
        with place.open("wb") as file:
            while written < _DISK_BYTES and time.monotonic() - began < _LONGEST_DISK_S:
                written += file.write(data)
                file.flush()
                os.fsync(file.fileno())
        passed_s = max(1e-6, time.monotonic() - began)
    except OSError:
        return 0
    finally:
        place.unlink(missing_ok=True)
    return int(written / passed_s)


def speed_findings(
    speeds: tuple[SpeedFinding, ...], disk_bytes_per_s: int
) -> tuple[Advice, tuple[Finding, ...]]:
    """In words, and what they come to."""
    findings = [
        Finding(
            _AREA,
            f"{one.width_px} × {one.height_px}, {one.rate_hz}/s",
            Health.OK if one.encode_ms < 0.6 * one.budget_ms else Health.LIMITED,
            f"a picture takes {one.encode_ms:.1f} of {one.budget_ms:.1f} ms with {one.encoder}",
        )
        for one in speeds
    ]
    if disk_bytes_per_s:
        text = f"writes {disk_bytes_per_s / 1e6:.0f} MB a second"
        findings.append(Finding("Disk", "Speed", Health.OK, text))
    advice = advise(speeds, disk_bytes_per_s)
    size, bitrate_mbps = f"{advice.width_px} × {advice.height_px}", advice.bitrate_bps / 1e6
    text = f"{size} at {advice.rate_hz}/s and {bitrate_mbps:.1f} Mb/s"
    health = Health.LIMITED if advice.is_tight else Health.OK
    hint = "close other programs while live" if advice.is_tight else ""
    return advice, (*findings, Finding(_AREA, "Advice", health, text, hint))


def _measured(name: str, width_px: int, height_px: int, rate_hz: int) -> SpeedFinding | None:
    from studio.engine.encode.candidates import BY_NAME
    from studio.engine.encode.video_encoder import EncoderSettings, VideoEncoder

    candidate = BY_NAME[name]
    try:
        encoder = VideoEncoder(candidate, EncoderSettings(width_px, height_px, rate_hz, 4_000_000))
        times_ms: list[float] = []
        began = time.monotonic()
        for number, frame in enumerate(_pictures(width_px, height_px, rate_hz)):
            start = time.perf_counter()
            encoder.encode(frame, number == 0)
            if number >= _FIRST_FRAMES:
                times_ms.append((time.perf_counter() - start) * 1000)
            if number >= _MOST_FRAMES or time.monotonic() - began > _LONGEST_S:
                break
        encoder.flush()
    except StudioError:
        return None
    usual_ms = float(np.percentile(times_ms or [1000.0], 75))
    return SpeedFinding(
        width_px, height_px, rate_hz, round(usual_ms, 1), candidate.label, candidate.is_hardware
    )


def _pictures(width_px: int, height_px: int, rate_hz: int) -> "Iterator[ComposedFrame]":
    """Moving, with the grain that a camera has."""
    import av

    from studio.engine.media import ComposedFrame

    grain = np.random.default_rng(1).integers(0, 12, (height_px, width_px), np.uint8)
    slope = np.arange(width_px) % 200 + 20
    number = 0
    while True:
        plane = np.full((height_px * 3 // 2, width_px), 128, np.uint8)
        plane[:height_px] = np.roll(slope, number * 7).astype(np.uint8) + np.roll(grain, number)
        frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
        yield ComposedFrame(frame, number * NS_PER_S // rate_hz, number)
        number += 1
