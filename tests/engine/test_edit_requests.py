import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from studio.core.edits import ChangeCanvas, ChangeLayers, LayerChange, RenameScene, RenameShow
from studio.core.errors import BadInputError, NotFoundError, StudioError
from studio.core.messages import requests as ask
from studio.core.messages.results import Devices, Done, PictureKept, Snapshot
from studio.core.scene import Box, Canvas
from tests.support.engine_stand import EngineStand, running_engine, tiny_show


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[EngineStand]:
    with running_engine(tmp_path) as running:
        yield running


def test_a_snapshot_and_devices(stand: EngineStand) -> None:
    snapshot = stand.ask(ask.GetSnapshot())
    assert isinstance(snapshot, Snapshot)
    assert snapshot.show == tiny_show()
    devices = stand.ask(ask.GetDevices("camera"))
    assert isinstance(devices, Devices)
    assert all(device.kind == "camera" for device in devices.devices)


def test_edit_undo_and_redo(stand: EngineStand) -> None:
    assert stand.ask(ask.ApplyEdit(RenameShow("Evening"))) == Done()
    stand.ask(ask.Undo())
    assert stand.engine.history.show.name == "Tiny"
    stand.ask(ask.Redo())
    assert stand.engine.history.show.name == "Evening"
    stand.ask(ask.ReplaceShow(tiny_show()))
    assert stand.engine.history.show.name == "Tiny"


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (ask.Undo(), BadInputError),
        (ask.Redo(), BadInputError),
        (ask.ApplyEdit(RenameScene("gone", "X")), NotFoundError),
        (ask.SwitchScene("gone"), NotFoundError),
        (ask.ControlMedia("gone", True), NotFoundError),
        (ask.HoldTalk("gone"), NotFoundError),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    stand: EngineStand, request_: ask.Request, error: type[StudioError]
) -> None:
    before = stand.engine.history.show
    with pytest.raises(error):
        stand.ask(request_)
    assert stand.engine.history.show == before


def test_the_pictures_size_stays_while_it_is_encoded(stand: EngineStand) -> None:
    stand.ask(ask.ApplyEdit(ChangeCanvas(Canvas(180, 320))))
    stand.ask(ask.StartShow())
    other = msgspec.structs.replace(tiny_show(), canvas=Canvas(640, 360))
    for request in (
        ask.ApplyEdit(ChangeCanvas(Canvas(640, 360))),
        ask.ReplaceShow(other),
        ask.Undo(),
    ):
        with pytest.raises(BadInputError, match="size cannot change"):
            stand.ask(request)
    assert stand.engine.history.show.canvas == Canvas(180, 320)
    stand.ask(ask.EndShow())
    stand.ask(ask.Undo())
    assert stand.engine.history.show.canvas == Canvas(320, 180)


def test_a_picture_that_was_sent_is_kept_beside_the_show(
    stand: EngineStand, tmp_path: Path
) -> None:
    data = b"\x89PNG\r\n\x1a\n" + b"picture"
    digest = hashlib.sha256(data).hexdigest()
    part = base64.b64encode(data).decode()
    kept = stand.ask(ask.KeepPicture(digest, len(data), 0, part))
    assert isinstance(kept, PictureKept)
    path = Path(kept.path)
    assert path.read_bytes() == data
    assert path.name == f"{digest}.png"
    assert tmp_path in path.parents


def test_a_drag_that_is_taken_back_leaves_no_step(stand: EngineStand) -> None:
    scene = stand.engine.history.show.scenes[0]
    layer = scene.layers[0]
    for box in (Box(0.1), Box(0.2), layer.box):
        edit = ChangeLayers(scene.id, (LayerChange(layer.id, box=box),))
        stand.ask(ask.ApplyEdit(edit, "drag-1"))
    assert stand.engine.history.undo_name == ""
