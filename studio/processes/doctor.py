"""`hawker doctor`: what works on this computer, what is missing, and how to get it."""

import platform
from pathlib import Path

import msgspec

from studio import __version__
from studio.core.findings import Finding, Report, as_json, as_text, is_well
from studio.processes import doctor_checks as checks
from studio.processes import doctor_places as places
from studio.processes.doctor_libraries import look_at_libraries


def doctor(data_dir: Path, *, is_json: bool) -> int:
    """Print the report; status 0 when the studio can go live, 1 when it cannot."""
    report = examine(data_dir)
    print(as_json(report) if is_json else as_text(report))
    return 0 if report.is_well else 1


def examine(data_dir: Path) -> Report:
    """Look at everything; no show, setting or recording is touched."""
    libraries = look_at_libraries()
    if not is_well(libraries):
        return _report(libraries)  # what is built on them would fail in harder words
    settings, files = places.look_at_files(data_dir)
    encoders, encoder_findings = checks.look_at_encoders()
    devices, device_findings = checks.look_at_devices()
    disk, disk_finding = places.look_at_disk(settings)
    report = _report(
        (
            *libraries,
            *encoder_findings,
            *device_findings,
            *checks.look_at_display(),
            *checks.look_at_fonts(),
            disk_finding,
            *places.look_at_ports(data_dir, settings),
            *files,
        )
    )
    return msgspec.structs.replace(report, encoders=encoders, devices=devices, disk=disk)


def _report(findings: tuple[Finding, ...]) -> Report:
    return Report(
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(terse=True),
        is_well=is_well(findings),
        findings=findings,
    )
