"""The journal's entries in the person's language, as lines that can be read, copied and kept."""

import time

from studio.core.journal import LogEntry
from studio.ui.sentences import said
from studio.ui.streamer.recording_words import clock_text
from studio.ui.words import tr

_SENTENCES = frozenset({"text", "advice", "reason"})


def entry_words(entry: LogEntry) -> str:
    """What happened, as a sentence. A setting's name is put into words too."""
    values = {
        name: said(value) if name in _SENTENCES else value for name, value in entry.values.items()
    }
    if entry.word == "log_setting":
        values["name"] = tr(f"setting_{values.get('name', '')}").removeprefix("setting_")
    try:
        words = tr(entry.word, **values)
    except (KeyError, IndexError):  # an entry of another version
        return " ".join([entry.word, *values.values()])
    return words.rstrip(" :：—-")


def wall_time(wall_ms: int) -> str:
    """The time of day, to the second."""
    return time.strftime("%H:%M:%S", time.localtime(wall_ms / 1000))


def date_and_time(wall_ms: int) -> str:
    """Day and time, to the minute."""
    return time.strftime("%Y-%m-%d  %H:%M", time.localtime(wall_ms / 1000))


def show_time(show_ms: int) -> str:
    """Time since the show began; empty when none was on."""
    return clock_text(show_ms / 1000) if show_ms >= 0 else ""


def as_line(entry: LogEntry) -> str:
    """One line of text, columns divided by tabs."""
    return "\t".join((wall_time(entry.wall_ms), show_time(entry.show_ms), entry_words(entry)))
