import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core import sources as src

_KINDS: tuple[type[src.SourceSettings], ...] = typing.get_args(src.AnySourceSettings)
_NEEDED: dict[type[src.SourceSettings], dict[str, str]] = {
    src.MediaSettings: {"path": "film.mp4"},
    src.ImageSettings: {"path": "bowl.png"},
    src.TextSettings: {"text": "现在开始"},
    src.CardSettings: {"title": "Bowl"},
}


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_comes_back_as_itself(kind: type[src.SourceSettings]) -> None:
    settings = kind(**_NEEDED.get(kind, {}))
    again: object = msgspec.json.decode(msgspec.json.encode(settings), type=src.AnySourceSettings)
    assert again == settings
    assert type(again) is kind


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_seen_or_heard(kind: type[src.SourceSettings]) -> None:
    settings = kind(**_NEEDED.get(kind, {}))
    assert src.has_picture(settings) or src.has_sound(settings)


def test_a_film_is_seen_and_heard() -> None:
    film = src.MediaSettings("film.mp4")
    assert src.has_picture(film)
    assert src.has_sound(film)
    assert not src.has_picture(src.ToneSettings())
    assert not src.has_sound(src.ImageSettings("bowl.png"))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"kind": "hologram"}', "hologram"),
        ('{"kind": "media"}', "path"),
        ('{"kind": "colour", "colour": "red"}', "colour"),
        ('{"kind": "text", "text": "a", "size_px": 1000}', "size_px"),
        ('{"kind": "screen", "rate_hz": 0}', "rate_hz"),
        ('{"kind": "tone", "level_db": 6}', "level_db"),
        ('{"kind": "camera", "password": "a"}', "password"),
    ],
)
def test_what_is_wrong_is_named(text: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=field):
        msgspec.json.decode(text, type=src.AnySourceSettings)


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_never_break_the_reader(data: bytes) -> None:
    try:
        settings: object = msgspec.json.decode(data, type=src.AnySourceSettings)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    assert isinstance(settings, _KINDS)
