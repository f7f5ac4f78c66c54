"""A whole evening: from the first start over rehearsal, show, trouble and replay to the end.

Everything is real: window, hub and engine, a phone and a viewer in Chromium, Janus, nginx-rtmp.
What counts is what a person sees: words in the window, colours in the picture, files afterwards.
"""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QSlider

from studio.ui.streamer.log_dialog import LogDialog
from studio.ui.words import tr
from tests.support.browser import Browser, Viewer
from tests.support.evening import Evening, numbers_in, sees_phone, sounds_in
from tests.support.hand import says
from tests.support.janus import JANUS, janus
from tests.support.network_relay import Line
from tests.support.network_trouble import NetworkTrouble, why_not
from tests.support.newcomer import newcomer
from tests.support.servers import NginxRtmp

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.qt,
    pytest.mark.timeout(400),
    pytest.mark.skipif(not JANUS.exists(), reason="needs Janus, which not all have"),
]

_SHOP = "Evening shop"
_MEASURE_S = 60.0
_BAD_LINE = Line(loss=0.05, delay_ms=30, jitter_ms=10)


@pytest.fixture
def evening(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Evening]:
    (tmp_path / "rtmp").mkdir()
    with ExitStack() as stack:
        # Where it can be had, phone and viewer live at the other end of a line that is spoilt.
        network = stack.enter_context(NetworkTrouble()) if not why_not() else None
        room = stack.enter_context(janus(tmp_path / "janus"))
        rtmp = stack.enter_context(NginxRtmp(tmp_path / "rtmp"))
        person = stack.enter_context(newcomer(qapp, tmp_path, monkeypatch))
        if network is not None:
            network.open_tunnel(person.viewer_port)
        chromium = (network.browser(tmp_path),) if network is not None else ()
        browser = stack.enter_context(Browser(*chromium, has_fake_devices=True))
        yield Evening(person, browser, rtmp, room, network)


def test_a_whole_evening(evening: Evening) -> None:
    set_up_for_the_first_time(evening)
    make_a_scene(evening)
    phone = let_a_phone_in(evening)
    name_the_servers(evening)
    viewer = rehearse(evening)
    go_live(evening, viewer, phone)
    have_trouble(evening, viewer)
    play_it_again(evening, viewer)
    end_the_show(evening, viewer, phone)
    read_the_log(evening)
    leave(evening)
    look_at_the_files(evening)


def set_up_for_the_first_time(evening: Evening) -> None:
    hand = evening.hand
    wizard = hand.dialog(tr("first_title"))
    assert says(wizard, tr("first_welcome_title"))
    for page in ("camera", "microphone", "screen", "machine"):
        hand.press(wizard, tr("first_on"))
        hand.until(lambda page=page: says(wizard, tr(f"first_{page}_title")), f"page {page}")  # type: ignore[misc]
    begin, end = tr("first_disk").split("{speed}")[0], tr("first_advice").rpartition("{bitrate}")[2]
    hand.until(lambda: says(wizard, begin) and says(wizard, end), "it was measured", _MEASURE_S)
    hand.key(wizard, "Return")  # on, by the keyboard
    hand.fill(hand.find(wizard, QLineEdit), _SHOP)
    hand.press(wizard, tr("first_own"))
    shop = evening.person.window.header.shop
    hand.until(lambda: shop.accessibleName() == _SHOP, "the first show is open")
    assert tr("first_host") in evening.rows()
    evening.state_is("state_off")


def make_a_scene(evening: Evening) -> None:
    hand, window = evening.hand, evening.person.window
    count = len(evening.rows())
    evening.press("add_scene")
    hand.until(lambda: len(evening.rows()) == count + 1, "the new scene")
    window.scenes.list.setFocus()
    evening.key("F2")
    line = hand.find(window.scenes.list, QLineEdit)
    hand.type(line, "Tonight")
    hand.key(window, "Return")
    hand.until(lambda: evening.rows()[-1] == "Tonight", "its name")

    hand.choose(window, tr("add_layer"), tr("kind_text"))
    dialog = hand.dialog(tr("add_kind", kind=tr("kind_text")))
    hand.fill(hand.find(dialog, QLineEdit, tr("name")), "Price")
    hand.press(dialog, tr("add"))
    hand.until(lambda: says(window.layers, "Price"), "the layer in its list")
    drag_the_words(evening)

    evening.key("Ctrl+K")  # the rest by the keyboard alone
    palette = hand.find(window, QDialog, tr("find_command"))
    line = hand.find(palette, QLineEdit)
    hand.type(line, tr("add_kind", kind=tr("kind_colour")))
    hand.key(palette, "Return")
    dialog = hand.dialog(tr("add_kind", kind=tr("kind_colour")))
    hand.key(dialog, "Return")
    hand.until(lambda: says(window.layers, tr("kind_colour")), "the ground in the list")


