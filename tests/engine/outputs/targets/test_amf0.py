import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.engine.outputs.targets.amf0 import Amf, decode, encode, encode_array
from tests.support.faults import fault_of

_SCALARS = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=40)
VALUES: st.SearchStrategy[Amf] = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(min_size=1, max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(VALUES, max_size=5))
def test_what_was_encoded_is_decoded(values: list[Amf]) -> None:
    assert decode(encode(*values)) == values


def test_long_words_and_arrays_go_as_well() -> None:
    assert decode(encode("x" * 70_000)) == ["x" * 70_000]
    assert decode(encode_array({"width": 1280.0})) == [{"width": 1280.0}]
    assert decode(encode(7)) == [7.0]
    date = b"\x0b" + encode(5.0)[1:] + b"\0\0"
    assert decode(date + b"\x06") == [5.0, None]


@given(st.binary(max_size=200))
def test_nonsense_is_one_error(data: bytes) -> None:
    assert fault_of(lambda: decode(data)) in ("", "AMF0")


def test_a_tower_of_arrays_is_refused() -> None:
    with pytest.raises(BadInputError, match="too deeply"):
        decode(b"\x0a\0\0\0\1" * 50 + b"\x05")
    with pytest.raises(BadInputError, match="too deeply"):
        decode(b"\x0a\xff\xff\xff\xff" + b"\x05" * 20_000)
