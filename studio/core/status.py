"""What the engine and the hub say of themselves: states, figures and alarms, as plain data."""

import enum

import msgspec

from studio.core.targets import TargetStatus


class ShowState(enum.Enum):
    """The state of the show that a viewer or a streamer is told."""

    OFF = "off"
    REHEARSAL = "rehearsal"
    STARTING = "starting"
    LIVE = "live"
    PAUSED = "paused"
    ENDING = "ending"
    ENDED = "ended"


class SourceState(enum.Enum):
    """How a source is doing."""

    STARTING = "starting"
    RUNNING = "running"
    RETRYING = "retrying"
    ENDED = "ended"
    UNAVAILABLE = "unavailable"


class Severity(enum.Enum):
    """How loud an alarm is: a note, a limit near, or an act needed now."""

    NOTE = "note"
    WARNING = "warning"
    URGENT = "urgent"


class _Said(msgspec.Struct, frozen=True, rename="camel"):
    """Base of what is sent out; readers ignore fields they do not know."""


class SourceStatus(_Said, frozen=True):
    """One source: its state, why (a sentence, empty when all is well), its size and counts."""

    source_id: str
    state: SourceState
    reason: str = ""
    width_px: int = 0
    height_px: int = 0
    pictures: int = 0
    dropped: int = 0
    drift_ppm: float = 0.0
    position_s: float = 0.0
    duration_s: float = 0.0


class DeviceInfo(_Said, frozen=True):
    """A device with the name that a person knows. ``note`` says what limits it, if anything."""

    id: str
    name: str
    kind: str
    width_px: int = 0
    height_px: int = 0
    note: str = ""


class Meter(_Said, frozen=True):
    """Levels of one strip or of the master (``source_id`` "master"), in dBFS and LUFS."""

    source_id: str
    peak_db: float = -120.0
    rms_db: float = -120.0
    momentary_lufs: float = -120.0
    short_term_lufs: float = -120.0
    integrated_lufs: float = -120.0


class ViewerStatus(_Said, frozen=True):
    """One viewer: loss 0-1, round trip and what their line can take.

    ``rung``: which rendition they get, 0 for the programme itself; see `RenditionStatus`.
    """

    id: str
    connected_s: float = 0.0
    loss: float = 0.0
    round_trip_ms: float = 0.0
    estimate_bps: int = 0
    sent_bps: int = 0
    dropped_frames: int = 0
    key_frame_requests: int = 0
    rung: int = 0


class RenditionStatus(_Said, frozen=True):
    """One rendition besides the programme, for lines that cannot carry the whole."""

    rung: int
    width_px: int
    height_px: int
    rate_hz: int
    target_bps: int = 0
    actual_bps: int = 0


class EncoderStatus(_Said, frozen=True):
    """One rendition's encoder."""

    name: str = ""
    preset: str = ""
    is_hardware: bool = False
    target_bps: int = 0
    actual_bps: int = 0
    encode_p50_ms: float = 0.0
    encode_p99_ms: float = 0.0
    key_frames: int = 0
    fallbacks: int = 0


class RecorderState(enum.Enum):
    """How the recording is doing."""

    OFF = "off"
    RECORDING = "recording"
    FINISHING = "finishing"
    FAILED = "failed"


class RecorderStatus(_Said, frozen=True):
    """The recording and its proof: bytes on disk, and how long ago a segment last decoded."""

    state: RecorderState = RecorderState.OFF
    path: str = ""
    reason: str = ""
    duration_s: float = 0.0
    written_bytes: int = 0
    proven_age_s: float = -1.0
    dropped_packets: int = 0
    disk_free_bytes: int = 0
    disk_left_s: float = -1.0


class FrameCounts(_Said, frozen=True):
    """Programme pictures since the engine started, and how long one takes.

    ``skipped`` counts ticks that no picture was made for and pictures the encoder had no time for.
    """

    rendered: int = 0
    late: int = 0
    skipped: int = 0
    rate_hz: float = 0.0
    compose_p50_ms: float = 0.0
    compose_p99_ms: float = 0.0
    done_p99_ms: float = 0.0


class GuestStatus(_Said, frozen=True):
    """How one connected phone or guest does. ``loss`` 0-1 of the last interval."""

    link_id: str
    connected_s: float = 0.0
    width_px: int = 0
    height_px: int = 0
    rate_hz: float = 0.0
    received_bps: int = 0
    loss: float = 0.0


class EngineStats(_Said, frozen=True):
    """Everything the health bar shows of the engine; sent once a second."""

    frames: FrameCounts = FrameCounts()
    encoder: EncoderStatus = EncoderStatus()
    recorder: RecorderStatus = RecorderStatus()
    viewers: tuple[ViewerStatus, ...] = ()
    sources: tuple[SourceStatus, ...] = ()
    targets: tuple[TargetStatus, ...] = ()
    guests: tuple[GuestStatus, ...] = ()
    cpu_percent: float = 0.0
    preview_skipped: int = 0
    renditions: tuple[RenditionStatus, ...] = ()
    second: FrameCounts = FrameCounts()


class Alarm(_Said, frozen=True):
    """Something a person should know: what, why in words, and what to do."""

    id: str
    severity: Severity
    text: str
    advice: str = ""


class ReplayStatus(_Said, frozen=True):
    """An instant replay: whether it is on air, where it is, and at what speed (1: as it was)."""

    is_on_air: bool = False
    is_paused: bool = False
    speed: float = 1.0
    position_s: float = 0.0
    duration_s: float = 0.0


class PreviewInfo(_Said, frozen=True):
    """Where the preview ring lies: a file to map, and its picture size (BGRA)."""

    path: str = ""
    width_px: int = 0
    height_px: int = 0