def drag_the_words(evening: Evening) -> None:
    hand, view = evening.hand, evening.person.window.preview
    hand.until(lambda: len(view.hands.selected()) == 1, "the new layer is selected")
    before = view.hands.selected()[0]
    frame = view.hands.contents.frame(before)
    start = QPoint(*map(round, view.viewport.to_widget(frame.x, frame.y)))
    hand.drag(view, start, start + QPoint(0, -120))
    hand.until(lambda: view.hands.selected()[0].box.y < before.box.y - 0.05, "it was moved up")
    moved = view.hands.selected()[0].box
    view.setFocus()
    evening.key("Ctrl+Z")
    hand.until(lambda: view.hands.selected()[0].box == before.box, "it is back")
    evening.key("Ctrl+Shift+Z")
    hand.until(lambda: view.hands.selected()[0].box == moved, "and up again")


def let_a_phone_in(evening: Evening) -> Page:
    hand = evening.hand
    hand.choose(evening.person.window, tr("add_layer"), tr("kind_guest"))
    dialog = hand.dialog(tr("phones"))
    hand.press(dialog, tr("guest_make"))
    hand.press(dialog, tr("guest_copy"))
    address = QGuiApplication.clipboard().text()
    page = evening.browser.open(address, viewport={"width": 390, "height": 780})
    has_phase(evening, page, "hello")
    page.locator("#act").click()
    has_phase(evening, page, "connected")
    hand.until(lambda: says(dialog, tr("guest_state_connected")), "the dialog knows the phone")
    hand.key(dialog, "Escape")
    hand.until(evening.shows_phone, "the phone's picture in the programme")
    return page


def has_phase(evening: Evening, page: Page, phase: str) -> None:
    evening.hand.until(
        lambda: page.locator("body").get_attribute("data-phase") == phase, f"the phone is {phase}"
    )


def name_the_servers(evening: Evening) -> None:
    hand, window = evening.hand, evening.person.window
    hand.tab(window, tr("servers"))
    servers = (("Janus", evening.janus.url, "a-token"), ("nginx", evening.rtmp.url, "evening"))
    for name, address, key in servers:
        evening.press("server_add")
        dialog = hand.dialog(tr("server_add"))
        services = hand.find(dialog, QComboBox, tr("server_service"))
        services.setFocus()
        hand.key(dialog, "End")
        assert services.currentText() == tr("server_custom")
        for words, text in (("server_name", name), ("server_address", address)):
            hand.fill(hand.find(dialog, QLineEdit, tr(words)), text)
        hand.fill(hand.find(dialog, QLineEdit, tr("server_key")), key)
        hand.press(dialog, tr("save"))
        hand.until(lambda name=name: says(window.servers, name), f"{name} in the list")  # type: ignore[misc]


def rehearse(evening: Evening) -> Viewer:
    hand, window = evening.hand, evening.person.window
    evening.press("rehearse")
    evening.state_is("state_rehearsal")
    evening.reads(tr("rehearsal_note"))
    hand.tab(window, tr("audience"))
    viewer = evening.browser.watch(hand.find(window, QLineEdit, tr("viewer_address")).text())
    body = viewer.page.locator("body")
    hand.until(lambda: body.get_attribute("data-state") == "waiting", "the page waits")
    hand.until(evening.shows_phone, "the rehearsal is seen here")
    assert viewer.numbers() == []
    assert evening.janus.recorded_bytes() == {"audio": 0, "video": 0}
    assert evening.rtmp.recordings() == []
    return viewer


def go_live(evening: Evening, viewer: Viewer, phone: Page) -> None:
    hand = evening.hand
    evening.skipped = evening.skipped_now()
    evening.key("Ctrl+R")
    evening.reads(tr("recording").partition("{")[0])
    evening.press("go_live")
    evening.state_is("state_live")
    air = phone.locator("body")
    hand.until(lambda: air.get_attribute("data-air") == "seen", "the phone says that it is seen")
    hand.until(lambda: len(viewer.numbers()) > 20, "the viewer sees pictures")
    hand.until(lambda: sees_phone(viewer), "the viewer sees the phone")
    hand.until(lambda: min(evening.janus.recorded_bytes().values()) > 3000, "Janus gets both")
    hand.until(lambda: evening.rtmp_bytes() > 30_000, "nginx gets the show")
    hand.tab(evening.person.window, tr("servers"))
    rows = evening.person.window.servers.rows
    hand.until(lambda: all(says(row, "Mb/s") for row in rows), "both servers' rates")
    evening.reads(tr("watching", count=1))


