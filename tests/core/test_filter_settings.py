import pytest

from studio.core.filter_settings import FilterSettings, span_of, tag_of
from studio.core.picture_filters import KINDS as PICTURE_KINDS
from studio.core.picture_filters import Blur, ChromaKey
from studio.core.sound_filters import KINDS as SOUND_KINDS
from studio.core.sound_filters import Compressor


@pytest.mark.parametrize("kind", [*SOUND_KINDS, *PICTURE_KINDS])
def test_every_number_has_a_span_with_its_first_value_in_it(kind: type[FilterSettings]) -> None:
    made = kind()
    for name in kind.__struct_fields__:
        value = getattr(made, name)
        if isinstance(value, float):
            least, most = span_of(kind, name)
            assert least <= value <= most


def test_a_span_of_what_is_no_number_is_a_mistake() -> None:
    assert span_of(Compressor, "ratio") == (1.0, 20.0)
    assert span_of(Blur, "amount") == (0.0, 0.1)
    with pytest.raises(ValueError, match="colour"):
        span_of(ChromaKey, "colour")


def test_no_two_kinds_have_the_same_name() -> None:
    kinds = [*SOUND_KINDS, *PICTURE_KINDS]
    assert len({tag_of(kind) for kind in kinds}) == len(kinds)
