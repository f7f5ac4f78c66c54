import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import edits as ed
from studio.core.scene import Box, Layer, Scene, Source
from studio.core.sources import ColourSettings

_KINDS = typing.get_args(ed.AnyEdit)


@pytest.mark.parametrize(
    "edit",
    [
        ed.AddScene(Scene("a", "A"), index=0),
        ed.AddLayer("a", Layer("l", "L", "s"), Source("s", "S", ColourSettings())),
        ed.ChangeLayer("a", "l", box=Box(0.1, 0.1, 0.5, 0.5), is_visible=False),
        ed.ChangeStrip("mic", gain_db=-3.0),
        ed.RenameShow("今晚"),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_an_edit_comes_back_as_itself(edit: ed.Edit) -> None:
    data = msgspec.json.encode(edit)
    again: object = msgspec.json.decode(data, type=ed.AnyEdit)
    assert again == edit
    assert type(again) is type(edit)


def test_every_edit_has_a_name_of_its_own() -> None:
    names = [kind.__struct_config__.tag for kind in _KINDS]
    assert len(set(names)) == len(_KINDS)
    subclasses = {kind for kind in vars(ed).values() if _is_edit(kind)}
    assert subclasses == set(_KINDS)


def _is_edit(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, ed.Edit) and kind is not ed.Edit


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"edit": "melt"}', "melt"),
        ('{"edit": "move_scene", "scene_id": "a", "index": -1}', "index"),
        ('{"edit": "change_layer", "scene_id": "a", "layer_id": "b", "opacity": 2}', "opacity"),
        ('{"edit": "rename_show", "name": "a", "more": 1}', "more"),
        ('{"edit": "remove_scene", "scene_id": "../x"}', "scene_id"),
    ],
)
def test_what_is_wrong_is_named(text: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.json.decode(text, type=ed.AnyEdit)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_never_break_the_reader(data: bytes) -> None:
    try:
        edit: object = msgspec.json.decode(data, type=ed.AnyEdit)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    assert isinstance(edit, _KINDS)
