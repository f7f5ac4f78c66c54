import typing

import msgspec
import pytest

from studio.core.messages.requests import AnyRequest, Right
from studio.core.messages.signal_requests import AnySignalRequest, OpenGuest, OpenViewer


def test_all_of_them_need_what_no_role_has() -> None:
    assert {kind.right for kind in typing.get_args(AnySignalRequest)} == {Right.SIGNAL}
    assert set(typing.get_args(AnySignalRequest)) <= set(typing.get_args(AnyRequest))


def test_an_offer_is_bounded_and_its_shape_known() -> None:
    offer = OpenViewer("v=0", "upright")
    assert msgspec.json.decode(msgspec.json.encode(offer), type=AnyRequest) == offer
    for bad in (OpenViewer("v" * 65_537), OpenViewer("v=0", "round"), OpenGuest("?", "Phone", "")):
        with pytest.raises(msgspec.ValidationError):
            msgspec.json.decode(msgspec.json.encode(bad), type=AnyRequest)
