"""A phone in the same network, on a line that loses and wavers: HTTPS, media, a gap survived."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from studio.core.guests import GuestState
from studio.core.messages.requests import SetSettings
from studio.core.settings import PhoneSettings
from studio.core.status import SourceState, SourceStatus
from tests.e2e.test_guests import invited, start, until_state
from tests.support.browser import Browser
from tests.support.network_relay import Line
from tests.support.network_trouble import NetworkTrouble, why_not
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.timeout(180)]

_PATIENCE_S = 30.0
_POOR = Line(loss=0.05, delay_ms=30, jitter_ms=10)


@pytest.fixture
def network() -> Iterator[NetworkTrouble]:
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with NetworkTrouble() as made:
        yield made


def status_of(studio: RunningStudio, link_id: str) -> SourceStatus:
    sources = studio.snapshot().stats.sources
    return next(one for one in sources if one.source_id == f"source-{link_id}")


def until_more(studio: RunningStudio, link_id: str, count: int) -> None:
    """So many pictures more than now."""
    wanted = status_of(studio, link_id).pictures + count
    deadline = time.monotonic() + _PATIENCE_S
    while status_of(studio, link_id).pictures < wanted:
        assert time.monotonic() < deadline, status_of(studio, link_id)
        time.sleep(0.2)


def test_a_phone_on_a_poor_line_stays_and_comes_back(
    network: NetworkTrouble, tmp_path: Path
) -> None:
    environment = {**os.environ, "HAWKER_LOOPBACK_ONLY": ""}
    with RunningStudio(tmp_path / "data", "--demo", environment=environment) as studio:
        settings = studio.snapshot().settings
        phones = PhoneSettings(is_allowed=True, port=0)
        studio.ask(SetSettings(msgspec.structs.replace(settings, phones=phones)))
        deadline = time.monotonic() + _PATIENCE_S
        while not studio.snapshot().guests.is_on_network:
            assert time.monotonic() < deadline, studio.snapshot().guests
            time.sleep(0.1)
        made = invited(studio)
        assert made.url.startswith("https://10.77.0.1:")
        with Browser(network.browser(tmp_path), has_fake_devices=True) as browser:
            start(browser.open(made.url, ignore_https_errors=True))
            until_state(studio, made.link, GuestState.ON_AIR)
            network.set(_POOR)
            until_more(studio, made.link.id, 100)
            network.set(Line(loss=1.0))
            deadline = time.monotonic() + _PATIENCE_S
            while status_of(studio, made.link.id).state is not SourceState.RETRYING:
                assert time.monotonic() < deadline
                time.sleep(0.2)
            assert "weak" in status_of(studio, made.link.id).reason
            network.set(_POOR)
            until_more(studio, made.link.id, 50)
            assert status_of(studio, made.link.id).state is SourceState.RUNNING
