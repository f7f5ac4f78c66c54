import msgspec
import pytest

from studio.core.scene import Box, Canvas, Layer, Scene, Show
from tests.support.small_show import small_show


def test_a_show_comes_back_as_it_went() -> None:
    show = small_show()
    assert msgspec.json.decode(msgspec.json.encode(show), type=Show) == show


def test_what_is_as_usual_is_not_written() -> None:
    assert msgspec.json.encode(Layer("cam", "Camera", "cam")) == (
        b'{"id":"cam","name":"Camera","source_id":"cam"}'
    )


def test_parts_are_found_by_their_id() -> None:
    show = small_show()
    assert show.current_scene is show.scene("one")
    assert show.scene("none") is None
    source = show.source("film")
    assert source is not None
    assert source.name == "Film"
    assert show.source("none") is None


def test_a_show_whose_scene_is_missing_says_which() -> None:
    show = msgspec.structs.replace(small_show(), current_scene_id="gone")
    with pytest.raises(ValueError, match="gone"):
        _ = show.current_scene


@pytest.mark.parametrize(
    ("kind", "text", "field"),
    [
        (Canvas, '{"width_px": 1281}', "width_px"),
        (Canvas, '{"rate_hz": 0}', "rate_hz"),
        (Canvas, '{"height_px": 4000}', "height_px"),
        (Box, '{"width": 0}', "width"),
        (Box, '{"x": 9}', r"\$\.x"),
        (Box, '{"x": NaN}', "malformed"),
        (Scene, '{"id": "a\\n", "name": "a"}', r"\$\.id"),
        (Scene, '{"id": "Ä", "name": "a"}', r"\$\.id"),
        (Scene, '{"id": "a", "name": "a", "background": "red"}', "background"),
        (Layer, '{"id": "a", "name": "a", "source_id": "a", "fit": "melt"}', "fit"),
        (Layer, '{"id": "a", "name": "a", "source_id": "a", "colour": "#fff"}', "colour"),
    ],
)
def test_what_is_out_of_range_is_named(kind: type, text: str, field: str) -> None:
    with pytest.raises(msgspec.DecodeError, match=field):
        msgspec.json.decode(text, type=kind)
