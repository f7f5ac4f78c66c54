"""A stranger's browser watches: order, sound, late joiners, and a hub that dies meanwhile."""

import os
import signal
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.core.messages.requests import EndShow, PauseShow, StartShow, SwitchScene
from studio.core.status import ShowState
from tests.support.browser import Browser
from tests.support.nothing_lost import assert_nothing_lost
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    with RunningStudio(tmp_path_factory.mktemp("studio"), "--demo", "--timecode") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


def test_pictures_decode_in_order_and_soon(studio: RunningStudio, browser: Browser) -> None:
    before = studio.skipped()
    viewer = browser.watch(studio.viewer_url)
    pictures = viewer.wait_for_pictures(60)
    assert len(viewer.numbers()) >= 60
    assert_nothing_lost(viewer, studio, before)
    assert 0 < statistics.median(picture.delay_ms for picture in pictures) < 5000


def test_sound_is_heard_after_one_tap(studio: RunningStudio, browser: Browser) -> None:
    studio.ask(SwitchScene("demo-break"))
    viewer = browser.watch(studio.viewer_url)
    viewer.wait_for_pictures(10)
    viewer.page.locator("#soundAct").click()
    assert viewer.page.evaluate("() => document.getElementById('video').muted") is False
    heard: list[float] = []

    def hears_beep(_viewer: object) -> bool:
        hz, level_db = viewer.loudest_hz()
        if level_db > -60:
            heard.append(hz)
        return any(abs(hz - 1000) < 15 for hz in heard)

    viewer.wait_for(hears_beep, 15)


def test_a_late_viewer_sees_the_same_show(studio: RunningStudio, browser: Browser) -> None:
    before = studio.skipped()
    first = browser.watch(studio.viewer_url)
    first.wait_for_pictures(30)
    second = browser.watch(studio.viewer_url)
    second.wait_for_pictures(30)
    first.wait_for_pictures(1)
    for viewer in (first, second):
        assert_nothing_lost(viewer, studio, before)
    assert abs(first.numbers()[-1] - second.numbers()[-1]) < 60
    assert len(studio.snapshot().stats.viewers) >= 2


def test_the_page_says_what_the_show_does(studio: RunningStudio, browser: Browser) -> None:
    viewer = browser.watch(studio.viewer_url)
    viewer.wait_for_pictures(10)
    body = viewer.page.locator("body")
    studio.ask(PauseShow())
    viewer.wait_for(lambda _: body.get_attribute("data-state") == "paused", 5)
    studio.ask(PauseShow(is_paused=False))
    viewer.wait_for(lambda _: body.get_attribute("data-state") == "live", 5)
    studio.ask(EndShow())
    viewer.wait_for(lambda _: body.get_attribute("data-state") == "ended", 5)
    assert viewer.page.locator("#headline").inner_text() == "The show has ended"
    studio.ask(StartShow())
    viewer.wait_for(lambda _: body.get_attribute("data-state") == "live", 15)


def test_the_hub_dies_and_nobody_who_watches_notices(
    studio: RunningStudio, browser: Browser
) -> None:
    skipped_before = studio.skipped()
    viewer = browser.watch(studio.viewer_url)
    viewer.wait_for_pictures(30)
    before, engine = studio.hub(), studio.engine()
    count = len(viewer.numbers())
    os.kill(before.pid, signal.SIGKILL)
    viewer.wait_for(lambda _: studio.hub().pid != before.pid, 20)
    viewer.wait_for_pictures(60)
    assert_nothing_lost(viewer, studio, skipped_before)
    assert len(viewer.numbers()) >= count + 60
    after = studio.hub()
    assert (after.viewer_url, after.control_url) == (before.viewer_url, before.control_url)
    assert studio.engine().pid == engine.pid
    assert studio.snapshot().state is ShowState.LIVE
    note = viewer.page.locator("#note")
    viewer.wait_for(lambda _: note.inner_text() == "", 10)
    late = browser.watch(studio.viewer_url)
    assert late.wait_for_pictures(30)


def test_the_page_keeps_its_policy(studio: RunningStudio, browser: Browser) -> None:
    page = browser.open(studio.viewer_url)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.reload()
    page.wait_for_timeout(1500)
    assert [text for text in errors if "Content Security Policy" in text] == []


def test_a_damaged_offer_disturbs_nobody(studio: RunningStudio, browser: Browser) -> None:
    before = studio.skipped()
    viewer = browser.watch(studio.viewer_url)
    viewer.wait_for_pictures(20)
    answer = viewer.page.evaluate(
        """async () => {
          const answer = await fetch('/whep', {method: 'POST',
            headers: {'Content-Type': 'application/sdp'}, body: 'v=0\\r\\nnonsense'});
          return [answer.status, await answer.text()];
        }"""
    )
    assert answer[0] == 400
    assert "SDP" in answer[1]
    viewer.wait_for_pictures(20)
    assert_nothing_lost(viewer, studio, before)


def test_no_secret_reaches_a_log(studio: RunningStudio, tmp_path: Path) -> None:
    logs = studio.logs()
    assert studio.hub().token not in logs
    assert studio.engine().authkey not in logs