def have_trouble(evening: Evening, viewer: Viewer) -> None:
    hand = evening.hand
    if evening.network is not None:
        evening.network.set(_BAD_LINE)
    evening.rtmp.stop()
    evening.state_is("state_reconnecting")
    evening.reads(tr("away_target", name="nginx"))
    seen, room = len(viewer.numbers()), evening.janus.recorded_bytes()["video"]
    hand.until(lambda: len(viewer.numbers()) > seen + 20, "the viewer sees on")
    hand.until(lambda: evening.janus.recorded_bytes()["video"] > room, "Janus gets on")
    before = len(evening.rtmp.recordings())
    evening.rtmp.start()
    evening.state_is("state_live")
    hand.until(lambda: len(evening.rtmp.recordings()) > before, "nginx is sent to again")
    hand.until(lambda: evening.rtmp_bytes() > 30_000, "and gets the show")
    if evening.network is not None:
        evening.network.set(Line())


def play_it_again(evening: Evening, viewer: Viewer) -> None:
    hand, window = evening.hand, evening.person.window
    evening.key(f"Ctrl+{len(evening.rows()) - 1}")
    hand.until(lambda: not evening.shows_phone(), "the pause scene is on")
    hand.until(lambda: not sees_phone(viewer), "the viewer sees the pause scene")
    evening.key("Ctrl+Shift+R")
    hand.until(lambda: len(evening.replays) == 1, "the replay is a file")
    evening.reads(evening.replays[0].name)
    evening.key("Ctrl+Shift+I")
    evening.press("play_pause")  # it waits at its beginning for whoever looks late
    place = hand.find(window, QSlider, tr("position"))
    place.setFocus()
    evening.key("Home")
    hand.until(lambda: sees_phone(viewer), "the viewer sees what just happened")
    evening.press("replay_back")
    hand.until(lambda: not place.isVisible(), "back to the show")
    hand.until(lambda: not sees_phone(viewer), "the viewer is back as well")


def end_the_show(evening: Evening, viewer: Viewer, phone: Page) -> None:
    hand, window = evening.hand, evening.person.window
    hand.answer(tr("end_show"))
    evening.press("end_show")
    evening.state_is("state_ended")
    body = viewer.page.locator("body")
    hand.until(lambda: body.get_attribute("data-state") == "ended", "the page says that it is over")
    has_phase(evening, phone, "expired")
    hand.until(lambda: evening.janus.ended == 1, "Janus was told the end")
    evening.press("stop_recording")
    hand.find(window, type(window.header.record), tr("record"))
    hand.until(lambda: len(evening.recordings) == 1, "the recording is whole")


def read_the_log(evening: Evening) -> None:
    hand, window = evening.hand, evening.person.window
    evening.key("Ctrl+H")
    dialog = hand.find(window, LogDialog)
    ended = tr("log_state_ended")
    hand.until(lambda: any(ended in line for line in dialog.lines), "the log is there")
    expected = [
        tr("log_state_rehearsal"),
        tr("log_state_live"),
        tr("log_server_live", name="nginx"),
        tr("log_server_reconnecting", name="nginx", reason=""),
        tr("log_server_live", name="nginx"),
        tr("log_scene", scene=tr("first_pause")),
        ended,
    ]
    lines = iter(dialog.lines)
    for words in expected:
        assert any(words in line for line in lines), (words, dialog.lines)
    dialog.close()


def leave(evening: Evening) -> None:
    hand, person = evening.hand, evening.person
    evening.skipped = evening.skipped_now() - evening.skipped
    person.window.close()
    hand.until(lambda: person.has_left, "the program ends")
    hand.until(lambda: person.processes() == [], "no process is left")
    assert person.faults() == []


def look_at_the_files(evening: Evening) -> None:
    """The recording goes from rehearsal to end without a gap; what went away came as a film."""
    (recording,) = evening.recordings
    numbers, sounds = numbers_in(recording), sounds_in(recording)
    assert numbers == sorted(set(numbers))
    missing = numbers[-1] - numbers[0] + 1 - len(numbers)
    assert missing <= evening.skipped, f"{missing} missing, {evening.skipped} were not made"
    assert len(sounds) > 100
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(sounds))
    for film in (*evening.replays, *evening.rtmp.recordings()):
        assert len(numbers_in(film)) > 10
