"""The envelope: what is written is read again; what is not a frame is one error with a place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.errors import BadInputError
from studio.core.messages import envelope as frames
from studio.core.messages.events import AlarmCleared, MetersReported
from studio.core.messages.requests import GetSnapshot, ReplaceShow, StartShow
from studio.core.messages.results import Snapshot
from studio.core.status import Meter, ShowState
from tests.support.small_show import small_show

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)

ONE_OF_EACH: list[frames.AnyFrame] = [
    frames.Hello(frames.HelloData("1.2.3")),
    frames.Identify(frames.IdentifyData("secret", 5, "window")),
    frames.Identified(frames.IdentifiedData("owner")),
    frames.EventFrame(frames.EventData(MetersReported((Meter("mic", -3.5, -20.0),)))),
    frames.RequestFrame(frames.RequestData("ask-1", ReplaceShow(small_show()))),
    frames.ResponseFrame(
        frames.ResponseData("ask-1", result=Snapshot(small_show(), 7, ShowState.LIVE))
    ),
    frames.ResponseFrame(frames.ResponseData("ask-2", 400, "no", "field")),
]


@pytest.mark.parametrize("frame", ONE_OF_EACH, ids=lambda frame: type(frame).__name__)
def test_a_frame_is_read_as_it_was_written(frame: frames.AnyFrame) -> None:
    assert frames.decode_frame(frames.encode_frame(frame), "here") == frame


def test_ops_and_names_are_those_of_obs_websocket() -> None:
    assert [json.loads(frames.encode_frame(frame))["op"] for frame in ONE_OF_EACH] == [
        *(0, 1, 2, 5, 6, 7, 7)
    ]
    asked = json.loads(
        frames.encode_frame(frames.RequestFrame(frames.RequestData("a", StartShow(True))))
    )
    assert asked["d"] == {"requestId": "a", "request": {"type": "StartShow", "isRehearsal": True}}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "truncated"),
        ("{}", "op"),
        ('{"op":3,"d":{}}', "op"),
        ('{"op":6,"d":{"requestId":"a"}}', "request"),
        ('{"op":6,"d":{"requestId":"","request":{"type":"Undo"}}}', "$.d.requestId"),
        ('{"op":6,"d":{"requestId":"a","request":{"type":"Explode"}}}', "$.d.request.type"),
        ('{"op":6,"d":{"requestId":"a","request":{"type":"Undo","x":1}}}', "$.d.request"),
        ('{"op":6,"d":{"requestId":"a","request":{"type":"StartShow","isRehearsal":1}}}', "bool"),
        ('{"op":1,"d":{"token":7}}', "$.d.token"),
        ('{"op":1,"d":{"token":"a","role":"owner"}}', "role"),
    ],
)
def test_a_bad_frame_names_place_and_field(text: str, named: str) -> None:
    with pytest.raises(BadInputError) as caught:
        frames.decode_frame(text, "the link")
    assert caught.value.where == "the link"
    assert named in caught.value.what


def test_size_is_bounded_before_anything_is_read() -> None:
    data = b" " * (frames.MAX_MESSAGE_BYTES + 1)
    with pytest.raises(BadInputError, match="1048576 are allowed"):
        frames.decode_frame(data, "control")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadInputError):
        frames.decode_frame('{"x":' + "[" * 200_000, "control")


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_noise_is_an_error_of_ours(data: bytes | str) -> None:
    with pytest.raises(BadInputError):
        frames.decode_frame(data, "control")


@given(
    st.fixed_dictionaries(
        {"op": st.sampled_from([0, 1, 2, 5, 6, 7, 8, "6"]) | json_values},
        optional={
            "d": st.fixed_dictionaries(
                {},
                optional={
                    "requestId": json_values,
                    "token": json_values,
                    "eventSubscriptions": json_values,
                    "request": st.fixed_dictionaries(
                        {"type": st.sampled_from(["Undo", "StartShow", "SwitchScene"])},
                        optional={"isRehearsal": json_values, "sceneId": json_values},
                    ),
                },
            )
            | json_values
        },
    )
)
def test_nearly_right_frames_are_read_or_refused(value: dict[str, object]) -> None:
    try:
        frame = frames.decode_frame(json.dumps(value), "control")
    except BadInputError:
        return
    assert frames.decode_frame(frames.encode_frame(frame), "control") == frame


@given(st.text(max_size=64).filter(bool))
def test_any_text_survives_the_way(text: str) -> None:
    frame = frames.EventFrame(frames.EventData(AlarmCleared(text)))
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return
    assert frames.decode_frame(frames.encode_frame(frame), "here") == frame


def test_requests_without_fields_need_none() -> None:
    frame = frames.decode_frame(
        '{"op":6,"d":{"requestId":"a","request":{"type":"GetSnapshot"}}}', "here"
    )
    assert frame == frames.RequestFrame(frames.RequestData("a", GetSnapshot()))


def test_the_numbers_are_those_of_obs_websocket() -> None:
    assert {status.name: status.value for status in frames.Status} == {
        "SUCCESS": 100,
        "BAD_INPUT": 400,
        "FORBIDDEN": 403,
        "NOT_FOUND": 600,
        "UNAVAILABLE": 601,
        "INTERNAL": 205,
    }
