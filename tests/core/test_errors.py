import pytest

from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError


@pytest.mark.parametrize("kind", [BadInputError, NotFoundError, UnavailableError])
def test_an_error_says_where_and_what(kind: type[StudioError]) -> None:
    error = kind("is not a picture", "layer card-1")
    assert isinstance(error, StudioError)
    assert (error.what, error.where) == ("is not a picture", "layer card-1")
    assert str(error) == "layer card-1: is not a picture"


def test_a_place_may_be_missing() -> None:
    assert str(StudioError("the disk is full")) == "the disk is full"
