"""What a look at this computer found: findings, a report of them, and the report as text."""

import enum

import msgspec

from studio.core.status import DeviceInfo


class Health(enum.Enum):
    """How it stands with one thing."""

    OK = "ok"
    ABSENT = "absent"
    LIMITED = "limited"
    BROKEN = "broken"


_WORDS = {
    Health.OK: "ok",
    Health.ABSENT: "-",
    Health.LIMITED: "limited",
    Health.BROKEN: "MISSING",
}


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at: which, how it stands, and what to do about it.

    ABSENT: it is not there and nothing is wrong with that. LIMITED: a part of the studio does
    not work. BROKEN: the studio cannot go live.
    """

    area: str
    name: str
    health: Health
    text: str
    advice: str = ""


class EncoderFinding(msgspec.Struct, frozen=True):
    """One encoder's trial."""

    name: str
    label: str
    is_working: bool
    reason: str = ""
    took_ms: float = 0.0


class DiskFinding(msgspec.Struct, frozen=True):
    """The room for recordings; ``minutes`` at the bitrate of the settings."""

    folder: str
    free_bytes: int
    minutes: int


class SpeedFinding(msgspec.Struct, frozen=True):
    """How long one picture of that size takes to encode, beside how long it may take."""

    width_px: int
    height_px: int
    rate_hz: int
    encode_ms: float
    encoder: str = ""
    is_hardware: bool = False

    @property
    def budget_ms(self) -> float:
        """From one picture to the next."""
        return 1000 / self.rate_hz


class Advice(msgspec.Struct, frozen=True):
    """What this computer can do well: size, rate and bitrate. ``encode_ms``: why."""

    width_px: int
    height_px: int
    rate_hz: int
    bitrate_bps: int
    encode_ms: float = 0.0
    is_tight: bool = False

    @property
    def budget_ms(self) -> float:
        """From one picture to the next."""
        return 1000 / self.rate_hz


class Report(msgspec.Struct, frozen=True):
    """All of it. ``is_well``: nothing that is needed to go live is missing."""

    version: str
    python: str
    system: str
    is_well: bool
    findings: tuple[Finding, ...]
    encoders: tuple[EncoderFinding, ...] = ()
    devices: tuple[DeviceInfo, ...] = ()
    disk: DiskFinding | None = None
    speeds: tuple[SpeedFinding, ...] = ()
    disk_bytes_per_s: int = 0
    advice: Advice | None = None


def is_well(findings: tuple[Finding, ...]) -> bool:
    """Whether none is BROKEN."""
    return all(finding.health is not Health.BROKEN for finding in findings)


def as_json(report: Report) -> str:
    """For programs: JSON with an indent."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()


def as_text(report: Report) -> str:
    """For a person: areas in the order they were looked at, and one sentence at the end."""
    lines = [f"Hawker {report.version}, Python {report.python}, {report.system}"]
    for area in dict.fromkeys(finding.area for finding in report.findings):
        lines += ["", area]
        for finding in report.findings:
            if finding.area == area:
                lines += _lines_of(finding)
    lines += ["", _conclusion(report)]
    return "\n".join(lines)


def _lines_of(finding: Finding) -> list[str]:
    head = f"  {_WORDS[finding.health]:<8} {finding.name}: {finding.text}"
    return [head, f"           -> {finding.advice}"] if finding.advice else [head]


def _conclusion(report: Report) -> str:
    if not report.is_well:
        return "The studio cannot go live until what is MISSING is there."
    if any(finding.health is Health.LIMITED for finding in report.findings):
        return "The studio can go live; what is limited will not work until it is mended."
    return "The studio has everything it needs."
