import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.ids import is_id, new_id, new_secret


@given(st.sampled_from(["layer", "scene", "source", "engine"]))
def test_a_new_id_can_stand_in_a_file(prefix: str) -> None:
    made = new_id(prefix)
    assert made.startswith(f"{prefix}-")
    assert is_id(made)


def test_new_ids_and_secrets_differ() -> None:
    assert len({new_id("layer") for _ in range(500)}) == 500
    assert len({new_secret() for _ in range(50)}) == 50


def test_a_secret_has_256_bits() -> None:
    secret = new_secret()
    assert len(base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))) == 32


@pytest.mark.parametrize("text", ["", "-a", "A", "a b", "a/b", "../a", "é", "a" * 65])
def test_what_is_not_an_id_is_refused(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("text", ["a", "0", "demo-host", "a_b-c9", "a" * 64])
def test_what_is_an_id_is_taken(text: str) -> None:
    assert is_id(text)


def test_a_line_end_is_no_part_of_an_id() -> None:
    assert not is_id("layer-1\n")
