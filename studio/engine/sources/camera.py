"""A camera: v4l2 on Linux (tested by its errors only where there is none), dshow, avfoundation."""

import sys
from pathlib import Path

from studio.core.errors import UnavailableError
from studio.core.sources import CameraSettings
from studio.core.status import DeviceInfo
from studio.engine.media import MediaClock
from studio.engine.sources.captured import CapturedDriver

_V4L2_NAMES = Path("/sys/class/video4linux")
_FORMATS = {"win32": "dshow", "darwin": "avfoundation"}


def list_v4l2_cameras(folder: Path = _V4L2_NAMES) -> list[DeviceInfo]:
    """Capture devices with the names that their makers gave; one entry a camera."""
    found: dict[str, DeviceInfo] = {}
    for entry in sorted(folder.glob("video*")) if folder.is_dir() else []:
        try:
            name = (entry / "name").read_text(encoding="utf-8", errors="replace").strip()
            index = (entry / "index").read_text(encoding="ascii").strip()
        except OSError:
            continue  # unplugged while we looked
        if index == "0":  # higher ones carry metadata, not pictures
            found[entry.name] = DeviceInfo(f"/dev/{entry.name}", name or entry.name, "camera")
    return list(found.values())


class CameraDriver(CapturedDriver):
    """Reads the newest frame; a camera that is unplugged comes back when it is there again."""

    def __init__(self, settings: CameraSettings, clock: MediaClock) -> None:
        super().__init__(clock, "the camera")
        self._settings = settings

    def open(self) -> None:
        """Open the chosen camera, or the first one."""
        settings = self._settings
        options: dict[str, str] = {}
        if settings.width_px and settings.height_px:
            options["video_size"] = f"{settings.width_px}x{settings.height_px}"
        if settings.rate_hz:
            options["framerate"] = str(settings.rate_hz)
        self.open_device(*self._device(), options)

    def _device(self) -> tuple[str, str]:
        chosen = self._settings.device_id
        if sys.platform in _FORMATS:
            name = chosen or "0"
            return _FORMATS[sys.platform], f"video={name}" if sys.platform == "win32" else name
        if not chosen:
            cameras = list_v4l2_cameras()
            if not cameras:
                raise UnavailableError("no camera is connected", "camera")
            chosen = cameras[0].id
        if not chosen.startswith("/dev/video"):
            raise UnavailableError("this is not a camera", chosen)
        if not Path(chosen).exists():
            raise UnavailableError("the camera is unplugged; plug it in again", chosen)
        return "v4l2", chosen
