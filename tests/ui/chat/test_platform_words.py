from datetime import datetime

import pytest

from studio.core.chat import Platform
from studio.core.connectors import ConnectorState, ConnectorStatus
from studio.core.platforms import BilibiliPlatform, IrcPlatform
from studio.ui import words
from studio.ui.chat.platform_words import (
    figures_words,
    platform_name,
    state_words,
    title_of,
    tone_of,
)

_AT_MS = int(datetime(2026, 11, 26, 20, 14).timestamp() * 1000)


def status(state: ConnectorState, **other: int | float) -> ConnectorStatus:
    return ConnectorStatus("i", Platform.IRC, "#clay", state, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_platform_and_state_has_words(language: str) -> None:
    words.choose(language)
    for kind in Platform:
        assert not platform_name(kind).startswith("platform_")
    for state in ConnectorState:
        assert not state_words(status(state), 0).startswith("platform_")
        assert tone_of(state) in ("good", "warning", "quiet")


def test_silence_and_waiting_say_how_long() -> None:
    quiet = status(ConnectorState.SILENT, last_heard_wall_ms=_AT_MS)
    assert state_words(quiet, _AT_MS + 200_000) == "Silent since 20:14"
    trying = status(ConnectorState.RECONNECTING, since_wall_ms=_AT_MS, retry_in_s=8.0)
    assert state_words(trying, _AT_MS + 5_000) == "Again in 3 s"
    assert state_words(trying, _AT_MS + 9_000) == "Reconnecting"


def test_figures_leave_out_what_is_nothing() -> None:
    assert figures_words(status(ConnectorState.OFF)) == ""
    assert figures_words(status(ConnectorState.RECEIVING, received=1)) == "1 messages"
    all_of_it = status(ConnectorState.RECEIVING, received=9, duplicates=1, dropped=2, reconnects=3)
    assert figures_words(all_of_it) == (
        "9 messages · 1 came twice · 2 unreadable · reconnected 3 times"
    )


def test_a_title_names_platform_and_place() -> None:
    place = IrcPlatform(id="i", host="irc.example.org", channel="clay")
    assert title_of(place) == "IRC · #clay · irc.example.org"
    assert title_of(BilibiliPlatform(id="b", title="泥人张")) == "Bilibili · 泥人张"
