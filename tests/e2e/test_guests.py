"""A real browser sends its camera to a running studio, and a real viewer sees it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page

from studio.core.edits import AddLayer
from studio.core.guests import GuestLifetime, GuestLink, GuestState
from studio.core.messages.requests import (
    ApplyEdit,
    CreateGuestLink,
    EndShow,
    RevokeGuestLink,
    SetSettings,
    StartShow,
)
from studio.core.messages.results import GuestLinkCreated
from studio.core.scene import Layer, Source
from studio.core.settings import PhoneSettings
from studio.core.sources import GuestSettings
from studio.core.status import SourceState
from tests.support.browser import Browser
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

_PATIENCE_S = 30.0
_MIDDLE_JS = """() => {
  const video = document.getElementById('video');
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d');
  const { videoWidth: width, videoHeight: height } = video;
  context.drawImage(video, width * 0.3, height * 0.2, 8, 8, 0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStudio]:
    with RunningStudio(tmp_path_factory.mktemp("studio"), "--demo") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser(has_fake_devices=True) as running:
        yield running


def invited(studio: RunningStudio, name: str = "Phone") -> GuestLinkCreated:
    """A link, with a layer over the whole scene that shows what it brings."""
    made = studio.ask(CreateGuestLink(name, GuestLifetime.HOUR))
    assert isinstance(made, GuestLinkCreated)
    scene = studio.snapshot().show.current_scene
    source_id = f"source-{made.link.id}"
    layer = Layer(f"layer-{made.link.id}", name, source_id)
    source = Source(source_id, name, GuestSettings(made.link.id))
    studio.ask(ApplyEdit(AddLayer(scene.id, layer, source)))
    return made


def phase_is(page: Page, phase: str) -> None:
    page.wait_for_function(
        "(phase) => document.body.dataset.phase === phase", arg=phase, timeout=30_000
    )


def start(page: Page) -> None:
    phase_is(page, "hello")
    page.locator("#act").click()
    phase_is(page, "connected")


def state_of(studio: RunningStudio, link: GuestLink) -> GuestState:
    return next(one.state for one in studio.snapshot().guests.links if one.id == link.id)


def until_state(studio: RunningStudio, link: GuestLink, wanted: GuestState) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while state_of(studio, link) is not wanted:
        assert time.monotonic() < deadline, (state_of(studio, link), wanted)
        time.sleep(0.2)


def test_a_phone_is_seen_by_viewers_and_put_out_again(
    studio: RunningStudio, browser: Browser
) -> None:
    made = invited(studio)
    problems: list[str] = []
    page = browser.open("about:blank", viewport={"width": 390, "height": 780}, locale="en-GB")
    page.on("console", lambda message: problems.append(message.text))
    page.goto(made.url)
    assert "#" not in page.url, "the token does not stay in the address"
    start(page)
    viewer = browser.open(studio.viewer_url)

    def is_green() -> bool:
        red, green, blue = viewer.evaluate(_MIDDLE_JS)
        return bool(green > red + 60 and green > blue + 60)  # the fake camera's own colour

    deadline = time.monotonic() + _PATIENCE_S
    while not is_green():
        assert time.monotonic() < deadline, "the phone's picture is not seen"
        viewer.wait_for_timeout(200)
    until_state(studio, made.link, GuestState.ON_AIR)
    page.wait_for_function("() => document.body.dataset.air === 'seen'", timeout=30_000)
    assert page.locator("#badge").inner_text() == "ON AIR"
    (guest,) = studio.snapshot().stats.guests
    assert guest.width_px >= 320
    assert [text for text in problems if "Content Security Policy" in text] == []
    put_out(studio, page, made)


def put_out(studio: RunningStudio, page: Page, made: GuestLinkCreated) -> None:
    """Withdraw the link: the page, the layer and the list say so, and the log never the token."""
    studio.ask(RevokeGuestLink(made.link.id))
    phase_is(page, "revoked")
    until_state(studio, made.link, GuestState.REVOKED)
    sources = {one.source_id: one for one in studio.snapshot().stats.sources}
    status = sources[f"source-{made.link.id}"]
    assert (status.state, status.reason) == (
        SourceState.RETRYING,
        "the guest link was withdrawn",
    )
    page.reload()
    phase_is(page, "revoked")
    assert made.url.partition("#")[2] not in studio.logs()


def test_the_same_link_elsewhere_takes_over(studio: RunningStudio, browser: Browser) -> None:
    made = invited(studio, "Two phones")
    first = browser.open(made.url)
    start(first)
    second = browser.open(made.url)
    start(second)
    phase_is(first, "replaced")
    phase_is(second, "connected")
    second.locator("#leave").click()
    phase_is(second, "left")
    until_state(studio, made.link, GuestState.WAITING)


def test_a_link_for_the_show_ends_with_it(studio: RunningStudio, browser: Browser) -> None:
    made = studio.ask(CreateGuestLink("Tonight", GuestLifetime.SHOW))
    assert isinstance(made, GuestLinkCreated)
    page = browser.open(made.url)
    start(page)
    studio.ask(EndShow())
    phase_is(page, "expired")
    until_state(studio, made.link, GuestState.EXPIRED)
    studio.ask(StartShow())


def test_a_wrong_code_and_no_code_are_said(studio: RunningStudio, browser: Browser) -> None:
    base = studio.snapshot().guests.page_url
    phase_is(browser.open(f"{base}#wrong"), "unknown")
    phase_is(browser.open(base), "noLink")


def test_on_the_network_it_is_https_and_another_whip_client_comes_in(
    studio: RunningStudio, browser: Browser, tmp_path: Path
) -> None:
    settings = studio.snapshot().settings
    phones = PhoneSettings(is_allowed=True, port=0)
    studio.ask(SetSettings(msgspec.structs.replace(settings, phones=phones)))
    deadline = time.monotonic() + _PATIENCE_S
    while not studio.snapshot().guests.is_on_network:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    made = invited(studio, "By HTTPS")
    assert made.url.startswith("https://")
    page = browser.open(made.url, ignore_https_errors=True)
    start(page)
    until_state(studio, made.link, GuestState.ON_AIR)

    other = invited(studio, "FFmpeg")
    whip = studio.viewer_url + "whip"
    token = other.url.partition("#")[2]
    # In a process of its own: FFmpeg's muxer holds the interpreter while it connects.
    sender = subprocess.Popen(
        [sys.executable, str(Path(__file__).parents[1] / "support" / "whip_push.py"), whip],
        stdin=subprocess.PIPE,
        cwd=tmp_path,
    )
    assert sender.stdin is not None
    sender.stdin.write(token.encode() + b"\n")
    sender.stdin.close()
    try:
        until_state(studio, other.link, GuestState.ON_AIR)
        assert len(studio.snapshot().stats.guests) == 2
    finally:
        sender.kill()
        sender.wait(10)
