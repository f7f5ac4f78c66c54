"""From an error to a response and back: the sentence, its place and its kind survive."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.answer import ForbiddenError, answer, refusal, result_of
from studio.core.errors import BadInputError, NotFoundError, StudioError, UnavailableError
from studio.core.messages.envelope import (
    RequestData,
    ResponseData,
    ResponseFrame,
    Status,
    decode_frame,
    encode_frame,
)
from studio.core.messages.requests import GetSnapshot, Request, Undo
from studio.core.messages.results import Done, Result

KINDS = (BadInputError, NotFoundError, UnavailableError, ForbiddenError)


def _over_the_wire(frame: ResponseFrame) -> ResponseData:
    read = decode_frame(encode_frame(frame), "test")
    assert isinstance(read, ResponseFrame)
    return read.d


@given(
    st.sampled_from(KINDS), st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.text()
)
def test_an_error_comes_out_as_it_went_in(kind: type[StudioError], what: str, where: str) -> None:
    where = where.encode("utf-8", "replace").decode()
    with pytest.raises(kind) as caught:
        result_of(_over_the_wire(refusal("ask-1", kind(what, where))))
    assert (type(caught.value), caught.value.what, caught.value.where) == (kind, what, where)


def test_the_base_of_errors_counts_as_unavailable() -> None:
    assert refusal("a", StudioError("not now", "hub")).d.status == Status.UNAVAILABLE


def test_a_result_is_handed_over() -> None:
    response = _over_the_wire(answer(RequestData("ask-7", Undo()), lambda _request: Done()))
    assert (response.request_id, response.status) == ("ask-7", Status.SUCCESS)
    assert result_of(response) == Done()


def test_a_refusal_by_the_handler_is_answered() -> None:
    def handle(request: Request) -> Result:
        raise NotFoundError("there is no such scene", type(request).__name__)

    with pytest.raises(NotFoundError, match="GetSnapshot: there is no such scene"):
        result_of(answer(RequestData("a", GetSnapshot()), handle).d)


def test_a_bug_is_answered_without_its_inside(caplog: pytest.LogCaptureFixture) -> None:
    def handle(_request: Request) -> Result:
        raise ZeroDivisionError("/home/someone/secret.py")

    with caplog.at_level(logging.ERROR, "studio"):
        response = answer(RequestData("a", Undo()), handle).d
    assert response.status == Status.INTERNAL
    assert "secret.py" not in response.comment + response.where
    assert "ZeroDivisionError" in caplog.text
    with pytest.raises(UnavailableError, match="something went wrong"):
        result_of(response)


def test_a_status_from_tomorrow_still_says_something() -> None:
    with pytest.raises(UnavailableError, match="refused with status 799"):
        result_of(ResponseData("a", status=799))
    with pytest.raises(UnavailableError):
        result_of(ResponseData("a"))  # success without a result is none
