import msgspec
import pytest

from studio.core.messages import requests as ask
from studio.core.messages.request_base import Request


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (ask.MoveTransition, {"progress": 1.5}),
        (ask.MoveTransition, {}),
        (ask.PreviewScene, {"sceneId": "NO SUCH ID"}),
        (ask.WatchPictures, {"thumbnailPx": 4000}),
        (ask.SizePreview, {"longSidePx": 100}),
        (ask.PlayReplay, {"seconds": 0}),
        (ask.PlayReplay, {"speed": 9}),
        (ask.ControlReplay, {"positionS": -1}),
        (ask.TakePreview, {"transition": {"kind": "explosion"}}),
    ],
)
def test_what_is_out_of_reach_is_refused(kind: type[Request], fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"type": kind.__name__, **fields}), type=kind)


def test_a_plain_take_says_nothing_but_its_name() -> None:
    read = msgspec.json.decode(b'{"type": "TakePreview"}', type=ask.TakePreview)
    assert read == ask.TakePreview(None)
