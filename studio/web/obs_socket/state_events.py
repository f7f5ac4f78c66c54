"""What the studio tells beside changes of the show, as events of obs-websocket."""

from collections.abc import Iterable, Iterator

from studio.core.messages import events as said
from studio.core.status import Meter, RecorderState, RecorderStatus, ShowState, SourceState
from studio.web.obs_socket import volume
from studio.web.obs_socket.book import ON_AIR, Book, Told
from studio.web.obs_socket.codes import Events
from studio.web.obs_socket.show_events import events_of

_STATE = "OBS_WEBSOCKET_OUTPUT_"
_MASTER = "master"


def hear(event: said.Event, book: Book) -> list[Told]:
    """Keep what an event says in the book, and what clients are to hear of it."""
    if isinstance(event, said.ShowChanged):
        return _show(event, book)
    if isinstance(event, said.ShowStateChanged):
        return list(_stream(event, book))
    if isinstance(event, said.RecorderStatusChanged):
        before, book.recorder = book.recorder, event.status
        return list(_recording(before, event.status))
    if isinstance(event, said.StatsReported):
        if book.is_on_air:
            book.sent_bytes += event.stats.encoder.actual_bps // 8  # it comes once a second
        book.stats = event.stats
        book.recorder = event.stats.recorder
    elif isinstance(event, said.PreviewMoved):
        book.preview = event.preview
    elif isinstance(event, said.SettingsChanged):
        return list(_settings(event, book))
    elif isinstance(event, said.SourceStatusChanged):
        return list(_source(event, book))
    return []


def _show(event: said.ShowChanged, book: Book) -> list[Told]:
    before = book.show if book.is_ready else None
    book.take_show(event.show)
    return events_of(before, event.show, book) if before is not None else []


def _stream(event: said.ShowStateChanged, book: Book) -> Iterator[Told]:
    was_on_air = book.is_on_air
    book.state, book.started_wall_ms = event.state, event.started_wall_ms
    word = ""
    if event.state is ShowState.STARTING:
        book.sent_bytes, book.frames_at_start = 0, book.stats.frames.rendered
        word = "STARTING"
    elif event.state is ShowState.LIVE:
        word = "STARTED"
    elif event.state is ShowState.ENDING and was_on_air:
        word = "STOPPING"
    elif event.state is ShowState.ENDED:
        word = "STOPPED"
    if word:
        data = {"outputActive": event.state in ON_AIR, "outputState": f"{_STATE}{word}"}
        yield Told(Events.OUTPUTS, "StreamStateChanged", data)


def _recording(before: RecorderStatus, after: RecorderStatus) -> Iterator[Told]:
    if before.state is after.state:
        return
    words = {
        RecorderState.RECORDING: "STARTED",
        RecorderState.FINISHING: "STOPPING",
        RecorderState.OFF: "STOPPED",
        RecorderState.FAILED: "STOPPED",
    }
    is_active = after.state is RecorderState.RECORDING
    if is_active:
        starting = {"outputActive": False, "outputState": f"{_STATE}STARTING", "outputPath": None}
        yield Told(Events.OUTPUTS, "RecordStateChanged", starting)
    data = {
        "outputActive": is_active,
        "outputState": f"{_STATE}{words[after.state]}",
        "outputPath": after.path or before.path or None,
    }
    yield Told(Events.OUTPUTS, "RecordStateChanged", data)


def _settings(event: said.SettingsChanged, book: Book) -> Iterator[Told]:
    had = bool(book.settings.recording.replay_s)
    book.settings = event.settings
    has = bool(event.settings.recording.replay_s)
    if had != has:
        word = "STARTED" if has else "STOPPED"
        data = {"outputActive": has, "outputState": f"{_STATE}{word}"}
        yield Told(Events.OUTPUTS, "ReplayBufferStateChanged", data)


def _source(event: said.SourceStatusChanged, book: Book) -> Iterator[Told]:
    status = event.status
    if not status.duration_s or not book.is_ready:
        return
    data = dict(book.names.input(status.source_id))
    if status.state is SourceState.ENDED:
        yield Told(Events.MEDIA_INPUTS, "MediaInputPlaybackEnded", data)
    elif status.state is SourceState.RUNNING:
        yield Told(Events.MEDIA_INPUTS, "MediaInputPlaybackStarted", data)


def meters_of(meters: Iterable[Meter], book: Book) -> Told:
    """Levels of all inputs: per channel its loudness, its peak, and its peak before the fader."""
    levels = []
    for meter in meters:
        if meter.source_id == _MASTER or not book.is_ready:
            continue
        loud, peak = volume.level_mul(meter.rms_db), volume.level_mul(meter.peak_db)
        channel = [round(loud, 6), round(peak, 6), round(peak, 6)]
        levels.append({**book.names.input(meter.source_id), "inputLevelsMul": [channel, channel]})
    return Told(Events.VOLUME_METERS, "InputVolumeMeters", {"inputs": levels})
