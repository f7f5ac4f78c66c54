"""One browser watches the wide picture while a phone held upright gets the other by itself."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from studio.core.edits import ChangeSecondCanvas
from studio.core.messages.requests import ApplyEdit, SwitchScene
from studio.core.scene import Canvas
from tests.support.browser import Browser
from tests.support.studio import RunningStudio

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(180)]

_SIZE = (
    "() => { const v = document.getElementById('video'); return [v.videoWidth, v.videoHeight]; }"
)
_HAS_SIZE = f"([wide, high]) => {{ const [w, h] = ({_SIZE})(); return w === wide && h === high; }}"


def _wait_for_size(page: Page, width_px: int, height_px: int) -> None:
    page.wait_for_function(_HAS_SIZE, arg=[width_px, height_px], timeout=30_000)


def test_each_gets_the_picture_of_their_shape(tmp_path: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with RunningStudio(tmp_path / "data", "--demo") as studio, Browser() as browser:
        desk = browser.open(studio.viewer_url, viewport={"width": 1280, "height": 720})
        held = browser.open(studio.viewer_url, **phone)
        _wait_for_size(desk, 1280, 720)
        _wait_for_size(held, 1280, 720)  # there is no other yet
        studio.ask(ApplyEdit(ChangeSecondCanvas(Canvas(720, 1280))))
        _wait_for_size(held, 720, 1280)
        asking = browser.open(f"{studio.viewer_url}?canvas=upright")
        _wait_for_size(asking, 720, 1280)
        studio.ask(SwitchScene("demo-close-up"))
        held.set_viewport_size({"width": 844, "height": 390})  # turned on its side
        _wait_for_size(held, 1280, 720)
        _wait_for_size(desk, 1280, 720)
        stats = studio.snapshot().stats
        assert stats.second.rendered > 0
        assert len(stats.viewers) == 3
