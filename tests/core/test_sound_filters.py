import msgspec
import pytest

from studio.core.filter_settings import tag_of
from studio.core.scene import Strip
from studio.core.sound_filters import (
    KINDS,
    NoiseGate,
    SoundFilter,
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
