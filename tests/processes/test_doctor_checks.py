import pytest

from studio.core.findings import EncoderFinding, Health
from studio.core.status import DeviceInfo
from studio.processes import doctor_checks as checks

_NVENC = EncoderFinding("h264_nvenc", "NVIDIA NVENC", False, "no driver", 12.0)
_X264 = EncoderFinding("libx264", "x264", True, "", 30.0)


def test_encoders_that_work_and_those_that_are_not_there() -> None:
    nvenc, x264 = checks.encoder_findings((_NVENC, _X264))
    assert (nvenc.health, nvenc.text) == (Health.ABSENT, "no driver")
    assert (x264.health, x264.text) == (Health.OK, "works (tried in 30 ms)")


def test_no_encoder_at_all_is_broken_with_advice() -> None:
    (finding,) = checks.encoder_findings((_NVENC,))
    assert finding.health is Health.BROKEN
    assert "python3 run.py" in finding.advice


def test_devices_by_name_none_or_why_not() -> None:
    camera = DeviceInfo("/dev/video0", "Desk camera", "camera")
    assert checks.device_finding("Cameras", (camera,), ()).text == "Desk camera"
    assert checks.device_finding("Cameras", (), ()).health is Health.ABSENT
    limited = checks.device_finding("Screens", (), ("this desktop runs on Wayland",))
    assert (limited.health, limited.text) == (Health.LIMITED, "this desktop runs on Wayland")


@pytest.mark.parametrize(
    ("environment", "health"),
    [({"DISPLAY": ":0"}, Health.OK), ({"WAYLAND_DISPLAY": "w"}, Health.OK), ({}, Health.LIMITED)],
)
def test_a_screen_for_the_window(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], health: Health
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (finding,) = checks.look_at_display("linux")
    assert finding.health is health
    assert bool(finding.advice) is (health is not Health.OK)
    assert checks.look_at_display("win32") == ()


def test_missing_fonts_are_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.engine.sources.fonts.missing_scripts", lambda: ("emoji",))
    (finding,) = checks.look_at_fonts()
    assert finding.health is Health.LIMITED
    assert "emoji" in finding.text
    assert "fonts-noto" in finding.advice
    monkeypatch.setattr("studio.engine.sources.fonts.missing_scripts", tuple)
    assert checks.look_at_fonts()[0].health is Health.OK


def test_every_kind_of_device_is_looked_for() -> None:
    _devices, findings = checks.look_at_devices()
    assert [finding.name for finding in findings] == [
        *("Screens", "Windows", "Cameras", "Microphones", "System sound")
    ]
