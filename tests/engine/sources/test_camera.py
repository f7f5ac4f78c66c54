import sys
from pathlib import Path

import pytest

from studio.core.errors import UnavailableError
from studio.core.sources import CameraSettings
from studio.engine.media import MediaClock
from studio.engine.sources import camera
from studio.engine.sources.camera import CameraDriver, list_v4l2_cameras


def plugged(folder: Path, node: str, name: str, index: int = 0) -> None:
    """A camera as the kernel lists it."""
    (folder / node).mkdir(parents=True)
    (folder / node / "name").write_text(f"{name}\n", encoding="utf-8")
    (folder / node / "index").write_text(f"{index}\n")


def refusal(settings: CameraSettings) -> tuple[str, str]:
    """What is wrong, and where."""
    driver = CameraDriver(settings, MediaClock())
    with pytest.raises(UnavailableError) as caught:
        driver.open()
    driver.close()
    return caught.value.what, caught.value.where


def test_cameras_have_the_names_that_their_makers_gave(tmp_path: Path) -> None:
    plugged(tmp_path, "video0", "HD Webcam C920")
    plugged(tmp_path, "video1", "HD Webcam C920", index=1)
    plugged(tmp_path, "video2", "桌面摄像头")
    plugged(tmp_path, "video3", "")
    (tmp_path / "video4").mkdir()  # unplugged while the list is read
    found = list_v4l2_cameras(tmp_path)
    assert [(one.id, one.name, one.kind) for one in found] == [
        ("/dev/video0", "HD Webcam C920", "camera"),
        ("/dev/video2", "桌面摄像头", "camera"),
        ("/dev/video3", "video3", "camera"),
    ]


def test_a_machine_without_cameras_has_an_empty_list(tmp_path: Path) -> None:
    assert list_v4l2_cameras(tmp_path / "none") == []


@pytest.mark.skipif(sys.platform != "linux", reason="v4l2 is Linux's")
class TestOpening:
    """What a person reads when it does not work."""

    def test_no_camera(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(camera, "list_v4l2_cameras", list)
        assert refusal(CameraSettings()) == ("no camera is connected", "camera")

    def test_an_unplugged_camera(self) -> None:
        what, where = refusal(CameraSettings("/dev/video93"))
        assert "plug it in again" in what
        assert where == "/dev/video93"

    def test_what_is_no_camera_is_never_opened(self) -> None:
        assert refusal(CameraSettings("/etc/passwd"))[0] == "this is not a camera"

    def test_a_device_that_is_no_camera_after_all(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Path, "exists", lambda _path: True)
        what, where = refusal(CameraSettings("/dev/video93", 1280, 720, 30))
        assert what.startswith("the camera cannot be opened: ")
        assert where == "/dev/video93"


@pytest.mark.parametrize(
    ("platform", "device", "name"),
    [("win32", "", "video=0"), ("win32", "Cam", "video=Cam"), ("darwin", "", "0")],
)
def test_other_systems_are_asked_in_their_own_words(
    platform: str, device: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, dict[str, str]]] = []
    monkeypatch.setattr(
        CameraDriver, "open_device", lambda _driver, *arguments: asked.append(arguments)
    )
    monkeypatch.setattr(sys, "platform", platform)
    CameraDriver(CameraSettings(device, 1280, 720, 30), MediaClock()).open()
    options = {"video_size": "1280x720", "framerate": "30"}
    assert asked == [({"win32": "dshow", "darwin": "avfoundation"}[platform], name, options)]
