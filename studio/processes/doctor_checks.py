"""The doctor's look at encoders, devices, fonts and the screen."""

import os
import sys

from studio.core.findings import EncoderFinding, Finding, Health
from studio.core.status import DeviceInfo

_PROBE_S = 120.0
_KINDS = {
    "screen": "Screens",
    "window": "Windows",
    "camera": "Cameras",
    "microphone": "Microphones",
    "system_sound": "System sound",
}


def look_at_encoders() -> tuple[tuple[EncoderFinding, ...], tuple[Finding, ...]]:
    """Try every encoder of this platform; x264 too, since a show falls back to it."""
    from studio.engine.encode.candidates import X264
    from studio.engine.encode.probe import EncoderProbe, try_candidate

    probe = EncoderProbe()
    results = (*(probe.results(_PROBE_S) or ()), try_candidate(X264))
    probe.close()
    tried = tuple(
        EncoderFinding(one.name, one.label, one.is_working, one.reason, one.took_ms)
        for one in results
    )
    return tried, encoder_findings(tried)


def encoder_findings(tried: tuple[EncoderFinding, ...]) -> tuple[Finding, ...]:
    """In words; without a single one that works there is no show."""
    if not any(one.is_working for one in tried):
        advice = "set the studio up again: python3 run.py"
        return (Finding("Encoders", "H.264", Health.BROKEN, "no encoder works here", advice),)
    return tuple(
        Finding("Encoders", one.label, Health.OK, f"works (tried in {one.took_ms:.0f} ms)")
        if one.is_working
        else Finding("Encoders", one.label, Health.ABSENT, one.reason)
        for one in tried
    )


def look_at_devices() -> tuple[tuple[DeviceInfo, ...], tuple[Finding, ...]]:
    """Every kind of device with the names that a person knows."""
    from studio.engine.sources.devices import list_devices

    devices: list[DeviceInfo] = []
    findings: list[Finding] = []
    for kind, name in _KINDS.items():
        found = list_devices(kind)
        devices += found.devices
        findings.append(device_finding(name, found.devices, found.notes))
    return tuple(devices), tuple(findings)


def device_finding(name: str, devices: tuple[DeviceInfo, ...], notes: tuple[str, ...]) -> Finding:
    """One kind in words: its devices, or why they cannot be listed."""
    if devices:
        return Finding("Devices", name, Health.OK, ", ".join(one.name for one in devices))
    if notes:
        return Finding("Devices", name, Health.LIMITED, " ".join(notes))
    return Finding("Devices", name, Health.ABSENT, "none found")


def look_at_fonts() -> tuple[Finding, ...]:
    """Scripts that texts in a show may want."""
    from studio.engine.sources.fonts import missing_scripts

    missing = missing_scripts()
    if not missing:
        return (Finding("Fonts", "Scripts", Health.OK, "Latin, Chinese and emoji can be drawn"),)
    advice = "install fonts-noto-cjk and fonts-noto-color-emoji (Debian's names)"
    text = f"no font for {' and '.join(missing)}; such characters become boxes"
    return (Finding("Fonts", "Scripts", Health.LIMITED, text, advice),)


def look_at_display(system: str = sys.platform) -> tuple[Finding, ...]:
    """Whether a window can be shown at all."""
    if not system.startswith("linux"):
        return ()
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"):
        return (Finding("Display", "Window", Health.OK, "there is a screen to show it on"),)
    text, advice = "there is no screen here", "hawker serve goes live without a window"
    return (Finding("Display", "Window", Health.LIMITED, text, advice),)
