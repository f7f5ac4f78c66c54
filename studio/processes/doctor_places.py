"""The doctor's look at the places a show needs: the disk, the viewers' port, the files."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from studio.core.errors import StudioError
from studio.core.findings import DiskFinding, Finding, Health
from studio.core.network import EVERYWHERE
from studio.core.paths import SETTINGS_FILE, SHOW_FILE
from studio.core.settings import Settings
from studio.core.settings_file import load_settings
from studio.processes.launch import find_hub


def look_at_disk(
    settings: Settings, free_bytes: Callable[[Path], int] | None = None
) -> tuple[DiskFinding, Finding]:
    """How long a recording the disk has room for."""
    from studio.engine.outputs.disk import free_bytes_of
    from studio.engine.outputs.recording_names import recordings_folder

    folder = recordings_folder(settings.recording).absolute()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = (free_bytes or free_bytes_of)(there)
    bytes_per_s = (settings.video.bitrate_bps + settings.sound.aac_bps) // 8
    left_s = max(0, free - settings.recording.stop_free_bytes) // bytes_per_s
    disk = DiskFinding(str(folder), free, left_s // 60)
    text = f"room for {left_s // 60} minutes ({free // 1_000_000_000} GB free) in {folder}"
    if not os.access(there, os.W_OK):
        advice = "choose another folder for recordings in the settings"
        return disk, Finding("Disk", "Recordings", Health.LIMITED, f"{there} is read-only", advice)
    if left_s < settings.recording.warn_free_s:
        advice = "free some space, or choose another folder for recordings in the settings"
        return disk, Finding("Disk", "Recordings", Health.LIMITED, text, advice)
    return disk, Finding("Disk", "Recordings", Health.OK, text)


def look_at_ports(data_dir: Path, settings: Settings) -> tuple[Finding, ...]:
    """Whether the viewer page can listen where the settings say, and who can reach it."""
    hub = find_hub(data_dir)
    if hub is not None:
        text = f"the studio runs, and viewers find it at {hub.viewer_url}"
        return (Finding("Ports", "Viewer page", Health.OK, text),)
    host, port = settings.web.listen_host, settings.web.listen_port
    why_not = _why_not_bound(host, port)
    if why_not:
        text = f"{host}:{port} cannot be listened on: {why_not}"
        advice = "hawker serve --listen 127.0.0.1:0 takes a free port; or set another one"
        return (Finding("Ports", "Viewer page", Health.BROKEN, text, advice),)
    reach = "for everyone who can reach this computer"
    if host not in EVERYWHERE:
        reach = f"for viewers who can reach {host}"
    if host in ("127.0.0.1", "localhost", "::1"):
        reach = "for this computer only"
    return (Finding("Ports", "Viewer page", Health.OK, f"{host}:{port} is free, {reach}"),)


def look_at_files(data_dir: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings, and whether settings and show can be read."""
    from studio.engine.show_file import load_show

    settings, findings = Settings(), []
    for name, file in (("Settings", SETTINGS_FILE), ("Show", SHOW_FILE)):
        path = data_dir / file
        if not path.exists():
            findings.append(Finding("Files", name, Health.ABSENT, "none yet; the defaults hold"))
            continue
        try:
            if file == SETTINGS_FILE:
                settings = load_settings(path)
            else:
                load_show(path)
        except StudioError as error:
            advice = "the studio sets it aside and opens an earlier version or the defaults"
            findings.append(Finding("Files", name, Health.LIMITED, str(error), advice))
        else:
            findings.append(Finding("Files", name, Health.OK, str(path)))
    return settings, tuple(findings)


def _why_not_bound(host: str, port: int) -> str:
    try:
        family = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            if sys.platform != "win32":
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
            trial.listen(1)
    except OSError as error:
        return error.strerror or str(error)
    return ""
