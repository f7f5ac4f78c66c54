import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.core.scene import Canvas
from studio.core.settings import VideoSettings
from studio.core.targets import CanvasChoice, Target
from studio.ui.streamer.server_dialog import Sent, ServerDialog
from tests.support.widgets import cut_words

_MODEST = Sent()
_SHOP = Target("shop", "My shop", "rtmp://shop.example/live")


class Desk:
    """A dialog and what it saved."""

    def __init__(self, parent: QWidget, target: Target | None, sent: Sent = _MODEST) -> None:
        self.saved: list[tuple[Target, str | None]] = []
        self.dialog = ServerDialog(
            *(parent, target, target is not None, sent),
            lambda one, key: self.saved.append((one, key)),
        )
        self.dialog.show()

    def choose(self, service_id: str) -> None:
        box = self.dialog.service
        box.setCurrentIndex(box.findData(service_id))
        box.activated.emit(box.currentIndex())


def test_a_known_service_needs_only_its_key(qtbot: QtBot, parent: QWidget) -> None:
    desk = Desk(parent, None)
    assert desk.dialog.name.text() == "YouTube"
    desk.choose("twitch")
    assert (desk.dialog.name.text(), desk.dialog.address.text()) == (
        "Twitch",
        "rtmp://live.twitch.tv/app",
    )
    desk.dialog.key.setText("  live_12345 ")
    desk.dialog.accept_button.click()
    ((target, key),) = desk.saved
    assert (target.name, target.url, target.is_enabled, key) == (
        *("Twitch", "rtmp://live.twitch.tv/app"),
        *(True, "live_12345"),
    )


def test_the_key_is_never_seen(qtbot: QtBot, parent: QWidget) -> None:
    desk = Desk(parent, _SHOP)
    assert desk.dialog.key.echoMode() is QLineEdit.EchoMode.Password
    assert desk.dialog.key.text() == ""
    assert desk.dialog.key.placeholderText() == "Kept; type to replace it"
    desk.dialog.name.setText("Other name")
    desk.dialog.accept_button.click()
    ((target, key),) = desk.saved
    assert (target.id, target.name, key) == ("shop", "Other name", None)


def test_ones_own_server_is_typed_in(qtbot: QtBot, parent: QWidget) -> None:
    desk = Desk(parent, None)
    desk.choose("")
    assert desk.dialog.address.text() == ""
    assert not desk.dialog.accept_button.isEnabled()
    desk.dialog.address.setText("shop.example")
    assert "must begin with" in desk.dialog.note.text()
    assert not desk.dialog.accept_button.isEnabled()
    desk.dialog.address.setText("srt://shop.example:9000")
    assert desk.dialog.accept_button.isEnabled()
    assert "encrypted" in desk.dialog.note.text()
    desk.dialog.accept_button.click()
    assert desk.saved[0][0].name == "Server"


def test_a_service_that_takes_less_is_said_with_what_to_do(qtbot: QtBot, parent: QWidget) -> None:
    video = VideoSettings(bitrate_bps=8_000_000, key_frame_interval_s=3.0)
    desk = Desk(parent, None, Sent(video, Canvas(2560, 1440, 60)))
    assert "encrypted" in desk.dialog.note.text()
    desk.choose("twitch")
    bitrate, size, key_frame = desk.dialog.note.text().split("\n")
    assert bitrate == (
        "Twitch takes at most 6000 kb/s; the show is sent at 8000 kb/s. "
        "Lower the bitrate in Settings, Picture."
    )
    assert "1920 px" in size
    assert "every 2 s" in key_frame
    assert desk.dialog.accept_button.isEnabled()


def test_a_service_with_an_address_for_each_channel_says_where_to_get_it(
    qtbot: QtBot, parent: QWidget
) -> None:
    desk = Desk(parent, None)
    desk.choose("tiktok")
    assert (desk.dialog.name.text(), desk.dialog.address.text()) == ("TikTok", "")
    assert desk.dialog.address.placeholderText() == "TikTok gives you this with your key"
    assert not desk.dialog.accept_button.isEnabled()
    desk.choose("")
    assert desk.dialog.address.placeholderText().startswith("rtmp://")


def test_all_words_have_room_when_they_become_more(qtbot: QtBot, parent: QWidget) -> None:
    video = VideoSettings(bitrate_bps=8_000_000, key_frame_interval_s=3.0)
    desk = Desk(parent, None, Sent(video, Canvas(2560, 1440, 60), has_others=True))
    before_px = desk.dialog.height()
    desk.choose("twitch")
    note = desk.dialog.note
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()), timeout=30_000)
    qtbot.waitUntil(lambda: desk.dialog.height() > before_px, timeout=30_000)
    desk.choose("tiktok")
    assert "TikTok Shop forbids" in note.text()


def test_a_service_with_a_rule_about_others_says_it_when_there_are_others(
    qtbot: QtBot, parent: QWidget
) -> None:
    for has_others in (False, True):
        desk = Desk(parent, None, Sent(has_others=has_others))
        desk.choose("twitch")
        assert ("chat of other services" in desk.dialog.note.text()) is has_others


@pytest.mark.parametrize("target", [None, _SHOP])
def test_nothing_is_cut(qtbot: QtBot, parent: QWidget, target: Target | None) -> None:
    desk = Desk(parent, target)
    assert cut_words(desk.dialog) == []


def test_a_server_takes_the_canvas_that_was_chosen(qtbot: QtBot, parent: QWidget) -> None:
    alone = Desk(parent, _SHOP)
    assert not alone.dialog.canvas.isEnabled()
    desk = Desk(parent, _SHOP, Sent(second=Canvas(720, 1280)))
    desk.dialog.canvas.setCurrentIndex(1)
    assert desk.dialog.canvas.currentText() == "Upright  720 × 1280"
    desk.dialog.accept_button.click()
    assert desk.saved[0][0].canvas is CanvasChoice.SECOND
    again = Desk(parent, desk.saved[0][0], Sent(second=Canvas(720, 1280)))
    assert again.dialog.target().canvas is CanvasChoice.SECOND
