import msgspec
import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QPlainTextEdit,
    QPushButton,
    QSlider,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from studio.core.edits import AddLayer, ChangeSecondCanvas, LayerChange, PlaceLayers
from studio.core.errors import BadInputError
from studio.core.messages.events import SourceStatusChanged
from studio.core.messages.requests import ApplyEdit, ControlMedia, GetDevices
from studio.core.scene import Box, Canvas, Layer, Placement, Source
from studio.core.sources import CameraSettings, GuestSettings, TextSettings
from studio.core.status import DeviceInfo, SourceState, SourceStatus
from studio.ui.session import Session
from studio.ui.source_form import SourceForm
from studio.ui.streamer.details_panel import DetailsPanel
from studio.ui.streamer.phones_dialog import PhonesDialog
from studio.ui.streamer.several_fields import SeveralFields
from studio.ui.theme import Theme
from studio.ui.widgets.media_bar import MediaBar
from tests.fakes.fake_connection import FakeStudio
from tests.support.widgets import child, texts_of

_PATIENCE_MS = 30_000


@pytest.fixture
def panel(qtbot: QtBot, session: Session, theme: Theme) -> DetailsPanel:
    made = DetailsPanel(session, theme)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    return made


def add(qtbot: QtBot, session: Session, source: Source) -> None:
    layer = Layer(source.id, source.name, source.id)
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        session.edit(AddLayer("one", layer, source))


def test_without_a_layer_it_says_what_to_do(panel: DetailsPanel) -> None:
    assert any("Select a layer" in text for text in texts_of(panel))
    panel.show_layer("film")
    assert not any("Select a layer" in text for text in texts_of(panel))
    panel.show_layer("")
    assert any("Select a layer" in text for text in texts_of(panel))


def test_a_place_is_edited_and_typing_is_one_step_to_undo(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio
) -> None:
    panel.show_layer("film")
    spin = child(panel, QDoubleSpinBox, "Left")
    spin.setValue(10.0)
    spin.setValue(20.0)
    qtbot.waitUntil(lambda: studio.show.scenes[0].layers[1].box.x == 0.2, timeout=_PATIENCE_MS)
    studio.history.undo()
    assert studio.show.scenes[0].layers[1].box.x == 0.0


def test_settings_of_the_source_are_edited(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("words", "Words", TextSettings("Hello")))
    panel.show_layer("words")
    size = child(panel, SourceForm).fields["size_px"]
    assert isinstance(size, QSpinBox)
    size.setValue(90)
    qtbot.waitUntil(
        lambda: (
            studio.show.source("words")
            == Source("words", "Words", TextSettings("Hello", size_px=90))
        ),
        timeout=_PATIENCE_MS,
    )


def test_devices_are_asked_for_when_a_camera_is_shown(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("cam2", "Hands", CameraSettings()))
    studio.devices = (DeviceInfo("/dev/video0", "Desk camera", "camera"),)
    panel.show_layer("cam2")
    assert GetDevices("camera") not in studio.asked[:1]
    qtbot.waitUntil(
        lambda: any(box.findText("Desk camera") >= 0 for box in panel.findChildren(QComboBox)),
        timeout=_PATIENCE_MS,
    )


