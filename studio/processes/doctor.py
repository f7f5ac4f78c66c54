"""`hawker doctor`: what works on this computer, what is missing, and how to get it."""

import platform
import sys
from pathlib import Path

import msgspec

from studio import __version__
from studio.core.findings import Finding, Report, as_json, as_text, is_well
from studio.processes import doctor_checks as checks
from studio.processes import doctor_places as places
from studio.processes import doctor_speed as speed
from studio.processes.doctor_libraries import look_at_libraries


def doctor(data_dir: Path, *, is_json: bool, is_measuring: bool = False) -> int:
    """Print the report; status 0 when the studio can go live, 1 when it cannot."""
    report = examine(data_dir)
    if is_measuring:
        report = measured(report, data_dir, _print_progress)
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


def measured(report: Report, data_dir: Path, progress: speed.Progress) -> Report:
    """The report with what a stopwatch says of encoder and disk, and what that comes to."""
    if not report.encoders:
        return report
    speeds = speed.measure_encoding(report.encoders, progress)
    folder = Path(report.disk.folder) if report.disk is not None else data_dir
    there = next(place for place in (folder, *folder.parents) if place.exists())
    disk_bytes_per_s = speed.measure_disk(there, progress)
    advice, findings = speed.speed_findings(speeds, disk_bytes_per_s)
    return msgspec.structs.replace(
        report,
        findings=(*report.findings, *findings),
        speeds=speeds,
        disk_bytes_per_s=disk_bytes_per_s,
        advice=advice,
    )


def _print_progress(share: float, what: str) -> None:
    """For a person who waits, and for a program that shows it: one line each on stderr."""
    print(f"{share:.2f} {what}", file=sys.stderr, flush=True)


def _report(findings: tuple[Finding, ...]) -> Report:
    return Report(
        version=__version__,
        python=platform.python_version(),
        system=platform.platform(terse=True),
        is_well=is_well(findings),
        findings=findings,
    )
