from typing import Any

import pytest

from studio.core.imports.device_settings import CAPTURES
from studio.core.sources import (
    AnySourceSettings,
    CameraSettings,
    MicrophoneSettings,
    ScreenSettings,
    SystemSoundSettings,
    WindowSettings,
)


@pytest.mark.parametrize(
    ("kind", "settings", "ours", "loss_count"),
    [
        ("xshm_input", {"show_cursor": False}, ScreenSettings(shows_cursor=False), 0),
        ("monitor_capture", {"monitor": 1, "capture_cursor": True}, ScreenSettings(), 1),
        ("screen_capture", {"type": 0}, ScreenSettings(), 0),
        ("screen_capture", {"type": 1, "window_name": "Notes"}, WindowSettings(title="Notes"), 0),
        ("screen_capture", {"type": 2}, None, 1),
        ("screen_capture", {"capture_source_list": "game:1"}, None, 1),
        (
            "screen_capture",
            {"capture_source_list": "window:1", "capture_window_line": "Notes:Class:n.exe"},
            WindowSettings(title="Notes"),
            0,
        ),
        (
            "window_capture",
            {"window": "A#3A #22B:Chrome:c.exe", "cursor": False},
            WindowSettings(title="A: #B", shows_cursor=False),
            0,
        ),
        (
            "xcomposite_input",
            {"capture_window": "7\r\nNotes\r\nx"},
            WindowSettings(title="Notes"),
            0,
        ),
        ("xcomposite_input", {}, WindowSettings(), 1),
        ("dshow_input", {"video_device_id": "Cam#3A 2:usb"}, CameraSettings("Cam: 2"), 0),
        (
            "av_capture_input",
            {"device": "0x1", "device_name": "iSight"},
            CameraSettings("iSight"),
            0,
        ),
        ("v4l2_input", {"device_id": "/dev/video2"}, CameraSettings("/dev/video2"), 0),
        ("v4l2_input", {"resolution": "9x"}, CameraSettings(), 1),
        ("wasapi_input_capture", {"device_id": "default"}, MicrophoneSettings(), 0),
        ("wasapi_input_capture", {"device_id": "{0.0}"}, MicrophoneSettings(), 1),
        (
            "pulse_input_capture",
            {"device_id": "alsa_input.x"},
            MicrophoneSettings("alsa_input.x"),
            0,
        ),
        ("coreaudio_output_capture", {}, SystemSoundSettings(), 0),
    ],
)
def test_a_device_becomes_ours(
    kind: str, settings: dict[str, Any], ours: AnySourceSettings | None, loss_count: int
) -> None:
    found = CAPTURES[kind](settings)
    assert found.settings == ours
    assert len(found.losses) == loss_count


@pytest.mark.parametrize("resolution", ["1280x720", (1280 << 16) + 720])
def test_a_camera_may_say_how_large_it_is(resolution: object) -> None:
    found = CAPTURES["v4l2_input"]({"device_id": "/dev/video0", "resolution": resolution})
    assert found.size_px == (1280, 720)
    assert found.settings == CameraSettings("/dev/video0", 1280, 720)