def test_what_the_engine_refuses_goes_back(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    panel.show_layer("film")
    studio.refusal = BadInputError("this cannot be", "box")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        child(panel, QDoubleSpinBox, "Left").setValue(33.0)
    assert child(panel, QDoubleSpinBox, "Left").value() == 0.0


def test_a_change_from_elsewhere_is_shown_and_not_sent_back(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    panel.show_layer("film")
    before = len(studio.asked)
    layer = msgspec.structs.replace(studio.show.scenes[0].layers[1], opacity=0.5)
    scene = msgspec.structs.replace(
        studio.show.scenes[0],
        layers=(studio.show.scenes[0].layers[0], layer, studio.show.scenes[0].layers[2]),
    )
    studio.history.replace(
        msgspec.structs.replace(studio.show, scenes=(scene, studio.show.scenes[1]))
    )
    with qtbot.waitSignal(session.show_changed, timeout=_PATIENCE_MS):
        studio.tell_show()
    assert child(panel, QSlider, "Opacity").value() == 50
    assert len(studio.asked) == before


def test_a_film_is_paused_and_sought(qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio) -> None:
    panel.show_layer("film")
    bar = child(panel, MediaBar)
    studio.tell(
        SourceStatusChanged(
            SourceStatus("film", SourceState.RUNNING, position_s=3.0, duration_s=20.0)
        )
    )
    slider = child(bar, QSlider)
    qtbot.waitUntil(lambda: slider.maximum() == 200, timeout=_PATIENCE_MS)
    slider.setSliderDown(True)
    slider.setValue(100)
    slider.setSliderDown(False)
    qtbot.waitUntil(lambda: ControlMedia("film", None, 10.0) in studio.asked, timeout=_PATIENCE_MS)


def test_why_a_source_fails_stands_in_words(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio
) -> None:
    panel.show_layer("film")
    status = SourceStatus("film", SourceState.RETRYING, "the file is not there")
    studio.tell(SourceStatusChanged(status))
    qtbot.waitUntil(lambda: "The file is not there" in texts_of(panel), timeout=_PATIENCE_MS)


def test_a_layer_that_is_removed_is_shown_no_more(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("words", "Words", TextSettings("Hello")))
    panel.show_layer("words")
    studio.history.undo()
    studio.tell_show()
    qtbot.waitUntil(
        lambda: any("Select a layer" in text for text in texts_of(panel)), timeout=_PATIENCE_MS
    )
    assert all(isinstance(one, ApplyEdit) for one in studio.asked)


def test_refused_settings_go_back_even_under_the_cursor(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("words", "Words", TextSettings("Hello")))
    panel.show_layer("words")
    panel.activateWindow()
    area = child(panel, QPlainTextEdit)
    area.setFocus()
    qtbot.waitUntil(area.hasFocus, timeout=_PATIENCE_MS)
    studio.refusal = BadInputError("these words are too many", "text")
    with qtbot.waitSignal(session.failed, timeout=_PATIENCE_MS):
        area.setPlainText("Goodbye")
    qtbot.waitUntil(
        lambda: [area.toPlainText() for area in panel.findChildren(QPlainTextEdit)] == ["Hello"],
        timeout=_PATIENCE_MS,
    )


def test_a_guest_gets_another_code_from_its_details(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("phone", "Phone", GuestSettings("guest-gone")))
    panel.show_layer("film")
    assert not child(panel, QPushButton, "Show a code for the phone…").isVisibleTo(panel)
    panel.show_layer("phone")
    child(panel, QPushButton, "Show a code for the phone…").click()
    dialog = child(panel.window(), PhonesDialog)
    dialog.make.click()
    wanted = GuestSettings("guest-1")  # the old link was removed: a new one takes its place

    def is_set() -> bool:
        source = studio.show.source("phone")
        return source is not None and source.settings == wanted

    qtbot.waitUntil(is_set, timeout=_PATIENCE_MS)
    dialog.close()


def test_several_layers_are_changed_in_one_step(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio, session: Session
) -> None:
    add(qtbot, session, Source("words", "Words", TextSettings("Hello")))
    panel.show_layer("")
    panel.show_several(("film", "words"))
    fields = child(panel, SeveralFields)
    assert fields.isVisible()
    assert not any("Select a layer" in text for text in texts_of(panel))
    before = [layer.opacity for layer in studio.show.scenes[0].layers]
    fields.opacity.setValue(40)

    def faded() -> list[str]:
        return [one.id for one in studio.show.scenes[0].layers if one.opacity == 0.4]

    qtbot.waitUntil(lambda: sorted(faded()) == ["film", "words"], timeout=_PATIENCE_MS)
    assert studio.history.undo_name == "Fade 2 layers"
    studio.history.undo()
    assert [layer.opacity for layer in studio.show.scenes[0].layers] == before
    panel.show_several(("film",))
    assert not fields.isVisible()
    panel.refresh()
    assert any("Select a layer" in text for text in texts_of(panel))


def test_words_have_room_for_several_lines(
    qtbot: QtBot, panel: DetailsPanel, session: Session
) -> None:
    add(qtbot, session, Source("words", "Words", TextSettings("Hello")))
    panel.show_layer("words")
    area = child(panel, QPlainTextEdit)
    qtbot.waitUntil(
        lambda: area.viewport().height() >= 3 * area.fontMetrics().lineSpacing(),
        timeout=_PATIENCE_MS,
    )


def test_on_the_second_canvas_the_fields_are_of_the_place_there(
    qtbot: QtBot, panel: DetailsPanel, studio: FakeStudio
) -> None:
    panel.is_second = lambda: True
    studio.answer(ApplyEdit(ChangeSecondCanvas(Canvas(720, 1280))))
    change = LayerChange("film", box=Box(0.25, 0.1, 0.5, 0.5))
    studio.answer(ApplyEdit(PlaceLayers("one", (change,))))
    panel.show_layer("film")
    spin = child(panel, QDoubleSpinBox, "Left")
    qtbot.waitUntil(lambda: spin.value() == 25.0, timeout=_PATIENCE_MS)
    spin.setValue(40.0)
    film = studio.show.scenes[0].layers[1]
    assert film.box == Box()

    def place() -> Placement:
        return studio.show.scenes[0].layers[1].second or Placement()

    qtbot.waitUntil(lambda: place().box.x == 0.4, timeout=_PATIENCE_MS)
