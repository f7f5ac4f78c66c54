import pytest

from studio.core.first_show import FirstWords, first_show
from studio.core.scene import Canvas
from studio.core.show_check import check_show
from studio.core.sources import CameraSettings, ScreenSettings
from studio.core.status import DeviceInfo

_WORDS = FirstWords("小店", "Host", "Screen", "Pause", "Back soon", "Product", "Mic")
_CAMERA = DeviceInfo("/dev/video0", "Webcam", "camera")
_MICROPHONE = DeviceInfo("mic", "Headset", "microphone")
_SCREEN = DeviceInfo(":0", "Display", "screen")


@pytest.mark.parametrize("camera", [_CAMERA, None])
@pytest.mark.parametrize("microphone", [_MICROPHONE, None])
@pytest.mark.parametrize("screen", [_SCREEN, None])
def test_whatever_there_is_makes_a_whole_show(
    camera: DeviceInfo | None, microphone: DeviceInfo | None, screen: DeviceInfo | None
) -> None:
    show = check_show(first_show(_WORDS, Canvas(), camera, microphone, screen), "first")
    assert (show.name, show.current_scene_id) == ("小店", "host")
    assert len(show.scenes) == (3 if screen is not None else 2)
    assert len(show.strips) == (1 if microphone is not None else 0)


def test_the_chosen_devices_are_used() -> None:
    show = first_show(_WORDS, Canvas(1920, 1080, 30), _CAMERA, _MICROPHONE, _SCREEN)
    camera, screen = show.source("camera"), show.source("screen")
    assert camera is not None
    assert screen is not None
    assert camera.settings == CameraSettings("/dev/video0")
    assert screen.settings == ScreenSettings(":0")
    assert show.canvas.height_px == 1080
