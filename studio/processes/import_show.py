"""`hawker import`: a show of another studio becomes the show of a data folder."""

import os
import tempfile
import time
from pathlib import Path

import msgspec

from studio.core.errors import BadInputError, UnavailableError
from studio.core.files import write_atomically
from studio.core.imports import Imported, Note, ProfileVideo, import_file
from studio.core.imports.build import canvas_of
from studio.core.imports.picture_size import HEAD_BYTES, picture_size
from studio.core.imports.placing import Size
from studio.core.imports.reading import MOST_BYTES
from studio.core.imports.report import Notebook
from studio.core.paths import SETTINGS_FILE, SHOW_FILE, runtime_dir_of
from studio.core.running import EngineCard, read_live_card
from studio.core.scene import Show
from studio.core.settings import Settings
from studio.core.settings_file import load_settings, save_settings
from studio.engine.show_file import load_show, save_show
from studio.processes.launch import find_hub


class ImportReport(msgspec.Struct, frozen=True):
    """What was done, for programs. Empty paths: that file was not written or not there before."""

    show: str
    kept_show: str
    settings: str
    scenes: int
    sources: int
    notes: tuple[Note, ...]


def import_show(
    file: Path, data_dir: Path, *, profile: Path | None = None, is_json: bool = False
) -> int:
    """Import the file, print the report; 0. Raises StudioError when nothing is changed."""
    _refuse_while_running(data_dir)
    video: ProfileVideo | None = None
    notes: tuple[Note, ...] = ()
    if profile is not None:
        read = import_file(str(profile), bytes_of(profile))
        if read.video is None:
            raise BadInputError("this is no profile of OBS Studio", str(profile))
        video, notes = read.video, read.report
    found = import_file(str(file), bytes_of(file), video, size_of)
    found = Imported(found.show, (*notes, *found.report), found.video or video)
    report = _written(found, data_dir)
    print(_as_json(report) if is_json else _as_text(report))
    return 0


def _refuse_while_running(data_dir: Path) -> None:
    engine = read_live_card(runtime_dir_of(data_dir), EngineCard)
    if find_hub(data_dir) is not None or engine is not None:
        raise UnavailableError("a studio runs on this folder; end it first", str(data_dir))


def bytes_of(file: Path) -> bytes:
    """At most a little more than an import would read."""
    try:
        with file.open("rb") as held:
            return held.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnavailableError(f"the file cannot be read: {error.strerror}", str(file)) from error


def size_of(path: str) -> Size | None:
    """How large a picture on this computer is; files of other computers are not asked for."""
    if path.startswith(("\\\\", "//")) or not os.path.isfile(path):
        return None
    try:
        with open(path, "rb") as held:
            return picture_size(held.read(HEAD_BYTES))
    except (OSError, ValueError):
        return None


def _written(found: Imported, data_dir: Path) -> ImportReport:
    path, settings_path = data_dir / SHOW_FILE, data_dir / SETTINGS_FILE
    show, notes = found.show, found.report
    settings = _settings(found.video, settings_path)
    if show is None and path.exists():
        show = load_show(path)  # a profile gives the show that is there its canvas
    if show is not None and found.video is not None:
        notebook = Notebook()
        show = _on_canvas(show, found.video, notebook)
        notes = (*notes, *notebook.finished())
    if show is None and settings is None:
        raise BadInputError("the profile says nothing that could be carried", str(path))
    kept = ""
    try:
        if show is not None:
            _prove(show, data_dir)
            kept = _keep(path)
            save_show(path, show)
        if settings is not None:
            save_settings(settings_path, settings)
    except OSError as error:
        raise UnavailableError(f"cannot be written: {error.strerror}", str(data_dir)) from error
    return ImportReport(
        str(path) if show is not None else "",
        kept,
        str(settings_path) if settings is not None else "",
        len(show.scenes) if show is not None else 0,
        len(show.sources) if show is not None else 0,
        notes,
    )


def _prove(show: Show, data_dir: Path) -> None:
    """Write the show elsewhere and read it back: what cannot be opened replaces nothing."""
    with tempfile.TemporaryDirectory(prefix="import-", dir=data_dir) as folder:
        trial = Path(folder) / SHOW_FILE
        save_show(trial, show)
        try:
            load_show(trial)
        except BadInputError as error:
            raise BadInputError(f"the show cannot be kept: {error.what}", show.name) from error


def _on_canvas(show: Show, video: ProfileVideo, notes: Notebook) -> Show:
    """The same show in the profile's output size and rate; fractions keep every layer's place."""
    wide = video.output_width_px or video.base_width_px or show.canvas.width_px
    high = video.output_height_px or video.base_height_px or show.canvas.height_px
    rate_hz = video.rate_hz or show.canvas.rate_hz
    canvas = canvas_of(Size(float(wide), float(high)), notes, rate_hz)
    return msgspec.structs.replace(show, canvas=canvas)


def _settings(video: ProfileVideo | None, path: Path) -> Settings | None:
    """The settings with the profile's bitrate and encoder; None when it says neither."""
    if video is None or not (video.bitrate_bps or video.encoder):
        return None
    settings = load_settings(path)
    changed = msgspec.structs.replace(
        settings.video,
        bitrate_bps=video.bitrate_bps or settings.video.bitrate_bps,
        encoder=video.encoder or settings.video.encoder,
    )
    return msgspec.structs.replace(settings, video=changed)


def _keep(path: Path) -> str:
    """Copy the old show beside itself, with the date in its name; empty when there is none."""
    if not path.exists():
        return ""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    kept = path.with_name(f"{path.stem}.before-import-{stamp}{path.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}.before-import-{stamp}-{number}{path.suffix}")
    write_atomically(kept, path.read_bytes())
    return str(kept)


def _as_json(report: ImportReport) -> str:
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode()


def _as_text(report: ImportReport) -> str:
    lines = []
    if report.show:
        lines.append(
            f"The show is in {report.show}: scenes: {report.scenes}, sources: {report.sources}."
        )
    if report.kept_show:
        lines.append(f"The show that was there is kept as {report.kept_show}.")
    if report.settings:
        lines.append(f"Bitrate and encoder are in {report.settings}.")
    if not report.notes:
        return "\n".join([*lines, "Everything was carried."])
    lines += ["", f"Not as it was ({len(report.notes)}):"]
    lines += [f"  {note.where}: {note.what}." for note in report.notes]
    return "\n".join(lines)
