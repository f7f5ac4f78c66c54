import msgspec
import pytest

from studio.core.scene import Strip
from studio.core.sound_filters import (
    KINDS,
    Compressor,
    Ducking,
    NoiseGate,
    SoundFilter,
    span_of,
    tag_of,
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_back_as_itself(kind: type[SoundFilter]) -> None:
    made = kind(is_enabled=False)
    again: object = msgspec.json.decode(msgspec.json.encode(made), type=SoundFilter)
    assert again == made
    assert type(again) is kind


def test_kinds_have_names_of_their_own() -> None:
    assert len({tag_of(kind) for kind in KINDS}) == len(KINDS) == 6
    assert tag_of(NoiseGate) == "gate"


def test_a_strip_of_an_old_file_has_no_filters_and_eight_are_the_most() -> None:
    assert msgspec.json.decode(b'{"source_id": "mic"}', type=Strip).filters == ()
    nine = msgspec.json.encode(Strip("mic", filters=(NoiseGate(),) * 9))
    with pytest.raises(msgspec.ValidationError, match="filters"):
        msgspec.json.decode(nine, type=Strip)


@pytest.mark.parametrize(
    "text",
    [
        '{"filter": "reverb"}',
        '{"filter": "gate", "open_db": 3}',
        '{"filter": "compressor", "ratio": 0.5}',
        '{"filter": "ducking", "key_source_id": "../x"}',
        '{"filter": "limiter", "more": 1}',
    ],
)
def test_what_is_wrong_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=SoundFilter)


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_has_a_span_with_its_first_value_in_it(kind: type[SoundFilter]) -> None:
    made = kind()
    for name in kind.__struct_fields__:
        value = getattr(made, name)
        if isinstance(value, float):
            least, most = span_of(kind, name)
            assert least <= value <= most


def test_a_span_of_what_is_no_number_is_a_mistake() -> None:
    assert span_of(Compressor, "ratio") == (1.0, 20.0)
    with pytest.raises(ValueError, match="key_source_id"):
        span_of(Ducking, "key_source_id")
